package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a child that a tool starts finds in its environment. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ChildEnvironmentIT {
  private static final String SECRET = "API_TOKEN=t0p-s3cr3t";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path directory;
  private Path workspace;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws IOException {
    workspace = Files.createDirectory(directory.toRealPath().resolve("workspace"));
  }

  @Test
  void child_withoutAGrant_lacksTheVariableAndTheCallIsFine() {
    Told told = env("enforce", "");

    assertThat(told.text()).doesNotContain("API_TOKEN").contains("PATH=");
    assertThat(told.answer().isError()).isFalse();
    assertThat(told.answer().meta()).isNull();
    assertThat(told.recorded().denials()).isEmpty();
    assertThat(start(told).withheld()).contains("API_TOKEN").doesNotContain("PATH");
  }

  @Test
  void child_underAGrant_hasTheVariable() {
    Told told = env("enforce", "env: [API_TOKEN]");

    assertThat(told.text()).contains(SECRET);
    assertThat(start(told).withheld()).doesNotContain("API_TOKEN");
  }

  @Test
  void child_inAuditMode_hasTheVariableAndItIsNamed() {
    Told told = env("audit", "");

    assertThat(told.text()).contains(SECRET);
    assertThat(told.recorded().denials()).isEmpty();
    assertThat(start(told).withheld()).contains("API_TOKEN").doesNotContain("PATH");
  }

  private static AuditLine start(Told told) {
    return told.recorded().decisions().stream()
        .filter(line -> line.gate().equals("process"))
        .findFirst()
        .orElseThrow();
  }

  private Told env(String mode, String grant) {
    Path audit = directory.resolve("audit.jsonl");
    String policy =
        """
        sallyport: 1
        mode: %s
        tools:
          run_command:
            exec: [{ program: /bin/sh, args: [-c, env] }]
            files: { read: ["%s/**"] }
            %s
        """
            .formatted(mode, workspace, grant);
    ServerProcess server =
        servers.start(
            Guarded.launch(App.vulnerableServer(), jdk, policy, audit)
                .environment("API_TOKEN", "t0p-s3cr3t")
                .args(workspace.toString()));
    return new Guarded(server, server.client(), new AuditLog(audit))
        .call("run_command", Map.of("command", "env"));
  }
}
