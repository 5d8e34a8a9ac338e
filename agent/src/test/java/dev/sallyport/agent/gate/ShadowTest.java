package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Shadow;
import dev.sallyport.agent.context.ShadowGrants;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Grants;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded of a policy that is evaluated beside the one in force, and that is all. */
class ShadowTest {
  private static final Channel CHANNEL = new Channel(/* stdio= */ false, "", "");

  private static List<Decision> shadows(House house) {
    return house.recorded().stream()
        .filter(Entry.DecisionMade.class::isInstance)
        .map(entry -> ((Entry.DecisionMade) entry).shadow())
        .toList();
  }

  private static boolean admits(House house, String tool, Map<String, ?> arguments) {
    Request.ToolCall call = new Request.ToolCall(tool, arguments);
    return house.tools().admit(call, List.of(), "", "", "", CHANNEL, "h").refusal() == null;
  }

  private static void assertCounted(Shadow shadow, int same, int allow, int deny, int ask) {
    assertThat(shadow.counts())
        .isEqualTo(
            Map.of(
                "same", Integer.toString(same),
                "wouldAllow", Integer.toString(allow),
                "wouldDeny", Integer.toString(deny),
                "wouldAsk", Integer.toString(ask)));
  }

  @Test
  void operation_thatAShadowWouldDeny_isAllowed() {
    try (House house = House.enforcing("{ files: { read: ['/srv/**'] } }")) {
      Shadow shadow = house.shadow("tools: { t: { files: { read: ['/srv/a/**'] } } }\n");

      assertThat(house.allows(Check.FILE_READ, "/srv/b")).isTrue();
      assertThat(house.allows(Check.FILE_READ, "/srv/a/b")).isTrue();

      List<Decision> shadows = shadows(house);
      assertThat(shadows).hasSize(2);
      assertThat(shadows.get(0).verdict()).isEqualTo(Verdict.DENY);
      assertThat(shadows.get(0).reason()).isEqualTo(Reason.NOT_GRANTED);
      assertThat(shadows.get(1)).isNull();
      assertCounted(shadow, 1, 0, 1, 0);
    }
  }

  @Test
  void operation_thatAShadowWouldAllow_isDenied() {
    try (House house = House.enforcing("{ }")) {
      Shadow shadow = house.shadow("tools: { t: { files: { read: ['/srv/**'] } } }\n");

      assertThat(house.allows(Check.FILE_READ, "/srv/b")).isFalse();

      assertThat(shadows(house).get(0).rule().path()).isEqualTo("tools.t.files.read[0]");
      assertCounted(shadow, 0, 1, 0, 0);
    }
  }

  @Test
  void operation_thatIsRepeated_isCountedEachTime(@TempDir Path temporary) throws Exception {
    Path file = Files.writeString(temporary.toRealPath().resolve("file"), "x");
    try (House house = House.enforcing("{ files: { read: ['" + file + "'] } }")) {
      Shadow shadow = house.shadow("tools: { t: { } }\n");

      for (int i = 0; i < 5; i++) {
        assertThat(house.allows(Check.FILE_READ, file.toString())).isTrue();
      }

      assertThat(shadows(house)).isNotEmpty().doesNotContainNull();
      assertCounted(shadow, 0, 0, 5, 0);
    }
  }

  @Test
  void call_isDecidedAsEver_andHeldAgainstTheShadow() {
    try (House house = House.ofServer("mode: enforce\ntools: { t: {}, u: {}, never: deny }\n")) {
      Shadow shadow =
          house.shadow("tools: { t: {}, never: {}, u: { approval: { from: [lead] } } }\n");

      assertThat(admits(house, "t", Map.of())).isTrue();
      assertThat(admits(house, "u", Map.of())).isTrue();
      assertThat(admits(house, "never", Map.of())).isFalse();
      assertThat(admits(house, "other", Map.of())).isFalse();

      assertCounted(shadow, 2, 1, 0, 1);
    }
  }

  @Test
  void limits_areNotCountedForAShadow_norTakenFromIt() {
    String two = "tools: { t: { limits: { calls: 2/h } } }\n";
    try (House house = House.ofServer("mode: enforce\n" + two)) {
      Shadow shadow = house.shadow("tools: { t: { limits: { calls: 1/h } } }\n");

      assertThat(admits(house, "t", Map.of())).isTrue();
      assertThat(admits(house, "t", Map.of())).isTrue();
      assertThat(admits(house, "t", Map.of())).isFalse();

      assertCounted(shadow, 3, 0, 0, 0);
    }
  }

