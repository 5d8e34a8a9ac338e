package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does what the page for beginners says, word for word: files are written, commands run by a shell,
 * the server started as the client's configuration says, and its tools called, in the order of the
 * page. {@code /home/me} is a directory of this run; what else may differ from the page is said at
 * {@link Shown}.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class GettingStartedIT {
  private static final Path DOCS = BuildTree.testapps().resolveSibling("docs");
  private static final String HOME = "/home/me";
  private static final String PROMPT = "$ ";
  private static final String CALL = "> ";
  private static final String LIST = "> tools/list";
  private static final Pattern SCHEMA =
      Pattern.compile("# yaml-language-server: \\$schema=(\\S+)\\n");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> ARGUMENTS = new TypeReference<>() {};

  @Parameter Jdk jdk;

  @TempDir Path temporary;

  /** The lines on stderr that the page has shown by now. */
  private final Set<String> told = new HashSet<>();

  private final Shown shown = new Shown();
  private Path home;
  private Path directory;
  private List<ServerProcess> servers;
  private McpSyncClient client;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws IOException {
    servers = new ArrayList<>();
    home = temporary.toRealPath();
    directory = Files.createDirectory(home.resolve("try"));
    Files.copy(BuildTree.agentJar(), directory.resolve("sallyport.jar"));
    for (String schema : List.of("policy.schema.json", "policy-tests.schema.json")) {
      Files.copy(DOCS.resolve(schema), directory.resolve(schema));
    }
    runnable(App.filesServer(), directory.resolve("files-server.jar"));
  }

  /** One jar that runs a server whose classes and libraries lie elsewhere. */
  private static void runnable(App app, Path jar) throws IOException {
    Path target = app.module().resolve("target");
    List<String> places = new ArrayList<>(List.of(target.resolve("classes").toUri().toString()));
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      libraries.sorted().map(library -> library.toUri().toString()).forEach(places::add);
    }
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, app.main());
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", places));
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  @AfterEach
  void end() {
    servers.forEach(ServerProcess::close);
  }

  @Test
  void page_isFollowedWordForWord() throws Exception {
    List<PageBlock> blocks = PageBlock.of(Files.readString(DOCS.resolve("getting-started.md")));

    assertThat(blocks)
        .extracting(PageBlock::language)
        .contains("console", "json", "log", "text", "yaml");
    for (PageBlock block : blocks) {
      switch (block.language()) {
        case "console" -> console(block);
        case "json" -> start(block);
        case "log" -> stderr(block);
        case "text" -> talk(block);
        case "yaml" -> write(block);
        default -> throw new AssertionError("nothing is done with\n" + block);
      }
    }
  }

  private String here(String text) {
    return shown.ofThisRun(text.replace(HOME, home.toString()));
  }

  private String there(String text) {
    return text.replace(home.toString(), HOME);
  }

  /** As the reader's shell and desktop have it. */
  private Map<String, String> environment() {
    return Map.of(
        "HOME",
        home.toString(),
        "XDG_STATE_HOME",
        home.resolve(".local/state").toString(),
        "PATH",
        jdk.java().getParent() + File.pathSeparator + System.getenv("PATH"),
        // Places are longer here than in the page.
        "COLUMNS",
        "400");
  }

  private void write(PageBlock block) throws IOException {
    Matcher schema = SCHEMA.matcher(block.text());
    assertThat(schema.lookingAt()).as("%s", block).isTrue();
    assertThat(directory.resolve(schema.group(1))).exists();
    Files.writeString(directory.resolve(block.file()), here(block.text()));
  }

  private void console(PageBlock block) throws Exception {
    for (String part : parts(block, PROMPT)) {
      int end = part.indexOf('\n');
      Process shell = shell(here(part.substring(PROMPT.length(), end)));
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as("%s", said).isIn(0, 1);
      shown.compare(part.substring(end + 1), there(said));
    }
  }

  private Process shell(String command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", command);
    builder.environment().clear();
    builder.environment().putAll(environment());
    return builder.directory(directory.toFile()).redirectErrorStream(true).start();
  }

  /** Starts the server as a client does that reads such a configuration. */
  private void start(PageBlock block) throws IOException {
    JsonNode entry = JSON.readTree(here(block.text())).path("mcpServers").elements().next();
    assertThat(entry.path("command").asText()).isEqualTo("java");
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    entry.path("args").forEach(argument -> command.add(argument.asText()));
    servers.forEach(ServerProcess::close);
    servers.clear();
    ServerProcess server = ServerProcess.start(command, directory, environment());
    servers.add(server);
    client = server.client();
  }

  private ServerProcess server() {
    return servers.get(servers.size() - 1);
  }

  private void stderr(PageBlock block) {
    for (String line : block.text().lines().toList()) {
      String said =
          server()
              .awaitStderr(
                  candidate -> !told.contains(candidate) && shown.fits(line, there(candidate)));
      told.add(said);
      shown.compare(line, there(said));
    }
  }

  private void talk(PageBlock block) throws IOException {
    for (String part : parts(block, CALL)) {
      int end = part.indexOf('\n');
      String asked = part.substring(0, end);
      shown.compare(
          part.substring(end + 1),
          asked.equals(LIST) ? String.join("\n", ToolCalls.names(client)) : call(asked));
    }
  }

  /** Calls a tool, and waits until that is in the audit file that the health line names. */
  private String call(String asked) throws IOException {
    int blank = asked.indexOf(' ', CALL.length());
    String tool = asked.substring(CALL.length(), blank);
    String health = server().awaitStderr(line -> line.startsWith("sallyport "));
    AuditLog audit = new AuditLog(Path.of(health.substring(health.lastIndexOf(' ') + 1)));
    int before = audit.lines().size();
    Map<String, String> arguments =
        new TreeMap<>(JSON.readValue(here(asked.substring(blank)), ARGUMENTS));
    String answer = ToolCalls.text(ToolCalls.call(client, tool, arguments));
    audit.awaitCall(before, tool);
    return there(answer);
  }

  /** What begins with such a line, up to the next one. */
  private static List<String> parts(PageBlock block, String beginning) {
    assertThat(block.text()).startsWith(beginning);
    return List.of(block.text().split("(?m)^(?=" + Pattern.quote(beginning) + ")", -1));
  }
}
