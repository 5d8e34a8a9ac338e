package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckTest {
  @TempDir Path directory;

  @Test
  void policy_valid_saidWithItsModeAndTools() throws IOException {
    Path file = policy("sallyport: 1\nmode: enforce\ntools:\n  read_file: {}\n");

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            file
                + ": valid, mode enforce, 1 tool, sha256:"
                + "08181e74f479fbae2beefb43d70eeb38527b0991dc8e63ec6e8fea3e5c230059\n");
  }

  @Test
  void credential_thatIsNotHere_isNotedAndNoFault() throws IOException {
    Path missing = directory.resolve("none");
    Path file =
        policy(
            "sallyport: 1\ncredentials: { db: { file: "
                + missing
                + ", hosts: [db.example.com] } }\n");

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .contains(": valid, mode audit, 0 tools, sha256:")
        .endsWith("\nnote: credential db: file " + missing + " can't be read\n");
  }

  @Test
  void policy_mistyped_shownWithPlaceAndNearestKey() throws IOException {
    Path file =
        policy(
            """
            sallyport: 1
            mode: enforc
            tools:
              read_file:
                filez: { read: ["/srv/**"] }
            """);

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.POLICY).silentOnErr();

    assertThat(cli.out())
        .contains("error[unknown-key]")
        .contains("--> " + file + ":5:5")
        .contains("did you mean `files`?")
        .contains("--> " + file + ":2:7")
        .endsWith(file + ": 2 problems\n");
  }

  @Test
  void policy_missing_saidOnStderr() {
    Path file = directory.resolve("none.yaml");

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.POLICY);

    assertThat(cli.err()).isEqualTo("error: can't read " + file + "\n");
    assertThat(cli.out()).isEmpty();
  }

  private Path policy(String text) throws IOException {
    return Files.writeString(directory.resolve("policy.yaml"), text);
  }
}
