package dev.sallyport.agent.framework.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.gate.Channel;
import dev.sallyport.agent.gate.House;
import dev.sallyport.policy.decide.Principal;
import org.junit.jupiter.api.Test;

class FilteringTest {
  private static final String POLICY = "mode: %s\ntools:\n  t: {}\n";
  private static final JsonObject ALL =
      new JsonObject(
          "{\"id\":7,\"result\":{\"tools\":[{\"name\":\"t\"},{\"name\":\"u\"}],\"nextCursor\":\"c\"}}");
  private static final JsonObject LISTED =
      new JsonObject("{\"id\":7,\"result\":{\"tools\":[{\"name\":\"t\"}]}}");
  private static final JsonObject ERROR = new JsonObject("{\"id\":7,\"error\":{\"code\":-32603}}");

  @Test
  void list_showsWhatMayBeUsed() {
    try (House house = House.ofServer(POLICY.formatted("enforce"))) {
      Filtering filtering = filtering(house);

      assertThat(((JsonObject) filtering.apply(ALL)).encode())
          .isEqualTo("{\"id\":7,\"result\":{\"tools\":[{\"name\":\"t\"}],\"nextCursor\":\"c\"}}");
      assertThat(filtering.apply(LISTED)).isSameAs(LISTED);
      assertThat(filtering.apply(ERROR)).isSameAs(ERROR);
    }
  }

  @Test
  void list_inAuditMode_showsAll() {
    try (House house = House.ofServer(POLICY.formatted("audit"))) {
      assertThat(filtering(house).apply(ALL)).isSameAs(ALL);
    }
  }

  @Test
  void messageThatCannotBeRead_isAnErrorInEnforceModeOnly() {
    Object strange = new Object();
    try (House enforce = House.ofServer(POLICY.formatted("enforce"));
        House audit = House.ofServer(POLICY.formatted("audit"))) {
      assertThat(((JsonObject) filtering(enforce).apply(strange)).encode())
          .contains("\"id\":7", "Internal error");
      assertThat(filtering(audit).apply(strange)).isSameAs(strange);
    }
  }

  private static Filtering filtering(House house) {
    return new Filtering(
        house.tools(),
        house.tools().listed(new Channel(/* stdio= */ true, "", "")),
        new Answered(new Message(new JsonObject("{\"id\":7}"))),
        "tools",
        "name",
        Principal.Tool::new,
        "some.hook");
  }
}
