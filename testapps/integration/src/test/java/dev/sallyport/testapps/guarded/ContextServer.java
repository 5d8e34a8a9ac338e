package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A library whose constructs are tried, and the server that has them.
 *
 * @param name as in {@code docs/context.md}
 */
record ContextServer(App app, String name) {
  /** Who calls, and whose secret each is to see; the last one asks the server's own threads. */
  static final List<String> KINDS = List.of("alpha", "beta", "server");

  private static final String LOOPBACK = "net: ['127.0.0.1:*'], listen: ['127.0.0.1:0']";

  /** All that the matrix has. */
  static List<ContextServer> all() {
    return List.of(
        ofJdk(),
        new ContextServer(App.contextServer("reactor/3.4"), "Reactor 3.4"),
        new ContextServer(App.contextServer("reactor/3.8"), "Reactor 3.8"),
        new ContextServer(App.contextServer("mutiny/2.9"), "Mutiny 2.9"),
        new ContextServer(App.contextServer("mutiny/3.3"), "Mutiny 3.3"),
        new ContextServer(App.contextServer("rxjava/3.0"), "RxJava 3.0"),
        new ContextServer(App.contextServer("rxjava/3.1"), "RxJava 3.1"),
        new ContextServer(App.contextServer("netty/4.1"), "Netty 4.1"),
        new ContextServer(App.contextServer("netty/4.2"), "Netty 4.2"),
        new ContextServer(App.contextServer("vertx/4"), "Vert.x 4"),
        new ContextServer(App.contextServer("vertx/5"), "Vert.x 5"),
        new ContextServer(App.contextServer("pools"), "pools"),
        new ContextServer(App.contextServer("kotlin/1.6"), "coroutines 1.6"),
        new ContextServer(App.contextServer("kotlin/1.10"), "coroutines 1.10"));
  }

  /** The one with what the JDK itself offers. */
  static ContextServer ofJdk() {
    return new ContextServer(App.contextServer(), "JDK");
  }

  /**
   * A launch with secrets in {@code WORKSPACE/OWNER/secret}.
   *
   * @param mode of the policy, which lets each owner read its own secret
   */
  ServerLaunch launch(Jdk jdk, String mode, Path workspace, Path audit) throws IOException {
    for (String kind : KINDS) {
      Path secret = Files.createDirectories(workspace.resolve(kind)).resolve("secret");
      Files.writeString(secret, "of " + kind);
    }
    String policy =
        """
        sallyport: 1
        mode: %s
        tools:
          alpha: { files: { read: ["%2$s/alpha/**"] }, %3$s }
          beta: { files: { read: ["%2$s/beta/**"] }, %3$s }
          server: {}
          list: {}
          heap: {}
        runtime:
          serving: { files: { read: ["%2$s/server/**"] }, %3$s }
        egress: { allow: ["127.0.0.1:*"] }
        """
            .formatted(mode, workspace, LOOPBACK);
    ServerLaunch launch =
        Guarded.lasting(app, jdk, policy, audit)
            // On a small machine the common pool has no thread, and what needs one goes another
            // way.
            .jvmArgs("-Djava.util.concurrent.ForkJoinPool.common.parallelism=4")
            .args(workspace.toString(), name)
            // Over stdio the SDK now and then loses an answer that is sent while another one is.
            .http();
    // For structured concurrency.
    return jdk.feature() == 25 ? launch.jvmArgs("--enable-preview") : launch;
  }

  /** The constructs that the server has, by name, with why one is not carried or an empty text. */
  static Map<String, String> constructs(McpSyncClient client) {
    return ToolCalls.text(ToolCalls.call(client, "list", Map.of()))
        .lines()
        .map(line -> line.split("\t", -1))
        .collect(
            Collectors.toMap(
                cells -> cells[0], cells -> cells[1], (a, b) -> b, LinkedHashMap::new));
  }

  @Override
  public String toString() {
    return name;
  }
}
