package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.agent.record.Volume;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Mode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behind the doors: whose it is, what is done about it, and what happens when a gate fails. */
class GatesTest {
  private static final Channel CHANNEL = new Channel(/* stdio= */ false, "", "");

  private static final String NOTHING = "{ }";

  @ParameterizedTest
  @EnumSource
  void action_ofAllow_isAllowedInAnyMode(Mode mode) {
    assertThat(Checkpoint.actionOn(decision(Verdict.ALLOW), mode)).isEqualTo(Action.ALLOWED);
  }

  @Test
  void action_ofDeny_dependsOnTheMode() {
    assertThat(Checkpoint.actionOn(decision(Verdict.DENY), Mode.ENFORCE)).isEqualTo(Action.BLOCKED);
    assertThat(Checkpoint.actionOn(decision(Verdict.DENY), Mode.AUDIT)).isEqualTo(Action.OBSERVED);
  }

  private static Decision decision(Verdict verdict) {
    return new Decision(verdict, new Rule("r", 0), Reason.GRANTED);
  }

  @Test
  void verdict_inAuditAndEnforce_isTheSameAndTheActionIsNot() {
    try (House enforce = House.enforcing(NOTHING);
        House audit = House.auditing(NOTHING)) {
      assertThat(enforce.allows(Check.FILE_READ, "/etc/passwd")).isFalse();
      assertThat(audit.allows(Check.FILE_READ, "/etc/passwd")).isTrue();
      assertThat(enforce.decisions()).containsExactly("file read /etc/passwd deny blocked");
      assertThat(audit.decisions()).containsExactly("file read /etc/passwd deny observed");
    }
  }

  /** As of code that was compiled against a class of the gate's name. */
  @Test
  void door_calledByWhatIsNotWoven_leavesTheCall_andEndsAllThatIsEnforced() {
    try (House house = House.enforcing("{ files: { read: [/etc/hostname] } }")) {
      assertThat(house.allows(Check.FILE_READ, "/etc/hostname")).isTrue();

      assertThatThrownBy(() -> house.gates().begin(Integer.MAX_VALUE, null))
          .isInstanceOf(SecurityException.class);
      assertThat(house.allows(Check.FILE_READ, "/etc/hostname")).isFalse();
      assertThat(house.decisions())
          .contains("agent touch java.lang.SallyportGate deny blocked")
          .endsWith("file read /etc/hostname deny blocked");
    }
  }

  @Test
  void door_calledByWhatIsNotWoven_inAuditMode_isRecordedOnly() {
    try (House house = House.auditing("{ files: { read: [/etc/hostname] } }")) {
      house.gates().begin(-1, null);
      house.gates().end(-1);

      assertThat(house.allows(Check.FILE_READ, "/etc/hostname")).isTrue();
      assertThat(house.decisions())
          .startsWith("agent touch java.lang.SallyportGate deny observed")
          .endsWith("file read /etc/hostname allow allowed");
    }
  }

  @Test
  void blocked_ofCall_isOnTheCallWithTheIdOfTheRecord() {
    try (House house = House.enforcing(NOTHING)) {
      assertThatThrownBy(
              () -> house.gates().check(House.number(Check.FILE_READ), "/etc/passwd", null, 0, 0))
          .hasMessageContaining("test-1");
      assertThat(house.call().blocked()).containsExactly("test-1");
      assertThat(house.recorded())
          .singleElement()
          .isInstanceOfSatisfying(
              Entry.DecisionMade.class,
              made -> {
                assertThat(made.sequence()).isEqualTo(1);
                assertThat(made.call()).isEqualTo("c1");
                assertThat(made.late()).isFalse();
                assertThat(made.hook()).isEqualTo("Class.FILE_READ");
              });
    }
  }

  @Test
  void operation_afterTheAnswer_isLateAndStillBound() {
    try (House house = House.enforcing(NOTHING)) {
      house.tools().end(house.contexts().current(), Outcome.OK, Volume.UNKNOWN);

      assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isFalse();
      assertThat(house.recorded())
          .last()
          .isInstanceOfSatisfying(
              Entry.DecisionMade.class, made -> assertThat(made.late()).isTrue());
    }
  }

  @Test
  void gateFailure_inEnforce_isADenialAndAFault() {
    try (House house = House.enforcing(NOTHING)) {
      Object notAPath = List.of();

      assertThat(house.allows(Check.FILE_READ, notAPath)).isFalse();
      assertThat(house.decisions()).containsExactly("agent check ? deny blocked");
      assertThat(house.said()).singleElement().asString().contains("fault in Class.FILE_READ");
    }
  }

