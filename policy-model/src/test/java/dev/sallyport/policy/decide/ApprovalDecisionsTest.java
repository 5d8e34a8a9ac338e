package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Approval;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovalDecisionsTest {
  private static final String TWO =
      """
      tools:
        "delete_*": { approval: { from: [maintainer], within: 5m } }
        delete_branch: { approval: { from: [owner, lead], within: 90s, reason: required } }
        read: {}
      """;

  private static Decision decide(String policy, String tool) {
    return Policies.engine(policy)
        .decide(new Request.ToolCall(tool, Map.of("a", 1)), Policies.by(null, null));
  }

  private static @Nullable Approval approval(String tool) {
    return Policies.engine(TWO).approval(new Principal.Tool(tool), null);
  }

  @Test
  void toolThatAsksForApproval_isNeitherAllowedNorDenied_andNeverGoesOn() {
    Decision decision = decide(TWO, "delete_tag");

    assertThat(decision.verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(decision.reason()).isEqualTo(Reason.UNAPPROVED);
    assertThat(decision.rule().path()).isEqualTo("tools.delete_*.approval");
    assertThat(decision.denies()).isTrue();
    assertThat(decide(TWO, "read").verdict()).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void whatElseDenies_isDenied_whoeverWouldApprove() {
    assertThat(decide("tools: { \"*\": deny, t: { approval: { from: [a] } } }\n", "t").reason())
        .isEqualTo(Reason.DENIED);
    assertThat(
            decide("tools: { t: { arguments: { b: {} }, approval: { from: [a] } } }\n", "t")
                .reason())
        .isEqualTo(Reason.ARGUMENT_UNKNOWN);
  }

  @Test
  void ofTwoEntries_theMoreSpecificSaysWhoApproves_andNoneTakesItAway() {
    assertThat(approval("delete_tag"))
        .isEqualTo(new Approval(List.of("maintainer"), Duration.ofMinutes(5), false));
    assertThat(approval("delete_branch"))
        .isEqualTo(new Approval(List.of("owner", "lead"), Duration.ofSeconds(90), true));
    assertThat(approval("read")).isNull();
    String wide = "tools: { \"*\": { approval: { from: [a] } }, t: { mode: enforce } }\n";
    assertThat(decide(wide, "t").verdict()).isEqualTo(Verdict.APPROVE);
  }

  @Test
  void toolThatAsksForApproval_isShown() {
    assertThat(
            Policies.engine("mode: enforce\n" + TWO)
                .shows(new Principal.Tool("delete_branch"), null))
        .isTrue();
  }
}
