package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Answered;
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

/** A secret in a file that a tool, a resource or a prompt reads, and tells. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class DisclosureIT {
  private static final String SECRET = "glpat-s3cr3tT0kenOfThe9";
  private static final String OTHER = "ghp-0th3rT0kenOfAn0ther7";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path directory;
  private Path workspace;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void write() throws IOException {
    workspace = Files.createDirectory(directory.toRealPath().resolve("workspace"));
    Files.writeString(workspace.resolve("token"), SECRET + "\n");
    Files.writeString(workspace.resolve("config"), "user=me\ntoken=" + SECRET + "\n");
  }

  private Told read(String mode, String credential, String file) {
    Path audit = directory.resolve("audit.jsonl");
    String policy =
        """
        sallyport: 1
        mode: %s
        credentials: { gitlab: { file: %s/token, hosts: [gitlab.example.com], %s } }
        tools: { read_file: { files: { read: ["%s/**"] } } }
        """
            .formatted(mode, workspace, credential, workspace);
    ServerProcess server =
        servers.start(
            Guarded.launch(App.filesServer(), jdk, policy, audit).args(workspace.toString()));
    return new Guarded(server, server.client(), new AuditLog(audit))
        .call("read_file", Map.of("path", file));
  }

  private static List<String> disclosures(Told told) {
    return disclosures(told.recorded());
  }

  private static List<String> disclosures(AuditedCall recorded) {
    return recorded.decisions().stream()
        .filter(line -> line.gate().equals("credential"))
        .map(line -> line.operation() + " " + line.credential() + " " + line.action())
        .toList();
  }

  @Test
  void result_withSecret_isRefused() {
    Told told = read("enforce", "results: block", "config");

    assertThat(told.answer().isError()).isTrue();
    assertThat(told.text()).startsWith("Refused by policy").doesNotContain(SECRET, "user=me");
    assertThat(disclosures(told)).containsExactly("credential disclose read_file gitlab blocked");
  }

  @Test
  void result_withSecret_isRedacted() {
    Told told = read("enforce", "results: redact", "config");

    assertThat(told.text()).isEqualTo("user=me\ntoken=[redacted: gitlab]\n");
    assertThat(told.answer().meta()).isNotEmpty();
    assertThat(disclosures(told)).containsExactly("credential disclose read_file gitlab blocked");
  }

  @Test
  void result_withSecretInAuditMode_staysAsItIs() {
    Told told = read("audit", "results: block", "config");

    assertThat(told.text()).contains(SECRET);
    assertThat(disclosures(told)).containsExactly("credential disclose read_file gitlab observed");
  }

  @Test
  void result_withoutSecret_isNotDecidedOn() throws IOException {
    Files.writeString(workspace.resolve("plain"), "user=me\n");
    Told told = read("enforce", "results: block", "plain");

    assertThat(told.text()).isEqualTo("user=me\n");
    assertThat(disclosures(told)).isEmpty();
  }

  @Test
  void resourceAndPrompt_withSecret_areRefusedAndRedacted() throws IOException {
    Guarded server = notes("enforce");

    Answered refused = server.ask(RawRequest.read("note://secret"), "resource note://secret");
    assertThat(refused.text("/error/message")).startsWith("Refused by policy");
    assertThat(refused.message().toString()).doesNotContain(SECRET);
    assertThat(disclosures(refused.recorded()))
        .containsExactly("credential disclose note://secret gitlab blocked");

    Answered redacted = server.ask(RawRequest.get("granted"), "prompt granted");
    assertThat(redacted.text("/result/messages/0/content/text")).isEqualTo("[redacted: github]");
    assertThat(disclosures(redacted.recorded()))
        .containsExactly("credential disclose granted github blocked");
  }

  @Test
  void resourceAndPrompt_withSecretInAuditMode_stayAsTheyAre() throws IOException {
    Guarded server = notes("audit");

    Answered read = server.ask(RawRequest.read("note://secret"), "resource note://secret");
    assertThat(read.text("/result/contents/0/text")).isEqualTo(SECRET);
    assertThat(disclosures(read.recorded()))
        .containsExactly("credential disclose note://secret gitlab observed");

    Answered got = server.ask(RawRequest.get("granted"), "prompt granted");
    assertThat(got.text("/result/messages/0/content/text")).isEqualTo(OTHER);
    assertThat(disclosures(got.recorded()))
        .containsExactly("credential disclose granted github observed");
  }

  /** A server that offers the files of two secrets as notes. */
  private Guarded notes(String mode) throws IOException {
    Files.writeString(workspace.resolve("secret.txt"), SECRET);
    Files.writeString(workspace.resolve("granted.txt"), OTHER);
    Path audit = directory.resolve("audit.jsonl");
    String policy =
        """
        sallyport: 1
        mode: %1$s
        credentials:
          gitlab: { file: %2$s/secret.txt, hosts: [gitlab.example.com], results: block }
          github: { file: %2$s/granted.txt, hosts: [github.example.com], results: redact }
        resources: { "note://secret": { files: { read: ["%2$s/**"] } } }
        prompts: { granted: { files: { read: ["%2$s/**"] } } }
        """
            .formatted(mode, workspace);
    ServerProcess server =
        servers.start(
            Guarded.launch(App.sdkLine("2.1"), jdk, policy, audit)
                .args("sync", workspace.toString()));
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  @Test
  void file_thatIsWithheld_isReadAsItsPlaceholder() {
    Told told = read("enforce", "withhold: true", "token");

    assertThat(told.text()).matches("glpat-[a-z0-9A-Z]{17}\n").doesNotContain(SECRET);
    assertThat(disclosures(told)).isEmpty();
    assertThat(workspace.resolve("token")).hasContent(SECRET);
  }

  @Test
  void file_thatIsWithheldInAuditMode_isReadAsItIs() {
    Told told = read("audit", "withhold: true", "token");

    assertThat(told.text()).isEqualTo(SECRET + "\n");
  }
}
