package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that is evaluated beside the one in force. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ShadowIT {
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
  }

  /** A policy under which notes are read, and written where that is asked for. */
  private String notes(boolean written) {
    String read = "  read_file: { files: { read: [\"%s/**\"] } }\n".formatted(directory);
    String write =
        "  write_file: { files: { read: [\"%1$s/**\"], write: [\"%1$s/**\"] } }\n"
            .formatted(directory);
    return "sallyport: 1\ntools:\n" + read + (written ? write : "");
  }

  private Guarded start(String mode, boolean written, String shadow) throws Exception {
    Path policy = directory.resolve("policy.yaml");
    Files.writeString(policy, notes(written) + "mode: " + mode + "\nshadow: shadow.yaml\n");
    Files.writeString(directory.resolve("shadow.yaml"), shadow);
    ServerProcess server =
        servers.start(
            ServerProcess.of(App.filesServer())
                .jdk(jdk)
                .agent(
                    BuildTree.agentJar(),
                    "policy=" + policy,
                    "audit=" + directory.resolve("audit.jsonl"))
                .brief()
                .args(directory.toString()));
    return new Guarded(server, server.client(), new AuditLog(directory.resolve("audit.jsonl")));
  }

  private static Told write(Guarded server, String content) {
    return server.call("write_file", Map.of("path", "new.txt", "content", content));
  }

  private static Told read(Guarded server) {
    return server.call("read_file", Map.of("path", "note.txt"));
  }

  private static JsonNode shadow(AuditLine line) {
    return line.json().path("shadow");
  }

  /** The verdicts of the shadow, where it says something else, on what was done by a call. */
  private static List<String> otherwise(Told told) {
    return told.recorded().decisions().stream()
        .filter(line -> line.json().has("shadow"))
        .map(line -> line.operation() + ": " + shadow(line).path("verdict").asText())
        .toList();
  }

  /** The details of the records of shadows, from that one on. */
  private static List<JsonNode> states(Guarded server, int from) {
    return server.audit().lines().stream()
        .skip(from)
        .filter(line -> line.kind().equals("shadow"))
        .map(line -> line.json().path("details"))
        .toList();
  }

  @Test
  void whatAShadowWouldDeny_runs_andIsRecorded() throws Exception {
    Guarded server = start("enforce", true, notes(false));

    Told written = write(server, "new");

    assertThat(written.text()).contains("Wrote 3");
    assertThat(directory.resolve("new.txt")).hasContent("new");
    assertThat(written.recorded().denials()).isEmpty();
    assertThat(otherwise(written))
        .contains(
            "tool call write_file: deny", "file write " + directory.resolve("new.txt") + ": deny");
    JsonNode call = shadow(written.recorded().decisions().get(0));
    assertThat(call.path("reason").asText()).isEqualTo("not-listed");
    assertThat(call.path("rule").asText()).isEqualTo("built-in.default");
    assertThat(ToolCalls.names(server.client())).contains("write_file");
  }

  @Test
  void whatAShadowWouldAllow_isRefused_andIsRecorded() throws Exception {
    Guarded server = start("enforce", false, notes(true) + "mode: audit\n");

    Told written = write(server, "new");

    assertThat(written.text()).contains("Refused by policy");
    assertThat(directory.resolve("new.txt")).doesNotExist();
    assertThat(written.recorded().end().outcome()).isEqualTo("refused");
    assertThat(otherwise(written)).containsExactly("tool call write_file: allow");
    assertThat(shadow(written.recorded().decisions().get(0)).path("rule").asText())
        .isEqualTo("tools.write_file:4");
    assertThat(ToolCalls.names(server.client())).containsExactly("read_file");
  }

  @Test
  void whatAShadowWouldAllow_underAudit_isObserved() throws Exception {
    Guarded server = start("audit", false, notes(true) + "mode: enforce\n");

    Told written = write(server, "new");

    assertThat(directory.resolve("new.txt")).hasContent("new");
    assertThat(written.recorded().denials())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("observed"));
    assertThat(otherwise(written)).contains("tool call write_file: allow");
  }

  @Test
  void whatBothSay_isNotRecorded_butCounted() throws Exception {
    Guarded server = start("enforce", false, notes(false));

    assertThat(read(server).text()).isEqualTo("of the note");
    assertThat(write(server, "new").text()).contains("Refused by policy");
    server.close();

    List<AuditLine> lines = server.audit().lines();
    assertThat(lines)
        .filteredOn(AuditLine::isDecision)
        .noneMatch(line -> line.json().has("shadow"));
    assertThat(lines).extracting(AuditLine::kind).endsWith("stop", "checkpoint");
    List<JsonNode> states = states(server, 0);
    assertThat(states).hasSize(2);
    assertThat(states.get(0).path("shadow").asText()).hasSize(64);
    JsonNode end = states.get(1);
    assertThat(end.path("shadow")).isEqualTo(states.get(0).path("shadow"));
    assertThat(end.path("same").asLong()).isPositive();
    assertThat(end.path("wouldAllow").asLong()).isZero();
    assertThat(end.path("wouldDeny").asLong()).isZero();
    assertThat(end.path("wouldAsk").asLong()).isZero();
  }

  @Test
  void shadow_thatIsChanged_isEvaluated_andWhatItWasIsCounted() throws Exception {
    Guarded server = start("enforce", true, notes(true));
    Told before = write(server, "one");
    assertThat(otherwise(before)).isEmpty();

    change(server, notes(false));
    Told after = write(server, "two");

    assertThat(after.text()).contains("Wrote 3");
    assertThat(otherwise(after)).contains("tool call write_file: deny");
    assertThat(after.recorded().end().json().path("policy"))
        .isEqualTo(before.recorded().end().json().path("policy"));
    change(server, notes(true));
    assertThat(otherwise(write(server, "three"))).isEmpty();
    assertThat(directory.resolve("new.txt")).hasContent("three");
    assertThat(server.audit().lines()).noneMatch(line -> line.kind().equals("reload"));
    assertThat(states(server, 0))
        .filteredOn(details -> details.has("same"))
        .extracting(details -> details.path("wouldDeny").asLong() > 0)
        .containsExactly(false, true);
  }

  /**
   * Puts another shadow in the place of the one that is there, and waits for what becomes of it.
   */
  private JsonNode change(Guarded server, String text) throws Exception {
    int before = server.audit().lines().size();
    Path next = Files.writeString(directory.resolve("next.yaml"), text);
    Files.move(next, directory.resolve("shadow.yaml"), StandardCopyOption.ATOMIC_MOVE);
    server.audit().await(before, line -> isNews(line));
    return states(server, before).stream()
        .filter(details -> !details.has("same"))
        .findFirst()
        .get();
  }

  private static boolean isNews(AuditLine line) {
    return line.kind().equals("shadow") && !line.json().path("details").has("same");
  }

  @Test
  void shadow_thatIsBroken_stopsNothing_andTheLastGoodOneStays() throws Exception {
    Guarded server = start("enforce", true, "sallyport: 1\ntolls: {}\n");
    Path shadow = directory.resolve("shadow.yaml");
    assertThat(otherwise(write(server, "one"))).isEmpty();
    assertThat(states(server, 0))
        .singleElement()
        .satisfies(
            details ->
                assertThat(details.path("problem").asText())
                    .contains(shadow + ":2:1: ", "did you mean `tools`"));
    assertThat(server.server().stderr())
        .filteredOn(line -> line.contains("the shadow is refused, none is evaluated"))
        .hasSize(1);

    JsonNode good = change(server, notes(false));
    assertThat(otherwise(write(server, "two"))).isNotEmpty();
    JsonNode broken = change(server, "sallyport: 1\ntolls: {}\n");

    assertThat(broken.path("shadow")).isEqualTo(good.path("shadow"));
    assertThat(broken.path("problem").asText()).contains(shadow + ":2:1: ");
    Told written = write(server, "three");
    assertThat(otherwise(written)).isNotEmpty();
    assertThat(directory.resolve("new.txt")).hasContent("three");
  }

  @Test
  void shadow_isProtected_asThePolicyIs() throws Exception {
    Guarded server = start("enforce", true, notes(true));
    Path shadow = directory.resolve("shadow.yaml");
    Path other = Files.writeString(directory.resolve("other.yaml"), "x");

    Told denied = server.call("write_file", Map.of("path", shadow.toString(), "content", "forged"));
    server.call("write_file", Map.of("path", other.toString(), "content", "forged"));

    assertThat(denied.recorded().denials())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.reason()).isEqualTo("protected"));
    assertThat(shadow).hasContent(notes(true));
    assertThat(other).hasContent("forged");
  }
}
