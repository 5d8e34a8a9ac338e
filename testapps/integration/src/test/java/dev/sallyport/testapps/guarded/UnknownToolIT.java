package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server answers itself, being asked for a tool that it has not got, is left as it is. */
class UnknownToolIT {
  private static final String UNKNOWN = "no_such_tool";

  @RegisterExtension final RunningServers servers = new RunningServers();

  static Stream<App> servers() {
    return Stream.of(App.framework("helidon"), App.framework("kotlin/0.16"), App.quarkus("1.13"));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void unknownTool_inAuditMode_isAnsweredAsWithoutTheAgent(App app) {
    String bare = answer(launch(app));

    assertThat(bare).contains(UNKNOWN);
    assertThat(answer(guarded(app, "mode: audit"))).isEqualTo(bare);
    assertThat(answer(guarded(app, "mode: enforce\ndefault: allow"))).isEqualTo(bare);
    assertThat(answer(guarded(app, "mode: enforce"))).contains("Refused by policy");
  }

  private static ServerLaunch launch(App app) {
    Jdk newest = Jdks.newest(Jdks.OLDEST);
    return ServerProcess.of(app).jdk(newest).brief().http().args("streamable");
  }

  private static ServerLaunch guarded(App app, String rest) {
    return launch(app).agent(BuildTree.agentJar()).policy("sallyport: 1\n" + rest + "\n");
  }

  private String answer(ServerLaunch launch) {
    RawClient client = servers.start(launch).raw();
    client.handshake();
    return client.call(1, UNKNOWN, Map.of());
  }
}
