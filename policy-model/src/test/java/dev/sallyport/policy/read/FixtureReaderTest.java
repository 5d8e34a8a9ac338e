package dev.sallyport.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.EnvironmentOperation;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Question;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Session;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Capability;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.Source;
import dev.sallyport.policy.source.Span;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixtureReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

  @Test
  void test_ofATool_isTheCallWithAllThatIsSaidOfIt() {
    Fixture fixture =
        fixture(
            """
            - name: a reviewer reads
              tool: read_file
              arguments: { path: src/A.java, max: 10, deep: { all: [true, null, 0x10] } }
              caller: { subject: ann, roles: [reviewer], scopes: [read], tools: [read_file], tenant: t, agent: a }
              session: { age: 5m, idle: 10s, purpose: review }
              at: 2026-01-01T00:00:00+01:00
              does: { read: /srv/a, asked: /srv/link }
              expect: deny
              rule: tools.read_file.files.deny[0]
              reason: not-granted
            """);

    assertThat(fixture.name()).isEqualTo("a reviewer reads");
    assertThat(fixture.verdict()).isEqualTo(Verdict.DENY);
    assertThat(fixture.rule()).isEqualTo("tools.read_file.files.deny[0]");
    assertThat(fixture.reason()).isEqualTo(Reason.NOT_GRANTED);
    Question.OfUse question = (Question.OfUse) fixture.question();
    Request.ToolCall call = (Request.ToolCall) question.use();
    assertThat(call.tool()).isEqualTo("read_file");
    assertThat(call.arguments().get("path")).isEqualTo("src/A.java");
    assertThat(call.arguments().get("max")).isEqualTo(BigDecimal.TEN);
    assertThat(call.arguments().get("deep").toString()).isEqualTo("{all=[true, null, 16]}");
    assertThat(question.circumstances())
        .isEqualTo(
            new Circumstances(
                new Caller(
                    "ann", Set.of("reviewer"), "t", "a", Set.of("read_file"), Set.of("read")),
                new Session(Duration.ofMinutes(5), Duration.ofSeconds(10), "review"),
                Instant.parse("2025-12-31T23:00:00Z")));
    assertThat(question.operation())
        .isEqualTo(new Request.File(FileOperation.READ, "/srv/link", "/srv/a"));
  }

  @Test
  void test_thatSaysLittle_isByNobodyInNoSessionNow() {
    Fixture fixture = fixture("- { tool: t, expect: allow }\n");

    assertThat(fixture.name()).isEqualTo("line 3");
    assertThat(fixture.question())
        .isEqualTo(
            new Question.OfUse(
                new Request.ToolCall("t", Map.of()), new Circumstances(null, null, NOW), null));
  }

  @Test
  void test_ofResourcePromptAndServer_isThat() {
    assertThat(((Question.OfUse) question("resource: 'db://h/a'")).use())
        .isEqualTo(new Request.ResourceRead("db://h/a"));
    assertThat(((Question.OfUse) question("prompt: review")).use())
        .isEqualTo(new Request.PromptGet("review"));
    assertThat(question("server: starting, does: { env: HOME }"))
        .isEqualTo(
            new Question.OfOperation(
                new Principal.Server(Phase.STARTING),
                new Request.Environment(EnvironmentOperation.READ, "HOME")));
  }

  @Test
  void operation_isTheRequestThatAGateMakes() throws UnknownHostException {
    assertThat(operation("write: /a")).isEqualTo(file(FileOperation.WRITE));
    assertThat(operation("delete: /a")).isEqualTo(file(FileOperation.DELETE));
    assertThat(operation("list: /a")).isEqualTo(file(FileOperation.LIST));
    assertThat(operation("stat: /a")).isEqualTo(file(FileOperation.STAT));
    assertThat(operation("connect: '10.0.0.1:80'"))
        .isEqualTo(network(NetworkOperation.CONNECT, "10.0.0.1", 80));
    assertThat(operation("connect: '[::1]:80'"))
        .isEqualTo(network(NetworkOperation.CONNECT, "::1", 80));
    assertThat(operation("connect: 'A.example.com:443'"))
        .isEqualTo(network(NetworkOperation.CONNECT, "192.0.2.1", 443, "a.example.com"));
    assertThat(operation("connect: 'a.example.com (10.0.0.1:443)'"))
        .isEqualTo(network(NetworkOperation.CONNECT, "10.0.0.1", 443, "a.example.com"));
    assertThat(operation("connect: 'localhost:80'"))
        .isEqualTo(network(NetworkOperation.CONNECT, "127.0.0.1", 80, "localhost"));
    assertThat(operation("listen: 8080"))
        .isEqualTo(network(NetworkOperation.LISTEN, "0.0.0.0", 8080));
    assertThat(operation("listen: '127.0.0.1:8080'"))
        .isEqualTo(network(NetworkOperation.LISTEN, "127.0.0.1", 8080));
    assertThat(operation("resolve: a.com")).isEqualTo(new Request.Resolve("a.com"));
    assertThat(operation("http: 'GET https://a.com/x'"))
        .isEqualTo(new Request.Http("GET", "https://a.com/x"));
    assertThat(operation("exec: [/usr/bin/git, status]"))
        .isEqualTo(new Request.Exec("/usr/bin/git", List.of("status")));
    assertThat(operation("library: /a.so")).isEqualTo(new Request.Library("/a.so"));
    assertThat(operation("jvm: exit")).isEqualTo(new Request.Jvm(Capability.EXIT));
    assertThat(operation("mcp: stdio")).isEqualTo(new Request.McpClient("stdio"));
  }

  @Test
  void key_mistyped_isReportedWithPlaceAndNearest() {
    Problem problem = problem("- tool: t\n  expects: allow\n  expect: allow\n");

    assertThat(problem.message()).isEqualTo("`expects` is not a key of a test");
    assertThat(problem.span()).isEqualTo(new Span(4, 3, 7));
    assertThat(problem.help()).isEqualTo("did you mean `expect`?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expect: allow | a test has none of `tool`, `resource`, `prompt`, `server`",
        "tool: t | `expect` is missing in a test",
        "tool: t, expect: yes | `yes` is not one of `allow`, `deny`",
        "tool: t, prompt: p, expect: allow | `prompt` is one too many in a test",
        "prompt: p, arguments: {}, expect: allow | only tools have arguments",
        "tool: t, arguments: [], expect: allow | `arguments` must be a mapping, not a list",
        "tool: t, arguments: a, expect: allow | `arguments` must be a mapping, not text",
        "server: serving, expect: allow | `does` is missing: the server does what?",
        "'server: serving, session: {}, does: { env: A }, expect: allow' | `session` is not of the server itself",
        "'tool: t, does: { read: a }, expect: allow' | path is relative",
        "'tool: t, does: { read: /a/../b }, expect: allow' | path is not as it would be resolved",
        "'tool: t, does: { read: /a/ }, expect: allow' | path is not as it would be resolved",
        "'tool: t, does: { read: /a, write: /a }, expect: allow' | `write` is one too many in an operation",
        "'tool: t, does: { reed: /a, list: /a }, expect: allow' | `reed` is not a key of an operation",
        "'tool: t, does: { connect: a }, expect: allow' | port is missing",
        "'tool: t, does: { connect: \"a:1-2\" }, expect: allow' | port is not a single one",
        "'tool: t, does: { http: \"https://a.com/\" }, expect: allow' | method or URL is missing",
        "'tool: t, does: { exec: [] }, expect: allow' | program is missing",
        "'tool: t, does: { jvm: fly }, expect: allow' | `fly` is no power of the JVM",
        "tool: t, at: noon, expect: allow | text is no moment",
        "'tool: t, session: { age: 5 }, expect: allow' | `age` must be text, not a number",
        "tool: t, reason: because, expect: allow | `because` is not one of",
      })
  void mistake_isReported(String test, String message) {
    assertThat(problem("- { " + test + " }\n").message()).startsWith(message);
  }

  @Test
  void file_thatIsNone_isReported() {
    assertThat(read("").problems())
        .extracting(Problem::help)
        .containsExactly("start with `sallyport-tests: 1`");
    assertThat(read("sallyport-tests: 2\ntests: []\n").problems())
        .extracting(Problem::help)
        .containsExactly("write `sallyport-tests: 1`");
    assertThat(read("sallyport: 1\n").problems())
        .extracting(Problem::message)
        .contains("`sallyport` is not a key of a file of tests");
  }

  private static Request file(FileOperation operation) {
    return new Request.File(operation, "/a", "/a");
  }

  private static Request network(
      NetworkOperation operation, String address, int port, String... names)
      throws UnknownHostException {
    return new Request.Network(operation, InetAddress.getByName(address), port, Set.of(names));
  }

  private static Request operation(String does) {
    return ((Question.OfUse) question("tool: t, does: { " + does + " }")).operation();
  }

  private static Question question(String keys) {
    return fixture("- { " + keys + ", expect: allow }\n").question();
  }

  private static Fixture fixture(String test) {
    FixtureReading reading = read("sallyport-tests: 1\ntests:\n" + test);
    assertThat(reading.problems()).isEmpty();
    return reading.fixtures().get(0);
  }

  private static Problem problem(String test) {
    FixtureReading reading = read("sallyport-tests: 1\ntests:\n" + test);
    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.fixtures()).isEmpty();
    return reading.problems().get(0);
  }

  private static FixtureReading read(String text) {
    return FixtureReader.read(new Source("tests.yaml", text), TestVariables.none(), NOW);
  }
}
