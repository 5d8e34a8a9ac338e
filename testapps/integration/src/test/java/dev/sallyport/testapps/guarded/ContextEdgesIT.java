package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that is two calls', and work that is done when no call is left. */
class ContextEdgesIT {
  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void task_thatTwoCallsHandedOver_mayOnlyWhatBothMay(Jdk jdk) throws Exception {
    McpSyncClient client = server("JDK, one task of two calls", jdk, "enforce").client();

    assertThat(together(client, "alpha", "beta")).containsExactly("1 nothing", "1 nothing");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void task_thatACallHandedOverTwice_isThatTools(Jdk jdk) throws Exception {
    McpSyncClient client = server("JDK, one task of two calls", jdk, "enforce").client();

    assertThat(together(client, "alpha", "alpha")).containsExactly("1 alpha", "1 alpha");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void task_thatTwoCallsHandedOver_inAuditMode_mayAll(Jdk jdk) throws Exception {
    McpSyncClient client = server("JDK, one task of two calls", jdk, "audit").client();

    assertThat(together(client, "alpha", "beta"))
        .containsExactly("1 alpha beta server", "1 alpha beta server");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void shutdownHook_isItsCalls(Jdk jdk) throws Exception {
    ServerProcess server = server("JDK, at exit", jdk, "enforce");
    McpSyncClient client = server.client();
    for (String kind : ContextServer.KINDS) {
      assertThat(look(client, kind, "Runtime.addShutdownHook")).isEqualTo("1 " + kind);
    }
    server.close();

    assertThat(server.stderr().stream().filter(line -> line.startsWith("at exit: ")))
        .containsExactlyInAnyOrder("at exit: alpha", "at exit: beta", "at exit: server");
  }

  private ServerProcess server(String library, Jdk jdk, String mode) throws IOException {
    Path root = directory.toRealPath();
    return servers.start(
        new ContextServer(App.contextServer(), library)
            .launch(jdk, mode, root.resolve("workspace"), root.resolve("audit.jsonl")));
  }

  private static List<String> together(McpSyncClient client, String one, String other)
      throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try {
      Future<String> first = clients.submit(() -> look(client, one, "ThreadPoolExecutor.execute"));
      Future<String> second =
          clients.submit(() -> look(client, other, "ThreadPoolExecutor.execute"));
      return List.of(first.get(), second.get());
    } finally {
      clients.shutdown();
    }
  }

  private static String look(McpSyncClient client, String tool, String construct) {
    return ToolCalls.text(ToolCalls.call(client, tool, Map.of("construct", construct)));
  }
}
