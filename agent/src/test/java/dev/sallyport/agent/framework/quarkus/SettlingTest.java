package dev.sallyport.agent.framework.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.gate.Channel;
import dev.sallyport.agent.gate.House;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.agent.weave.Check;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final String POLICY =
      """
      mode: %s
      tools:
        t: { files: { read: [/etc/hostname] } }
      """;

  private static final JsonObject ASKED = new JsonObject("{\"id\":7}");
  private static final JsonObject PROGRESS = new JsonObject("{\"method\":\"progress\"}");
  private static final JsonObject COPED = new JsonObject("{\"id\":7,\"result\":{\"content\":[]}}");
  private static final JsonObject FAILED =
      new JsonObject("{\"id\":7,\"error\":{\"code\":-32603,\"message\":\"no /etc/passwd\"}}");

  private final ToolAnswers answers = new ToolAnswers(new Message(ASKED));

  @Test
  void use_isSettledByItsFirstAnswer() {
    try (House house = House.ofServer(POLICY.formatted("enforce"))) {
      Settling settling = settling(house, use(house, "t"));

      assertThat(settling.apply(PROGRESS)).isSameAs(PROGRESS);
      assertThat(outcomes(house)).isEmpty();
      assertThat(settling.apply(COPED)).isSameAs(COPED);
      assertThat(settling.apply(FAILED)).isSameAs(FAILED);
      assertThat(outcomes(house)).containsExactly(Outcome.OK);
    }
  }

  @Test
  void failureAfterDenial_isTheRefusal() {
    try (House house = House.ofServer(POLICY.formatted("enforce"))) {
      Use<Object> use = use(house, "t");
      assertThat(reads(house, use, "/etc/passwd")).isFalse();

      JsonObject told = (JsonObject) settling(house, use).apply(FAILED);

      assertThat(told.encode())
          .contains("\"id\":7", "\"isError\":true", "Refused by policy")
          .doesNotContain("/etc/passwd");
      assertThat(outcomes(house)).containsExactly(Outcome.REFUSED);
    }
  }

  @Test
  void successAfterDenial_isBelievedAndTellsOfIt() {
    try (House house = House.ofServer(POLICY.formatted("enforce"))) {
      Use<Object> use = use(house, "t");
      assertThat(reads(house, use, "/etc/passwd")).isFalse();

      JsonObject told = (JsonObject) settling(house, use).apply(COPED);

      assertThat(told.encode()).contains("\"content\":[]", "dev.sallyport/decisions");
      assertThat(outcomes(house)).containsExactly(Outcome.OK);
    }
  }

  @Test
  void failure_withoutDenial_staysAsItIs() {
    try (House house = House.ofServer(POLICY.formatted("enforce"))) {
      Use<Object> use = use(house, "t");
      assertThat(reads(house, use, "/etc/hostname")).isTrue();

      assertThat(settling(house, use).apply(FAILED)).isSameAs(FAILED);
      assertThat(outcomes(house)).containsExactly(Outcome.ERROR);
    }
  }

  @Test
  void failureInAuditMode_staysAsItIs() {
    try (House house = House.ofServer(POLICY.formatted("audit"))) {
      Use<Object> use = use(house, "t");
      assertThat(reads(house, use, "/etc/passwd")).isTrue();

      assertThat(settling(house, use).apply(FAILED)).isSameAs(FAILED);
      assertThat(house.decisions()).contains("file read /etc/passwd deny observed");
    }
  }

  @Test
  void toolThatIsNotListed_isRefusedInEnforceModeOnly() {
    try (House enforce = House.ofServer(POLICY.formatted("enforce"));
        House audit = House.ofServer(POLICY.formatted("audit"))) {
      assertThat(((JsonObject) use(enforce, "other").refusal()).encode())
          .contains("\"isError\":true", "Refused by policy");
      assertThat(outcomes(enforce)).containsExactly(Outcome.REFUSED);
      assertThat(use(audit, "other").refusal()).isNull();
      assertThat(use(enforce, "t").refusal()).isNull();
    }
  }

  private Use<Object> use(House house, String tool) {
    return Use.of(
        house.tools(),
        answers,
        Asked.toolCall(Map.of("name", tool)),
        new Channel(/* stdio= */ true, "", ""),
        "some.hook");
  }

  private Settling settling(House house, Use<Object> use) {
    return new Settling(house.tools(), use, answers, "some.hook");
  }

  private static boolean reads(House house, Use<Object> use, String path) {
    use.begin();
    try {
      return house.allows(Check.FILE_READ, path);
    } finally {
      use.leave();
    }
  }

  private static List<Outcome> outcomes(House house) {
    return house.recorded().stream()
        .filter(Entry.CallEnded.class::isInstance)
        .map(entry -> ((Entry.CallEnded) entry).outcome())
        .toList();
  }
}
