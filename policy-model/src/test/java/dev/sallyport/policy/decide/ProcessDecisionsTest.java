package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.Policies.tool;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessDecisionsTest {

  @Test
  void exec_programAndArguments_granted() {
    Grants grants = tool("{ exec: [{ program: /usr/bin/mvn, args: [-q, 'test*'] }] }");

    assertDecision(grants.decide(exec("/usr/bin/mvn", "-q", "test-compile")))
        .allows("tools.t.exec[0]")
        .onLine(3);
  }

  @Test
  void exec_otherProgramOrArguments_denied() {
    Grants grants = tool("{ exec: [{ program: /usr/bin/mvn, args: [-q, test] }] }");

    assertDecision(grants.decide(exec("/usr/bin/mvn", "-q", "deploy")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(exec("/usr/bin/mvn"))).denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(exec("/bin/sh", "-q", "test")))
        .denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(exec("mvn", "-q", "test"))).denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void exec_argumentsNotWritten_noneMayBeGiven() {
    Grants grants = tool("{ exec: [{ program: /usr/bin/uptime }] }");

    assertDecision(grants.decide(exec("/usr/bin/uptime"))).allows("tools.t.exec[0]");
    assertDecision(grants.decide(exec("/usr/bin/uptime", "-p")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void exec_anyArguments_granted() {
    Grants grants = tool("{ exec: [{ program: '/opt/tools/*', args: ['**'] }] }");

    assertDecision(grants.decide(exec("/opt/tools/x", "a", "b"))).allows("tools.t.exec[0]");
    assertDecision(grants.decide(exec("/opt/tools/x"))).allows("tools.t.exec[0]");
  }

  @Test
  void exec_programIsALink_decidedOnItsRealPath() {
    Grants grants = tool("{ exec: [{ program: /link/run }] }");

    assertDecision(grants.decide(exec("/real/run"))).allows("tools.t.exec[0]");
    assertDecision(grants.decide(exec("/link/run"))).denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void environment_nameThatFits_grantedAndAnyOtherDenied() {
    Grants grants = tool("{ env: [JAVA_HOME, 'LC_*'] }");

    assertDecision(grants.decide(new Request.Environment(EnvironmentOperation.READ, "JAVA_HOME")))
        .allows("tools.t.env[0]");
    assertDecision(grants.decide(new Request.Environment(EnvironmentOperation.READ, "LC_ALL")))
        .allows("tools.t.env[1]");
    assertDecision(
            grants.decide(new Request.Environment(EnvironmentOperation.READ, "GITHUB_TOKEN")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void environment_harmlessName_isReadByEveryTool() {
    Grants grants = tool("{}");

    assertDecision(grants.decide(read("PATH"))).allows(Reason.RUNTIME, "built-in.environment");
    assertDecision(grants.decide(read("LC_TIME"))).allows(Reason.RUNTIME, "built-in.environment");
    assertDecision(grants.decide(read("PATHS"))).denies(Reason.NOT_GRANTED, "tools.t");
  }

  @Test
  void environment_ofAChild_isSetWhereItRunsNoCode() {
    Grants grants = tool("{}");

    assertDecision(grants.decide(set("MY_OWN"))).allows(Reason.RUNTIME, "built-in.environment");
    assertDecision(grants.decide(set("GIT_AUTHOR_NAME")))
        .allows(Reason.RUNTIME, "built-in.environment");
    for (String name :
        List.of("LD_PRELOAD", "PATH", "BASH_ENV", "GIT_SSH_COMMAND", "_JAVA_OPTIONS")) {
      assertDecision(grants.decide(set(name))).denies(Reason.NOT_GRANTED, "tools.t");
    }
  }

  @Test
  void environment_thatRunsCode_isSetWhereItIsNamed() {
    Grants grants = tool("{ env: [LD_PRELOAD, 'GIT_*', '*'] }");

    assertDecision(grants.decide(set("LD_PRELOAD"))).allows("tools.t.env[0]");
    assertDecision(grants.decide(set("GIT_SSH"))).denies(Reason.NOT_GRANTED, "tools.t");
    assertDecision(grants.decide(read("GIT_SSH"))).allows("tools.t.env[1]");
  }

  private static Request read(String name) {
    return new Request.Environment(EnvironmentOperation.READ, name);
  }

  private static Request set(String name) {
    return new Request.Environment(EnvironmentOperation.SET, name);
  }

  private static Request exec(String program, String... arguments) {
    return new Request.Exec(program, List.of(arguments));
  }
}