  @Test
  void gateFailure_inAudit_isObservedAndAFault() {
    try (House house = House.auditing(NOTHING)) {
      assertThat(house.allows(Check.FILE_READ, List.of())).isTrue();
      assertThat(house.allows(Check.FILE_READ, List.of())).isTrue();
      assertThat(house.decisions())
          .containsExactly("agent check ? deny observed", "agent check ? deny observed");
      assertThat(house.said()).hasSize(1);
    }
  }

  @Test
  void gateFailure_afterTheOperation_isADenialInEnforceOnly() {
    try (House enforce = House.enforcing(NOTHING);
        House audit = House.auditing(NOTHING)) {
      assertThat(enforce.verifies(Check.FILE_READ, "/x", "not a descriptor", 0, 0)).isFalse();
      assertThat(audit.verifies(Check.FILE_READ, "/x", "not a descriptor", 0, 0)).isTrue();
    }
  }

  @Test
  void gateFailure_leavesTheThreadUnderTheGates() {
    try (House house = House.enforcing(NOTHING)) {
      house.allows(Check.FILE_READ, List.of());

      assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isFalse();
    }
  }

  @Test
  void hook_insideTheAgentsOwnWork_isLetThrough() {
    try (House house = House.enforcing(NOTHING)) {
      var state = house.contexts().enter();
      assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isTrue();
      assertThat(house.verifies(Check.FILE_READ, "/etc/passwd", "anything", 0, 0)).isTrue();
      house.contexts().leave(state);
      assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isFalse();
      assertThat(house.decisions()).hasSize(1);
    }
  }

  @Test
  void server_withoutAMandatoryHook_deniesEverything() {
    try (House house = House.enforcing("{ files: { read: ['/srv/**'] } }")) {
      assertThat(house.allows(Check.FILE_READ, "/srv/file")).isTrue();
      house.server().disarm();
      assertThat(house.allows(Check.FILE_READ, "/srv/file")).isFalse();
      assertThat(
              house
                  .tools()
                  .admit(new Request.ToolCall("t"), List.of(), "", "", "", CHANNEL, "hook")
                  .refusal())
          .isNotNull();
    }
  }

  @Test
  void server_withoutAMandatoryHookInAudit_runsOnButForToolsThatEnforce() {
    String policy = "mode: audit\ntools: { audited: { }, enforced: { mode: enforce } }\n";
    try (House house = House.ofServer(policy)) {
      house.server().disarm();
      assertThat(house.allows(Check.FILE_READ, "/srv/file")).isTrue();
      assertThat(
              house
                  .tools()
                  .admit(new Request.ToolCall("audited"), List.of(), "", "", "", CHANNEL, "hook")
                  .refusal())
          .isNull();
      assertThat(
              house
                  .tools()
                  .admit(new Request.ToolCall("enforced"), List.of(), "", "", "", CHANNEL, "hook")
                  .refusal())
          .isNotNull();
    }
  }

  @Test
  void server_servesFromItsFirstRequest() {
    String policy =
        "mode: enforce\ntools: { t: { } }\nruntime: { serving: { files: { read: ['/srv/**'] } } }\n";
    try (House house = House.ofServer(policy)) {
      assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isTrue();
      house.tools().listed(CHANNEL);
      assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isFalse();
      assertThat(house.allows(Check.FILE_READ, "/srv/file")).isTrue();
    }
  }

  @Test
  void toolGate_ofListedTool_admitsAndOfOthersRefuses() {
    try (House house = House.ofServer("mode: enforce\ntools: { t: { }, never: deny }\n")) {
      assertThat(
              house
                  .tools()
                  .admit(new Request.ToolCall("t"), List.of("a"), "", "", "", CHANNEL, "h")
                  .refusal())
          .isNull();
      assertThat(
              house
                  .tools()
                  .admit(new Request.ToolCall("never"), List.of(), "", "", "", CHANNEL, "h")
                  .refusal())
          .isNotNull();
      assertThat(
              house
                  .tools()
                  .admit(new Request.ToolCall("other"), List.of(), "", "", "", CHANNEL, "h")
                  .refusal())
          .isNotNull();
      assertThat(house.tools().listed(CHANNEL).shows(new Principal.Tool("t"), Map.of())).isTrue();
      assertThat(house.tools().listed(CHANNEL).shows(new Principal.Tool("never"), Map.of()))
          .isFalse();
      assertThat(house.decisions())
          .containsExactly(
              "tool call t allow allowed",
              "tool call never deny blocked",
              "tool call other deny blocked");
    }
  }

