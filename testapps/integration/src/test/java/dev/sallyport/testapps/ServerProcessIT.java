package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpTransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessIT {
  private static final int SIGTERM_STATUS = 128 + 15;

  @TempDir Path workspace;

  @Test
  void close_afterProtocolOnly_endsTheProcess() {
    ServerProcess server = start();
    server.client();

    server.close();

    assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(server.stdout()).isNotEmpty().allMatch(line -> line.startsWith("{"));
  }

  @Test
  void close_afterOtherTextOnStdout_fails() {
    ServerProcess server = filesServer().jvmArgs("--show-version").start();
    server.raw().handshake();

    assertThatThrownBy(server::close)
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("not protocol on stdout")
        .hasMessageContaining("Runtime Environment");
    assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void close_ofServerThatIgnoresTheEndOfStdin_endsTheProcess() {
    ServerProcess server =
        ServerProcess.of(App.sdkLine("0.7")).args("sync", workspace.toString()).start();
    server.raw().handshake();

    server.close();

    assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void close_ofServerOverHttp_keepsItsLastWords() throws Exception {
    Path jar = OptionPrintingAgent.jar(workspace.resolve("agent.jar"));
    ServerProcess server = filesServer().agent(jar).http().start();
    server.endpoint();

    server.close();

    assertThat(server.stderr()).last().isEqualTo("ended");
    assertThat(server.awaitExit()).isEqualTo(SIGTERM_STATUS);
  }

  @Test
  void client_ofServerThatEnds_failsWithItsStreams() {
    try (ServerProcess server = ServerProcess.of(App.filesServer()).start()) {
      assertThatThrownBy(server::client)
          .isInstanceOf(ServerFailure.class)
          .hasMessageContaining("usage: files-server");
      assertThat(server.awaitExit()).isEqualTo(2);
    }
  }

  @Test
  void client_overEventsOfServerThatHasNone_isToldSo() {
    try (ServerProcess server = filesServer().sse().start()) {
      assertThatThrownBy(server::client)
          .isInstanceOfSatisfying(
              ServerFailure.class, failure -> assertThat(failure.isSilence()).isFalse())
          .hasRootCauseInstanceOf(McpTransportException.class)
          .rootCause()
          .hasMessageContaining("Failed to connect to SSE stream");
    }
  }

  @Test
  void threads_areThoseOfTheServer() {
    try (ServerProcess server = start()) {
      server.client();

      assertThat(server.threads()).contains("\"Reference Handler\"", "java.lang.Thread.State");
    }
  }

  @Test
  void endpoint_ofServerThatEnds_failsWithItsStreams() {
    try (ServerProcess server = ServerProcess.of(App.filesServer()).http().start()) {
      assertThatThrownBy(server::endpoint)
          .isInstanceOf(ServerFailure.class)
          .hasMessageContaining("usage: files-server");
    }
  }

  @Test
  void client_ofServerThatIsKilled_isAnsweredAtOnce() {
    try (ServerProcess server = start()) {
      var client = server.client();
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      server.awaitExit();

      assertThatThrownBy(() -> ToolCalls.call(client, "list_directory", Map.of()))
          .isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void start_withAgentAndPolicy_givesTheJvmBoth() throws Exception {
    Path jar = OptionPrintingAgent.jar(workspace.resolve("agent.jar"));
    try (ServerProcess server =
        filesServer().agent(jar, "mode=audit").policy("sallyport: 1").start()) {
      Path policy = server.directory().resolve("policy.yaml");
      assertThat(server.awaitStderr(line -> line.startsWith("options: ")))
          .isEqualTo("options: policy=" + policy + ",mode=audit");
      assertThat(Files.readString(policy)).isEqualTo("sallyport: 1");
    }
  }

  @Test
  void start_withoutAgent_refusesAPolicy() {
    ServerLaunch launch = filesServer().policy("sallyport: 1");

    assertThatThrownBy(launch::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void environment_ofTheServer_isWhatWasGiven() {
    ServerLaunch launch =
        ServerProcess.of(App.vulnerableServer())
            .environment("GREETING", "hello")
            .args(workspace.toString());
    try (ServerProcess server = launch.start()) {
      String dumped = ToolCalls.text(ToolCalls.call(server.client(), "dump_environment", Map.of()));

      assertThat(dumped.lines())
          .contains("GREETING=hello", "XDG_STATE_HOME=" + server.directory().resolve("state"))
          .noneMatch(line -> line.startsWith("SALLYPORT_"));
    }
  }

  private ServerLaunch filesServer() {
    return ServerProcess.of(App.filesServer()).args(workspace.toString());
  }

  private ServerProcess start() {
    return filesServer().start();
  }
}
