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
    return approval(TWO, tool, Map.of(), Past.NOTHING);
  }

  private static @Nullable Approval approval(
      String policy, String tool, Map<String, Object> arguments, Past past) {
    Engine engine = Policies.engine(policy);
    return Policies.approval(engine, new Request.ToolCall(tool, arguments), past);
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

  /** Where only calls of {@code fetch_page} went on. */
  private static final Past FETCHED =
      Policies.past((requirement, arguments) -> false, tool -> tool.matches("fetch_page"));

  @Test
  void approval_whenItsConditionHolds_isAskedFor_andWhereThatCanNotBeTold() {
    String policy =
        """
        tools:
          deploy: { approval: { from: [lead], when: "args.target == 'production'" } }
        """;

    assertThat(approval(policy, "deploy", Map.of("target", "production"), Past.NOTHING))
        .isNotNull();
    assertThat(approval(policy, "deploy", Map.of("target", "test"), Past.NOTHING)).isNull();
    assertThat(decide(policy, "deploy").verdict()).isEqualTo(Verdict.APPROVE);
  }

  @Test
  void approval_afterAToolThatBringsWhatNobodyChecked_isAskedForFromThenOn() {
    String policy =
        """
        tiers: { destructive: { approval: { from: [lead], after: ["fetch_*", read_mail] } } }
        tools:
          fetch_page: { net: ["www.example:443"] }
          rotate_keys: { risk: destructive }
          list_keys: { risk: read }
        """;

    assertThat(approval(policy, "rotate_keys", Map.of(), Past.NOTHING)).isNull();
    assertThat(approval(policy, "rotate_keys", Map.of(), FETCHED)).isNotNull();
    assertThat(approval(policy, "list_keys", Map.of(), FETCHED)).isNull();
    Engine engine = Policies.engine(policy);
    assertThat(engine.precedes(new Principal.Tool("fetch_page")))
        .singleElement()
        .hasToString("fetch_*");
    assertThat(engine.precedes(new Principal.Tool("list_keys"))).isEmpty();
  }

  @Test
  void approvalThatIsNotOfACall_leavesThoseOfWiderEntriesAndTiers() {
    String policy =
        """
        tiers: { destructive: { approval: { from: [tier] } } }
        tools:
          "delete_*": { risk: destructive, approval: { from: [wide], when: "has(args.all)" } }
          delete_tag: { approval: { from: [own], after: [fetch_page] } }
        """;

    assertThat(approval(policy, "delete_tag", Map.of("all", true), FETCHED).from())
        .containsExactly("own");
    assertThat(approval(policy, "delete_tag", Map.of("all", true), Past.NOTHING).from())
        .containsExactly("wide");
    assertThat(approval(policy, "delete_tag", Map.of(), Past.NOTHING).from())
        .containsExactly("tier");
  }
}
