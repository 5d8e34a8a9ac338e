package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import java.util.List;
import org.junit.jupiter.api.Test;

class McpPathsTest {
  private static final int MOST = 64;

  private final McpPaths paths = new McpPaths();

  private static Arrival arrival(String route, boolean mcp) {
    return new Arrival(
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        route,
        /* local= */ true,
        "",
        mcp,
        /* asked= */ null,
        List.of(),
        new Serving());
  }

  @Test
  void request_thatLooksLikeTheProtocols_isForTheMcpServer() {
    assertThat(paths.isFor(arrival("POST /mcp", /* mcp= */ true))).isTrue();
    assertThat(paths.isFor(arrival("POST /mcp", /* mcp= */ false))).isFalse();
  }

  @Test
  void path_thatAMessageCameBy_isTheMcpServers_byWhateverMethod() {
    paths.dispatched(arrival("POST /mcp", /* mcp= */ false));
    assertThat(paths.isFor(arrival("GET /mcp", /* mcp= */ false))).isTrue();
    assertThat(paths.isFor(arrival("DELETE /mcp", /* mcp= */ false))).isTrue();
    assertThat(paths.isFor(arrival("GET /mcp/more", /* mcp= */ false))).isFalse();
  }

  @Test
  void preflight_isNeverAskedWhoCalls() {
    paths.dispatched(arrival("POST /mcp", /* mcp= */ true));
    assertThat(paths.isFor(arrival("OPTIONS /mcp", /* mcp= */ true))).isFalse();
  }

  @Test
  void requestOfWhichNothingIsKnown_makesNoPathKnown() {
    paths.dispatched(Arrival.UNKNOWN);
    assertThat(paths.isFor(Arrival.UNKNOWN)).isFalse();
  }

  @Test
  void paths_beyondTheMost_areNotKept() {
    for (int i = 0; i <= MOST; i++) {
      paths.dispatched(arrival("POST /" + i, /* mcp= */ false));
    }
    assertThat(paths.isFor(arrival("GET /0", /* mcp= */ false))).isTrue();
    assertThat(paths.isFor(arrival("GET /" + (MOST - 1), /* mcp= */ false))).isTrue();
    assertThat(paths.isFor(arrival("GET /" + MOST, /* mcp= */ false))).isFalse();
    assertThat(paths.isFor(arrival("POST /" + MOST, /* mcp= */ true))).isTrue();
  }
}
