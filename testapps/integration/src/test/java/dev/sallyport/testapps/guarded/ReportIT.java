package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.NodeTools;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about a real session, as a browser shows it. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ReportIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");

  @Parameter Jdk jdk;

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  /** A session in which a file is read, one outside asked for, and a tool that is none. */
  private Path session() throws IOException {
    Path workspace = Files.createDirectories(directory.resolve("work/space")).toRealPath();
    Files.writeString(workspace.resolve("notes.txt"), "TODO: water the plants\n");
    Files.writeString(workspace.getParent().resolve("secret"), "4711\n");
    Path audit = directory.resolve("audit.jsonl");
    try (ServerProcess server =
        ServerProcess.of(App.vulnerableServer())
            .jdk(jdk)
            .agent(BuildTree.agentJar(), "audit=" + audit)
            .args(workspace.toString())
            .start()) {
      ToolCalls.call(server.client(), "read_file", Map.of("path", "notes.txt"));
      ToolCalls.call(server.client(), "read_file", Map.of("path", "../secret"));
      ToolCalls.call(server.client(), "lint_file", Map.of("path", "notes.txt; touch injected"));
    }
    return audit;
  }

  private String report(Object... more) throws Exception {
    return reportExiting(0, more);
  }

  private String reportExiting(int exit, Object... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(jdk.java().toString(), "-jar", BuildTree.agentJar().toString(), "report"));
    for (Object argument : more) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exit);
    return said;
  }

  @Test
  void session_isTold_asAPage_andAsFigures() throws Exception {
    Path audit = session();
    Path page = directory.resolve("report.html");

    String said = report(audit, "--output", page);
    JsonNode json = JSON.readTree(report(audit, "--format", "json"));

    assertThat(said).contains("operations of 2 tools would have been refused.");
    assertThat(page)
        .content()
        .contains(
            "work/secret",
            "<span class=\"op\">process start</span>",
            "not-listed",
            "records none was changed");
    assertThat(json.path("calls").path("ok").asInt()).isEqualTo(3);
    assertThat(json.path("tools").findValuesAsText("name")).contains("lint_file", "read_file");
  }

  @Test
  void session_thatWasChangedSince_isToldAsSuch() throws Exception {
    Path audit = session();
    String text = Files.readString(audit);
    Files.writeString(audit, text.replace("work/secret", "work/papers"));

    assertThat(text).contains("work/secret");
    assertThat(reportExiting(1, audit)).contains("The chain of the records is broken.");
  }

  @Test
  void page_inABrowser_isReadableByAnybody_andAsksForNothing() throws Exception {
    Path page = directory.resolve("report.html");
    report(session(), "--output", page);
    Path browser = browser();
    NodeTools node = NodeSetup.tools();

    NodeTools.Result result = node.own("page.mjs", List.of(browser.toString(), page.toString()));
    assertThat(result.status()).as(result.errors()).isZero();
    JsonNode found = JSON.readTree(result.output());

    assertThat(found.path("requests")).isEmpty();
    assertThat(found.path("messages")).isEmpty();
    assertThat(found.path("views")).hasSize(4);
    for (JsonNode view : found.path("views")) {
      assertThat(view.path("title").asText()).startsWith("Sallyport report: ");
      assertThat(view.path("scripts").asInt()).isZero();
      assertThat(view.path("wide").asInt()).as(view.toString()).isLessThanOrEqualTo(0);
      assertThat(view.path("wideOpen").asInt()).as(view.toString()).isLessThanOrEqualTo(0);
      assertThat(view.path("dead")).isEmpty();
      assertThat(view.path("ids").asInt()).isZero();
      assertThat(view.path("rules").asInt()).isGreaterThan(20);
      assertThat(view.path("violations")).isEmpty();
    }
    assertThat(found.path("views").get(0).path("ground").asText())
        .isNotEqualTo(found.path("views").get(1).path("ground").asText());
    assertThat(found.path("pdf").asInt()).isGreaterThan(10_000);
  }

  private static Path browser() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (String name : BROWSERS) {
        Path browser = Path.of(folder, name);
        if (Files.isExecutable(browser)) {
          return browser;
        }
      }
    }
    return abort("there is no chromium, chromium-browser or google-chrome on the PATH");
  }
}
