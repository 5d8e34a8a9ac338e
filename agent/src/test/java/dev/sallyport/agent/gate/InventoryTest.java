package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.policy.decide.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InventoryTest {
  private static final String POLICY =
      """
      mode: enforce
      credentials: { github: { property: none, hosts: [api.github.com] } }
      tools:
        get_*: { risk: read, credentials: [github] }
        put: { risk: destructive, approval: { from: [ada] } }
        never: deny
      """;

  @Test
  void tools_thatWereListed_areRecordedWithWhatThePolicySaysOfThem() {
    try (House house = House.ofServer(POLICY)) {
      ToolGate.Sight sight = house.tools().listed(new Channel(false, "", ""));
      for (String tool : List.of("get_a", "put", "never", "odd")) {
        sight.shows(new Principal.Tool(tool), Map.of("name", tool));
      }
      sight.shows(
          new Principal.Tool("wild"),
          Map.of("name", "wild", "annotations", Map.of("destructiveHint", true)));
      sight.shows(new Principal.Prompt("p"), Map.of("name", "p"));

      house.tools().inventory().stop();

      assertThat(inventories(house).get(inventories(house).size() - 1).details())
          .isEqualTo(
              Map.of(
                  "get_a", "covered risk=read credentials=github",
                  "put", "covered risk=destructive approval",
                  "never", "covered denied",
                  "odd", "uncovered denied",
                  "wild", "uncovered denied risk=destructive"));
    }
  }

  @Test
  void server_thatListedNothing_recordsNone() {
    try (House house = House.ofServer(POLICY)) {
      house.tools().inventory().stop();

      assertThat(inventories(house)).isEmpty();
    }
  }

  private static List<Entry.StateChanged> inventories(House house) {
    return house.recorded().stream()
        .filter(Entry.StateChanged.class::isInstance)
        .map(Entry.StateChanged.class::cast)
        .filter(state -> state.kind().equals("inventory"))
        .toList();
  }
}