  @Test
  void toolGate_ofResourcesAndPrompts_admitsAndShowsThoseListed() {
    String policy =
        """
        mode: enforce
        resources: { "file:///srv/**": { } }
        prompts: { review: { } }
        """;
    try (House house = House.ofServer(policy)) {
      assertThat(refused(house, new Request.ResourceRead("file:///srv/a"))).isFalse();
      assertThat(refused(house, new Request.ResourceRead("file:///etc/passwd"))).isTrue();
      assertThat(refused(house, new Request.ResourceSubscription("file:///srv/a"))).isFalse();
      assertThat(refused(house, new Request.ResourceSubscription("file:///etc/passwd"))).isTrue();
      assertThat(refused(house, new Request.PromptGet("review"))).isFalse();
      assertThat(refused(house, new Request.PromptGet("other"))).isTrue();
      assertThat(refused(house, new Request.Completion(new Principal.Prompt("review")))).isFalse();
      assertThat(refused(house, new Request.Completion(new Principal.Prompt("other")))).isTrue();
      assertThat(
              house
                  .tools()
                  .listed(CHANNEL)
                  .shows(new Principal.Resource("file:///srv/a"), Map.of()))
          .isTrue();
      assertThat(
              house
                  .tools()
                  .listed(CHANNEL)
                  .shows(new Principal.Resource("file:///etc/passwd"), Map.of()))
          .isFalse();
      assertThat(house.tools().listed(CHANNEL).shows(new Principal.Prompt("other"), Map.of()))
          .isFalse();
      assertThat(house.decisions())
          .containsExactly(
              "resource read file:///srv/a allow allowed",
              "resource read file:///etc/passwd deny blocked",
              "resource subscribe file:///srv/a allow allowed",
              "resource subscribe file:///etc/passwd deny blocked",
              "prompt get review allow allowed",
              "prompt get other deny blocked",
              "prompt complete review allow allowed",
              "prompt complete other deny blocked");
    }
  }

  private static boolean refused(House house, Request.Invocation invocation) {
    return house.tools().admit(invocation, List.of(), "", "", "", CHANNEL, "h").refusal() != null;
  }

  @Test
  void toolGate_inAudit_admitsAndShowsEverything() {
    try (House house = House.ofServer("mode: audit\ntools: { never: deny }\n")) {
      assertThat(
              house
                  .tools()
                  .admit(new Request.ToolCall("never"), List.of(), "", "", "", CHANNEL, "h")
                  .refusal())
          .isNull();
      assertThat(house.tools().listed(CHANNEL).shows(new Principal.Tool("never"), Map.of()))
          .isTrue();
      assertThat(house.decisions()).containsExactly("tool call never deny observed");
    }
  }

  @Test
  void toolGate_ofChangedDefinition_refusesAndHides() {
    try (House house = House.ofServer("mode: enforce\ntools: { t: { } }\n")) {
      change(house);

      assertThat(shown(house, "b")).isFalse();
      assertThat(refused(house, new Request.ToolCall("t"))).isTrue();
      assertThat(house.decisions()).containsExactly("tool call t deny blocked");

      assertThat(shown(house, "a")).isTrue();
      assertThat(refused(house, new Request.ToolCall("t"))).isFalse();
    }
  }

  @Test
  void toolGate_ofChangedDefinition_inAudit_showsAndObserves() {
    try (House house = House.ofServer("mode: audit\ntools: { t: { } }\n")) {
      change(house);

      assertThat(shown(house, "b")).isTrue();
      assertThat(refused(house, new Request.ToolCall("t"))).isFalse();
      assertThat(house.decisions()).containsExactly("tool call t deny observed");
    }
  }

  private static void change(House house) {
    assertThat(shown(house, "a")).isTrue();
    shown(house, "b");
  }

  private static boolean shown(House house, String text) {
    return house.tools().listed(CHANNEL).shows(new Principal.Tool("t"), described(text));
  }

  private static Map<String, Object> described(String text) {
    return Map.of("name", "t", "description", text);
  }

  @Test
  void begin_ofAdmittedCall_bindsTheThreadUntilItEnds() {
    String policy = "mode: enforce\ntools: { t: { } }\n";
    try (House house = House.ofServer(policy)) {
      var admission =
          house.tools().admit(new Request.ToolCall("t"), List.of(), "", "", "", CHANNEL, "h");

      house.tools().begin(admission.context());
      assertThat(house.contexts().current()).isSameAs(admission.context());
      house.tools().end();
      assertThat(house.contexts().current()).isNull();
    }
  }
}
