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

    assertDecision(grants.decide(new Request.Environment("JAVA_HOME"))).allows("tools.t.env[0]");
    assertDecision(grants.decide(new Request.Environment("LC_ALL"))).allows("tools.t.env[1]");
    assertDecision(grants.decide(new Request.Environment("GITHUB_TOKEN")))
        .denies(Reason.NOT_GRANTED, "tools.t");
  }

  private static Request exec(String program, String... arguments) {
    return new Request.Exec(program, List.of(arguments));
  }
}
