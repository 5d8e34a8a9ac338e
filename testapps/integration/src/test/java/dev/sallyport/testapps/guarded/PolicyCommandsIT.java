package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that ask a policy, as the packaged jar runs them, on every JDK. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class PolicyCommandsIT {
  @Parameter Jdk jdk;

  @TempDir Path directory;

  private Path policy;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void write() throws Exception {
    policy =
        file(
            "policy.yaml",
            "sallyport: 1\ntools:\n  read_file: { files: { read: [\"/srv/**\"] } }\n");
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  private String run(int exit, Object... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(jdk.java().toString(), "-jar", BuildTree.agentJar().toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exit);
    return said;
  }

  @Test
  void test_ofAPolicy_saysWhatDoesNotHold_alsoAsXml() throws Exception {
    Path report = directory.resolve("report.xml");
    Path tests =
        file(
            "tests.yaml",
            """
            sallyport-tests: 1
            tests:
              - { tool: read_file, does: { read: /srv/a }, expect: allow }
              - { tool: read_file, does: { read: /etc/passwd }, expect: allow }
            """);

    assertThat(run(1, "test", "--junit", report, policy, tests))
        .contains("FAILED " + tests + ":4", "2 tests, 1 not as expected");
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("failure")
                .getLength())
        .isEqualTo(1);
  }

  @Test
  void explain_showsTheRuleThatDecides() throws Exception {
    assertThat(run(0, "explain", policy, "--tool", "read_file", "--read", "/srv/a"))
        .contains("> rule      grants tools.read_file.files.read[0]:3");
    assertThat(run(1, "explain", policy, "--tool", "read_file", "--read", "/etc/passwd"))
        .contains("deny by tools.read_file:3 (not-granted)");
  }

  @Test
  void diff_showsWhatANewPolicyChanges() throws Exception {
    Path fresh = file("new.yaml", "sallyport: 1\ntools:\n  read_file: {}\n");
    Path audit =
        file(
            "audit.jsonl",
            """
            {"time":"2026-01-02T12:00:00Z","kind":"decision","id":"d","call":"c",\
            "principal":{"tool":"read_file"},"gate":"file","operation":"read","target":"/srv/a",\
            "verdict":"allow","reason":"granted","rule":"r","action":"allowed"}
            """);

    assertThat(run(1, "diff", policy, fresh, audit)).contains("1 allow -> deny, 0 deny -> allow");
    assertThat(run(0, "diff", policy, policy, audit)).contains("0 allow -> deny, 0 deny -> allow");
  }

  @Test
  void check_warns_andFailsWhereAsked() throws Exception {
    Path broad =
        file("broad.yaml", "sallyport: 1\ntools:\n  read_file: { files: { read: [\"/**\"] } }\n");

    assertThat(run(0, "check", broad)).contains("warning[broad-grant]", "1 warning");
    assertThat(run(1, "check", "--strict", broad)).contains("warning[broad-grant]");
    assertThat(run(0, "check", "--strict", policy)).doesNotContain("warning");
  }
}
