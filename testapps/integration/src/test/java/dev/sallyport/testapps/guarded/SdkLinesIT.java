package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RawClient;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerFailure;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.guarded.Guarded.Answered;
import dev.sallyport.testapps.guarded.Guarded.Told;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every line of the official SDK under the agent: with blocking handlers on the oldest JDK, with
 * asynchronous ones on the newest.
 */
class SdkLinesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String DECISIONS = "dev.sallyport/decisions";
  private static final int REFUSED = 403;
  private static final int INTERNAL_ERROR = -32603;

  private static final String FIRST_WITH_COMPLETIONS = "0.10";
  private static final String FIRST_WITH_HANDLERS_OF_TEMPLATES = "0.14";
  private static final String FIRST_WITH_SUBSCRIPTIONS = "1.1";

  /** Lines before it answer whatever fails with an internal error and its message. */
  private static final String FIRST_WITH_CODES = "0.14";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;
  private Path granted;
  private Path secret;
  private Path hidden;

  static Stream<Arguments> lines() {
    Jdk oldest = Jdks.all().get(0);
    Jdk newest = Jdks.newest(Jdks.OLDEST);
    return App.sdkLines().stream()
        .flatMap(
            app ->
                Stream.of(
                    Arguments.argumentSet(app + ", " + oldest + ", sync", app, oldest, "sync"),
                    Arguments.argumentSet(app + ", " + newest + ", async", app, newest, "async")));
  }

  static List<App> apps() {
    return App.sdkLines();
  }

  private static boolean since(String first, App app) {
    List<App> lines = App.sdkLines();
    return lines.indexOf(app) >= lines.indexOf(App.sdkLine(first));
  }

  @BeforeEach
  void prepare() throws Exception {
    Path root = directory.toRealPath();
    granted = Files.writeString(root.resolve("granted.txt"), "granted");
    secret = Files.writeString(root.resolve("secret.txt"), "classified");
    hidden = Files.writeString(root.resolve("hidden.txt"), "concealed");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void offers_inEnforceMode_areHiddenRefusedAndBound(App app, Jdk jdk, String kind) {
    Path audit = granted.resolveSibling("audit.jsonl");
    ServerProcess process =
        servers.start(
            Guarded.launch(app, jdk, policy(), audit).args(kind, granted.getParent().toString()));
    Guarded server = new Guarded(process, process.client(), new AuditLog(audit));

    assertTools(server);
    assertResources(server, app);
    assertPrompts(server, app);
    if (since(FIRST_WITH_COMPLETIONS, app)) {
      assertCompletions(server, app);
    }
    assertThat(process.stderr())
        .filteredOn(line -> line.matches("(echo|note|tones): .*"))
        .doesNotContain("echo: said", "note: hidden", "tones: hidden")
        .contains("note: granted", "note: secret");
  }

  /** One of each is granted what it reads, one is granted nothing, and one is not listed. */
  private String policy() {
    return """
        sallyport: 1
        mode: enforce
        tools:
          read_file: { files: { read: ["%1$s"] } }
        resources:
          "note://granted": { files: { read: ["%1$s"] } }
          "note://secret": {}
          "notes://{title}": { files: { read: ["%1$s"] } }
        prompts:
          granted: { files: { read: ["%1$s"] } }
          secret: {}
        """
        .formatted(granted);
  }

  private void assertTools(Guarded server) {
    assertThat(ToolCalls.names(server.client())).containsExactly("read_file");

    Told allowed = server.call("read_file", Map.of("path", granted.toString()));
    assertThat(allowed.text()).isEqualTo("granted");
    assertThat(allowed.recorded().end().outcome()).isEqualTo("ok");

    Told denied = server.call("read_file", Map.of("path", secret.toString()));
    assertRefused(denied, "file read " + secret);

    Told unlisted = server.call("echo", Map.of("text", "said"));
    assertRefused(unlisted, "tool call echo");
  }

  private void assertResources(Guarded server, App app) {
    assertThat(server.client().listResources().resources())
        .extracting(Resource::uri)
        .containsExactlyInAnyOrder("note://granted", "note://secret");
    assertThat(server.client().listResourceTemplates().resourceTemplates())
        .extracting(ResourceTemplate::uriTemplate)
        .containsExactly("notes://{title}");

    Answered read = server.ask(RawRequest.read("note://granted"), "resource note://granted");
    assertThat(read.text("/result/contents/0/text")).isEqualTo("granted");
    assertAllowed(read, "resource read note://granted");

    Answered denied = server.ask(RawRequest.read("note://secret"), "resource note://secret");
    assertRefused(denied, app, "file read " + secret);

    Answered unlisted = server.ask(RawRequest.read("note://hidden"), "resource note://hidden");
    assertRefused(unlisted, app, "resource read note://hidden");

    Answered missing = server.ask(RawRequest.read("note://none"), "resource note://none");
    assertRefused(missing, app, "resource read note://none");

    Answered draft = server.ask(RawRequest.read("drafts://granted"), "resource drafts://granted");
    assertRefused(draft, app, "resource read drafts://granted");

    if (since(FIRST_WITH_HANDLERS_OF_TEMPLATES, app)) {
      Answered note = server.ask(RawRequest.read("notes://granted"), "resource notes://granted");
      assertThat(note.text("/result/contents/0/text")).isEqualTo("granted");
      assertAllowed(note, "resource read notes://granted");
    }

    if (since(FIRST_WITH_SUBSCRIPTIONS, app)) {
      Answered listed =
          server.ask(RawRequest.subscribe("note://granted"), "resource note://granted");
      assertThat(listed.message().path("result").isObject()).isTrue();
      assertAllowed(listed, "resource subscribe note://granted");

      Answered other = server.ask(RawRequest.subscribe("note://hidden"), "resource note://hidden");
      assertRefused(other, app, "resource subscribe note://hidden");
    }
  }

  private void assertPrompts(Guarded server, App app) {
    assertThat(server.client().listPrompts().prompts())
        .extracting(Prompt::name)
        .containsExactlyInAnyOrder("granted", "secret");

    Answered got = server.ask(RawRequest.get("granted"), "prompt granted");
    assertThat(got.text("/result/messages/0/content/text")).isEqualTo("granted");
    assertAllowed(got, "prompt get granted");

    Answered denied = server.ask(RawRequest.get("secret"), "prompt secret");
    assertRefused(denied, app, "file read " + secret);

    Answered unlisted = server.ask(RawRequest.get("hidden"), "prompt hidden");
    assertRefused(unlisted, app, "prompt get hidden");
  }

  private static void assertCompletions(Guarded server, App app) {
    Answered completed = server.ask(RawRequest.complete("granted"), "prompt granted");
    assertThat(completed.text("/result/completion/values/0")).isEqualTo("formal");
    assertAllowed(completed, "prompt complete granted");

    Answered unlisted = server.ask(RawRequest.complete("hidden"), "prompt hidden");
    assertRefused(unlisted, app, "prompt complete hidden");
  }

  @ParameterizedTest
  @MethodSource("apps")
  void answers_inAuditMode_areTheSameAndRecorded(App app) {
    Path audit = granted.resolveSibling("audit.jsonl");
    String[] arguments = {"sync", granted.getParent().toString()};
    ServerLaunch bare = ServerProcess.of(app).jdk(Jdks.all().get(0)).args(arguments);
    ServerLaunch guarded =
        ServerProcess.of(app)
            .jdk(Jdks.all().get(0))
            .args(arguments)
            .agent(BuildTree.agentJar(), "audit=" + audit);

    assertThat(answers(guarded)).isEqualTo(answers(bare));

    AuditLog log = new AuditLog(audit);
    assertObserved(log, "resource note://hidden", "resource read note://hidden");
    assertObserved(log, "resource note://hidden", "file read " + hidden);
    assertObserved(log, "prompt hidden", "prompt get hidden");
    assertObserved(log, "prompt hidden", "file read " + hidden);
    if (since(FIRST_WITH_COMPLETIONS, app)) {
      assertObserved(log, "prompt hidden", "prompt complete hidden");
    }
    if (since(FIRST_WITH_SUBSCRIPTIONS, app)) {
      assertObserved(log, "resource note://hidden", "resource subscribe note://hidden");
    }
  }

  /**
   * Asks a second server where the first falls silent: with and without the agent, several lines
   * now and then lose an answer that is sent while another one is still on its way out.
   */
  private List<String> answers(ServerLaunch launch) {
    try (ServerProcess server = servers.start(launch)) {
      return answers(server);
    } catch (ServerFailure silent) {
      return answers(servers.start(launch));
    }
  }

  private List<String> answers(ServerProcess server) {
    RawClient client = server.raw();
    List<String> answers = new ArrayList<>();
    answers.add(client.handshake());
    for (RawRequest request : requests()) {
      answers.add(client.exchange(request.withId(answers.size()), PATIENCE));
    }
    return answers;
  }

  private List<RawRequest> requests() {
    return List.of(
        RawRequest.list("tools"),
        RawRequest.list("resources"),
        RawRequest.list("resources/templates"),
        RawRequest.list("prompts"),
        RawRequest.call("read_file", "path", secret.toString()),
        RawRequest.call("echo", "text", "said"),
        RawRequest.read("note://hidden"),
        RawRequest.get("hidden"),
        RawRequest.complete("hidden"),
        RawRequest.subscribe("note://hidden"),
        // Last, because it is after an error that they most often fall silent.
        RawRequest.call("read_file", "path", "none"));
  }

  private static void assertObserved(AuditLog log, String used, String operation) {
    Predicate<AuditLine> wanted =
        line -> line.used().equals(used) && line.operation().equals(operation);
    assertThat(log.await(0, wanted))
        .filteredOn(wanted)
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("observed"));
  }

  private static void assertAllowed(Answered answered, String operation) {
    assertThat(answered.recorded().end().outcome()).isEqualTo("ok");
    assertThat(answered.recorded().on(operation))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("allowed"))
        .allSatisfy(line -> assertThat(line.used()).isEqualTo(answered.recorded().end().used()));
  }

  private static void assertRefused(Answered answered, App app, String operation) {
    AuditedCall recorded = answered.recorded();
    assertThat(recorded.end().outcome()).isEqualTo("refused");
    assertThat(recorded.denials())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.operation()).isEqualTo(operation))
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("blocked"))
        .allSatisfy(line -> assertThat(line.used()).isEqualTo(recorded.end().used()));

    List<String> ids = recorded.denials().stream().map(AuditLine::id).toList();
    JsonNode error = answered.message().path("error");
    assertThat(error.path("message").asText())
        .isEqualTo("Refused by policy (sallyport %s)", String.join(", ", ids));
    if (since(FIRST_WITH_CODES, app)) {
      assertThat(error.path("code").asInt()).isEqualTo(REFUSED);
      assertThat(error.path("data").fieldNames()).toIterable().containsExactly(DECISIONS);
      assertThat(error.path("data").path(DECISIONS)).extracting(JsonNode::asText).isEqualTo(ids);
    } else {
      assertThat(error.path("code").asInt()).isEqualTo(INTERNAL_ERROR);
      assertThat(error.has("data")).isFalse();
    }
  }

  private static void assertRefused(Told told, String operation) {
    assertThat(told.answer().isError()).isTrue();
    assertThat(told.text()).startsWith("Refused by policy (sallyport ");
    assertThat(told.recorded().end().outcome()).isEqualTo("refused");
    assertThat(told.recorded().on(operation))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("blocked"))
        .allSatisfy(line -> assertThat(told.text()).contains(line.id()));
  }
}
