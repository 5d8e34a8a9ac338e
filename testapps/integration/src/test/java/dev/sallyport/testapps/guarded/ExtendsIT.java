package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
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

/** A server under a policy that extends another one. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ExtendsIT {
  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    Files.writeString(directory.resolve("note.txt"), "of the note");
    Files.writeString(directory.resolve("other.txt"), "of the other");
  }

  private Guarded start(String mode, String overlay) throws Exception {
    Path base =
        Files.writeString(
            directory.resolve("base.yaml"),
            """
            sallyport: 1
            mode: %s
            tools:
              read_file: { files: { read: ["%2$s/**"] } }
              write_file: { files: { read: ["%2$s/**"], write: ["%2$s/**"] } }
            """
                .formatted(mode, directory));
    ServerProcess server =
        servers.start(
            Guarded.launch(
                    App.filesServer(),
                    jdk,
                    "sallyport: 1\nextends: " + base + "\n" + overlay,
                    directory.resolve("audit.jsonl"))
                .args(directory.toString()));
    return new Guarded(server, server.client(), new AuditLog(directory.resolve("audit.jsonl")));
  }

  private String narrowed() {
    return "tools: { read_file: { files: { read: [\"%s/note.txt\", \"/etc/**\"] } } }\n"
        .formatted(directory);
  }

  private static Told read(Guarded server, String path) {
    return server.call("read_file", Map.of("path", path));
  }

  private static Told write(Guarded server, Path path) {
    return server.call("write_file", Map.of("path", path.toString(), "content", "forged"));
  }

  @Test
  void overlay_narrows_andItsBaseIsProtected() throws Exception {
    Guarded server = start("enforce", narrowed());
    Path base = directory.resolve("base.yaml");
    String before = Files.readString(base);

    assertThat(read(server, "note.txt").text()).isEqualTo("of the note");
    Told other = read(server, "other.txt");
    assertThat(other.text()).contains("Refused by policy");
    assertThat(other.recorded().denials())
        .singleElement()
        .satisfies(line -> assertThat(line.rule()).isEqualTo("tools.read_file:3"));
    assertThat(read(server, "/etc/passwd").text()).contains("Refused by policy");

    assertThat(write(server, directory.resolve("new.txt")).text()).contains("Wrote 6");
    assertThat(write(server, base).recorded().on("file write " + base))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.reason()).isEqualTo("protected"));
    assertThat(base).hasContent(before);
  }

  @Test
  void overlay_thatSaysNothing_isTheBase() throws Exception {
    Guarded server = start("enforce", "");

    assertThat(read(server, "other.txt").text()).isEqualTo("of the other");
    assertThat(read(server, "/etc/passwd").text()).contains("Refused by policy");
  }

  @Test
  void overlay_underAudit_isObserved() throws Exception {
    Guarded server = start("audit", narrowed());

    Told other = read(server, "other.txt");

    assertThat(other.text()).isEqualTo("of the other");
    assertThat(other.recorded().denials())
        .singleElement()
        .satisfies(line -> assertThat(line.action()).isEqualTo("observed"));
  }
}
