package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.Policies.engine;
import static dev.sallyport.policy.decide.Policies.policy;
import static dev.sallyport.policy.decide.Policies.tool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitDecisionsTest {

  @Test
  void transfer_upToTheLimit_granted() {
    Grants grants = tool("{ limits: { sent: 1KiB, received: 1MiB } }");

    assertDecision(grants.decide(new Request.Transfer(Direction.SENT, 1024)))
        .allows("tools.t.limits.sent");
    assertDecision(grants.decide(new Request.Transfer(Direction.SENT, 1025)))
        .denies(Reason.LIMIT, "tools.t.limits.sent")
        .onLine(3);
    assertDecision(grants.decide(new Request.Transfer(Direction.RECEIVED, 1 << 20)))
        .allows("tools.t.limits.received");
    assertDecision(grants.decide(new Request.Transfer(Direction.RECEIVED, (1 << 20) + 1)))
        .denies(Reason.LIMIT, "tools.t.limits.received");
  }

  @Test
  void reading_upToTheLimit_granted() {
    Grants grants = tool("{ limits: { read: 1KiB } }");

    assertDecision(grants.decide(new Request.Transfer(Direction.READ, 1024)))
        .allows("tools.t.limits.read");
    assertDecision(grants.decide(new Request.Transfer(Direction.READ, 1025)))
        .denies(Reason.LIMIT, "tools.t.limits.read")
        .onLine(3);
    assertDecision(tool("{}").decide(new Request.Transfer(Direction.READ, Long.MAX_VALUE)))
        .allows("built-in.unlimited");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tools: { t: { limits: { read: 1 } } }\n",
        "resources: { 'a:/b': { limits: { read: 1 } } }\n",
        "prompts: { p: { limits: { read: 1 } } }\n",
        "namespaces: { n: { tools: [t], limits: { read: 1 } } }\ntools: { t: {} }\n",
        "sessions: { limits: { read: 1 } }\n",
        "callers: { required: false, limits: { read: 1 } }\n"
      })
  void reading_limitedAnywhere_isToBeCounted(String limited) {
    assertThat(policy(limited).limitsReading()).isTrue();
    assertThat(policy(limited.replace("read", "received")).limitsReading()).isFalse();
  }

  @Test
  void answer_upToTheLimit_granted() {
    Grants grants = tool("{ limits: { result: 1KiB } }");

    assertDecision(grants.decide(new Request.Transfer(Direction.ANSWERED, 1024)))
        .allows("tools.t.limits.result");
    assertDecision(grants.decide(new Request.Transfer(Direction.ANSWERED, 1025)))
        .denies(Reason.LIMIT, "tools.t.limits.result")
        .onLine(3);
    assertDecision(tool("{}").decide(new Request.Transfer(Direction.ANSWERED, Long.MAX_VALUE)))
        .allows("built-in.unlimited");
  }

  @Test
  void files_upToTheLimit_granted() {
    Grants grants = tool("{ limits: { files: 2 } }");

    assertDecision(grants.decide(new Request.Touch(2))).allows("tools.t.limits.files");
    assertDecision(grants.decide(new Request.Touch(3)))
        .denies(Reason.LIMIT, "tools.t.limits.files")
        .onLine(3);
    assertDecision(tool("{}").decide(new Request.Touch(Integer.MAX_VALUE)))
        .allows("built-in.unlimited");
  }

  @Test
  void redirect_upToTheLimit_granted() {
    Grants grants = tool("{ limits: { redirects: 2 } }");

    assertDecision(grants.decide(new Request.Redirect(2))).allows("tools.t.limits.redirects");
    assertDecision(grants.decide(new Request.Redirect(3)))
        .denies(Reason.LIMIT, "tools.t.limits.redirects");
    assertDecision(tool("{ limits: { redirects: 0 } }").decide(new Request.Redirect(1)))
        .denies(Reason.LIMIT, "tools.t.limits.redirects");
  }

  @Test
  void limit_notWritten_isNone() {
    Grants grants = tool("{ limits: { redirects: 2 } }");

    assertDecision(grants.decide(new Request.Transfer(Direction.SENT, Long.MAX_VALUE)))
        .allows("built-in.unlimited");
    assertDecision(tool("{}").decide(new Request.Redirect(100))).allows("built-in.unlimited");
  }

  @Test
  void limits_ofSeveralEntries_theNarrowestHolds() {
    Grants grants =
        engine(
                """
                tools:
                  '*': { limits: { sent: 10, received: 1000 } }
                  t: { limits: { sent: 100, received: 100 } }
                """)
            .grants(new Principal.Tool("t"));

    assertDecision(grants.decide(new Request.Transfer(Direction.SENT, 11)))
        .denies(Reason.LIMIT, "tools.*.limits.sent");
    assertDecision(grants.decide(new Request.Transfer(Direction.RECEIVED, 101)))
        .denies(Reason.LIMIT, "tools.t.limits.received");
  }

  @Test
  void redirect_ofAPhase_isLimited() {
    Grants grants =
        engine("runtime: { serving: { limits: { redirects: 1 } } }\n")
            .grants(new Principal.Server(Phase.SERVING));

    assertDecision(grants.decide(new Request.Redirect(1)))
        .allows("runtime.serving.limits.redirects");
    assertDecision(grants.decide(new Request.Redirect(2)))
        .denies(Reason.LIMIT, "runtime.serving.limits.redirects");
  }
}
