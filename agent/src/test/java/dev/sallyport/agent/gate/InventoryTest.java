package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Rules;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.policy.decide.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
  void newTools_andAnotherPolicy_areRecordedSoon() {
    try (House house = House.ofServer(POLICY)) {
      house
          .tools()
          .listed(new Channel(false, "", ""))
          .shows(new Principal.Tool("odd"), Map.of("name", "odd"));
      assertThat(awaited(1, house).details()).isEqualTo(Map.of("odd", "uncovered denied"));

      house.server().holdTo(new Rules(house.shadow("tools: { odd: {} }").engine(), null));
      house.tools().inventory().look();
      assertThat(awaited(2, house).details()).isEqualTo(Map.of("odd", "covered"));
    }
  }

  @Test
  void server_thatListedNothing_recordsNone() {
    try (House house = House.ofServer(POLICY)) {
      house.tools().inventory().stop();

      assertThat(inventories(house)).isEmpty();
    }
  }

  private static Entry.StateChanged awaited(int count, House house) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (inventories(house).size() < count) {
      assertThat(System.nanoTime() - end).as("inventories: %s", inventories(house)).isNegative();
      LockSupport.parkNanos(house, TimeUnit.MILLISECONDS.toNanos(20));
    }
    return inventories(house).get(count - 1);
  }

  private static List<Entry.StateChanged> inventories(House house) {
    return house.recorded().stream()
        .filter(Entry.StateChanged.class::isInstance)
        .map(Entry.StateChanged.class::cast)
        .filter(state -> state.kind().equals("inventory"))
        .toList();
  }
}