  @Test
  void requirement_thatNobodyNotes_isTakenAsMet_andOneThatIsNotedIsNot() {
    String requires = "tools: { t: { requires: [u] }, u: {} }\n";
    try (House house = House.ofServer("mode: enforce\ntools: { t: {}, u: {} }\n")) {
      Shadow shadow = house.shadow(requires);
      assertThat(admits(house, "t", Map.of())).isTrue();
      assertCounted(shadow, 1, 0, 0, 0);
    }
    try (House house = House.ofServer("mode: enforce\n" + requires)) {
      Shadow shadow = house.shadow(requires);
      assertThat(admits(house, "t", Map.of())).isFalse();
      assertCounted(shadow, 1, 0, 0, 0);
    }
  }

  @Test
  void callThatChecksArguments_isHeldAgainstThoseOfTheShadow() {
    try (House house = House.ofServer("mode: enforce\ntools: { t: {} }\n")) {
      Shadow shadow = house.shadow("tools: { t: { when: args.n < 3 } }\n");

      assertThat(admits(house, "t", Map.of("n", 2))).isTrue();
      assertThat(admits(house, "t", Map.of("n", 4))).isTrue();

      assertCounted(shadow, 1, 0, 1, 0);
      assertThat(shadows(house).get(1).reason()).isEqualTo(Reason.CONDITION);
    }
  }

  @Test
  void serversOwnWork_isHeldAgainstThatOfTheShadow() {
    try (House house =
        House.ofServer("mode: enforce\nruntime: { serving: { files: { read: ['/srv/**'] } } }\n")) {
      Shadow shadow = house.shadow("tools: {}\n");
      house.server().serve();

      assertThat(house.allows(Check.FILE_READ, "/srv/file")).isTrue();

      assertCounted(shadow, 0, 0, 1, 0);
    }
  }

  @Test
  void gateThatIsMissing_isNoDifference() {
    try (House house = House.enforcing("{ files: { read: ['/srv/**'] } }")) {
      Shadow shadow = house.shadow("tools: { t: { files: { read: ['/srv/**'] } } }\n");
      house.server().disarm();

      assertThat(house.allows(Check.FILE_READ, "/srv/file")).isFalse();
      assertThat(admits(house, "t", Map.of())).isFalse();

      assertThat(shadows(house)).containsOnlyNulls();
      assertCounted(shadow, 0, 0, 0, 0);
    }
  }

  @Test
  void shadowThatFails_isToldOnce_andNothingElse() {
    try (House house = House.enforcing("{ files: { read: ['/srv/**'] } }")) {
      Shadow shadow = house.shadow("tools: { t: {} }\n");
      Grants grants = house.toolGrants("t");
      house
          .contexts()
          .begin(new Context(grants, house.call(), new ShadowGrants(shadow, new Failing())));

      assertThat(house.allows(Check.FILE_READ, "/srv/a")).isTrue();
      assertThat(house.allows(Check.FILE_READ, "/srv/b")).isTrue();
      assertThat(house.allows(Check.FILE_READ, "/etc/b")).isFalse();

      assertThat(house.recorded())
          .filteredOn(Entry.StateChanged.class::isInstance)
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(((Entry.StateChanged) entry).details())
                      .containsEntry("where", "shadow")
                      .containsEntry("what", "java.lang.NoClassDefFoundError"));
      assertThat(shadows(house)).hasSize(3).containsOnlyNulls();
      assertCounted(shadow, 0, 0, 0, 0);
    }
  }

  @Test
  void workOfTwoCalls_isWhatBothShadowsAllow_andNothingWhereTheyAreOfTwoPolicies() {
    try (House house = House.enforcing("{ files: { read: ['/srv/**'] } }")) {
      Shadow one = house.shadow("tools: { t: {}, u: {} }\n");
      Shadow two = new Shadow(one.engine());
      Context t = context(house, one, "t");

      assertThat(t.narrow(context(house, one, "u")).shadow().of()).isSameAs(one);
      assertThat(t.narrow(context(house, two, "u")).shadow()).isNull();
      assertThat(t.narrow(new Context(house.toolGrants("u"), null)).shadow()).isNull();
    }
  }

  private static Context context(House house, Shadow shadow, String tool) {
    Engine engine = shadow.engine();
    return new Context(
        house.toolGrants(tool),
        null,
        new ShadowGrants(shadow, engine.grants(new Principal.Tool(tool))));
  }

  /** Stands for a class that can't be loaded. */
  private record Failing() implements Grants {
    @Override
    public Principal principal() {
      return new Principal.Tool("t");
    }

    @Override
    public String policy() {
      return "";
    }

    @Override
    public Mode mode() {
      return Mode.ENFORCE;
    }

    @Override
    public Decision decide(Request request) {
      throw new NoClassDefFoundError("a secret");
    }
  }
}
