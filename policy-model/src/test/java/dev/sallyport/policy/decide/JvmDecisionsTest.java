package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.FileOperation.DELETE;
import static dev.sallyport.policy.decide.FileOperation.LIST;
import static dev.sallyport.policy.decide.FileOperation.READ;
import static dev.sallyport.policy.decide.FileOperation.STAT;
import static dev.sallyport.policy.decide.FileOperation.WRITE;
import static dev.sallyport.policy.decide.Policies.engine;
import static dev.sallyport.policy.decide.Policies.file;
import static dev.sallyport.policy.decide.Policies.tool;

import dev.sallyport.policy.model.Capability;
import org.junit.jupiter.api.Test;

class JvmDecisionsTest {

  @Test
  void capability_listed_grantedAndAnyOtherDenied() {
    Grants grants = tool("{ jvm: [attach, exit] }");

    assertDecision(grants.decide(new Request.Jvm(Capability.EXIT))).allows("tools.t.jvm[1]");
    assertDecision(grants.decide(new Request.Jvm(Capability.FOREIGN)))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void library_underItsPattern_grantedAndAnyOtherDenied() {
    Grants grants = tool("{ libraries: ['/link/lib/*.so'] }");

    assertDecision(grants.decide(new Request.Library("/real/lib/x.so")))
        .allows("tools.t.libraries[0]");
    assertDecision(grants.decide(new Request.Library("/tmp/x.so")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void library_ofTheJvm_needsNoGrant() {
    assertDecision(tool("{}").decide(new Request.Library("/jdk/lib/libnet.so")))
        .allows(Reason.RUNTIME, "built-in.runtime");
  }

  @Test
  void exit_byTheServerItself_needsNoGrant() {
    Engine engine = engine("runtime: { serving: {} }\n");
    Grants serving = engine.grants(new Principal.Server(Phase.SERVING));

    assertDecision(serving.decide(new Request.Jvm(Capability.EXIT)))
        .allows(Reason.RUNTIME, "built-in.runtime");
    assertDecision(serving.decide(new Request.Jvm(Capability.ATTACH)))
        .denies(Reason.NOT_GRANTED, "runtime.serving");
  }

  @Test
  void agent_touched_isDeniedToEverybody() {
    Engine engine = engine("tools: { t: { jvm: [attach, unsafe] } }\n");

    for (Principal principal :
        new Principal[] {
          new Principal.Tool("t"),
          new Principal.Server(Phase.STARTING),
          new Principal.Server(Phase.SERVING)
        }) {
      assertDecision(engine.grants(principal).decide(new Request.Agent()))
          .denies(Reason.PROTECTED, "built-in.agent");
    }
  }

  @Test
  void fileOfTheAgent_grantedWithEverythingElse_isReadButNotChanged() {
    Grants grants = tool("{ files: { read: ['/**'], write: ['/**'], delete: ['/**'] } }");

    assertDecision(grants.decide(file(READ, "/agent/audit/a.jsonl")))
        .allows("tools.t.files.read[0]");
    for (String path : new String[] {"/agent/sallyport.jar", "/agent/audit/a.jsonl"}) {
      assertDecision(grants.decide(file(WRITE, path))).denies(Reason.PROTECTED, "built-in.agent");
      assertDecision(grants.decide(file(DELETE, path))).denies(Reason.PROTECTED, "built-in.agent");
    }
    assertDecision(grants.decide(file(DELETE, "/agent")))
        .denies(Reason.PROTECTED, "built-in.agent");
    assertDecision(grants.decide(file(WRITE, "/agent/other"))).allows("tools.t.files.write[0]");
  }

  @Test
  void memoryOfAProcess_grantedWithEverythingElse_isNotThere() {
    Grants grants = tool("{ files: { read: ['/**'] } }");

    for (FileOperation operation : new FileOperation[] {STAT, LIST, READ}) {
      assertDecision(grants.decide(file(operation, "/proc/17/mem")))
          .denies(Reason.PROTECTED, "built-in.agent");
    }
    assertDecision(grants.decide(file(READ, "/proc/17/status"))).allows("tools.t.files.read[0]");
  }
}
