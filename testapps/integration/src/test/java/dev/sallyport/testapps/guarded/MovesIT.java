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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories that take what is denied with them when they are moved. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class MovesIT {
  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path root;
  private Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws IOException {
    root = temporary.toRealPath();
    directory = Files.createDirectories(root.resolve("srv/x"));
    Files.createDirectory(root.resolve("out"));
    Files.writeString(directory.resolve("key"), "secret");
    Files.writeString(root.resolve("srv/note"), "note");
  }

  private Guarded start(String mode, String deny) {
    String files =
        "{ files: { read: [\"%1$s/**\"], write: [\"%1$s/**\"], delete: [\"%1$s/**\"], deny: [%2$s] } }"
            .formatted(root, deny);
    String policy =
        "sallyport: 1\nmode: %s\ntools: { move_file: %2$s, rename_file: %2$s, read_file: %2$s }\n"
            .formatted(mode, files);
    Path audit = root.resolve("audit.jsonl");
    ServerProcess server =
        servers.start(
            Guarded.launch(App.vulnerableServer(), jdk, policy, audit).args(root.toString()));
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  private Told move(Guarded server, String tool, String from, String to) {
    return server.call(tool, Map.of("from", from, "to", to));
  }

  private List<String> moves(Told told) {
    return told.recorded().decisions().stream()
        .filter(line -> line.operation().equals("file move " + directory))
        .map(line -> line.rule().replaceAll(":.*", "") + " " + line.action())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"move_file", "rename_file"})
  void directory_thatWouldTakeAKeyOut_staysWhereItIs(String tool) {
    Guarded server = start("enforce", "\"" + root + "/srv/**/key\"");

    Told told = move(server, tool, "srv/x", "out/x");

    assertThat(told.answer().isError()).isTrue();
    assertThat(moves(told)).containsExactly("tools." + tool + ".files.deny[0] blocked");
    assertThat(directory.resolve("key")).hasContent("secret");
    assertThat(root.resolve("out/x")).doesNotExist();
    Told read = server.call("read_file", Map.of("path", "srv/x/key"));
    assertThat(read.text()).startsWith("Refused by policy (sallyport ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"move_file", "rename_file"})
  void directory_underAudit_movesAndIsObserved(String tool) {
    Guarded server = start("audit", "\"" + root + "/srv/**/key\"");

    Told told = move(server, tool, "srv/x", "out/x");

    assertThat(told.answer().isError()).isFalse();
    assertThat(moves(told)).containsExactly("tools." + tool + ".files.deny[0] observed");
    assertThat(root.resolve("out/x/key")).hasContent("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"move_file", "rename_file"})
  void directory_thatTakesTheDenyAlong_moves(String tool) {
    Guarded server = start("enforce", "\"**/key\", \"" + root + "/srv/**/key\"");

    assertThat(move(server, tool, "srv/x", "srv/y").answer().isError()).isFalse();
    assertThat(root.resolve("srv/y/key")).hasContent("secret");
    Told read = server.call("read_file", Map.of("path", "srv/y/key"));
    assertThat(read.text()).startsWith("Refused by policy (sallyport ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"move_file", "rename_file"})
  void file_isNotHeldUpByWhatWouldBeBelowIt(String tool) {
    Guarded server = start("enforce", "\"" + root + "/srv/**/key\"");

    assertThat(move(server, tool, "srv/note", "out/note").answer().isError()).isFalse();
    assertThat(root.resolve("out/note")).hasContent("note");
  }
}
