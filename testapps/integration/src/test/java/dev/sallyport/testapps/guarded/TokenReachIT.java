package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.KeyPublisher;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.TokenDraft;
import dev.sallyport.testapps.TokenKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a token says of its caller, and how it narrows what that caller may use. */
class TokenReachIT {
  private static final TokenKey KEY = TokenKey.generate("only", TokenKey.Algorithm.ES256);
  private static final String READ = "read_file";
  private static final String WRITE = "write_file";
  private static final String LIST = "list_directory";

  /** Not in the policy, whatever roles, scopes and tokens say. */
  private static final String SEARCH = "search_files";

  private static final List<String> TOOLS = List.of(READ, WRITE, LIST, SEARCH);
  private static final String BOTH = "files:read files:write";

  /**
   * Who has a token, and the tools that this one may use.
   *
   * @param more claims beside who that is
   */
  private record Holder(String name, String role, Map<String, Object> more, List<String> tools) {
    String authorization() {
      TokenDraft draft =
          TokenDraft.of("7f3a")
              .claim("user", Map.of("names", List.of(name)))
              .claim("realm", Map.of("roles", List.of(role)))
              .claim("org", Map.of("id", "acme"))
              .claim("https://acme.com/agent", "planner");
      more.forEach(draft::claim);
      return "Bearer " + draft.signedBy(KEY);
    }
  }

  private static final List<Holder> HOLDERS =
      List.of(
          new Holder("writer", "writer", Map.of("scope", BOTH), List.of(READ, WRITE, LIST)),
          new Holder("reader", "reader", Map.of("scope", BOTH), List.of(READ, LIST)),
          new Holder("visitor", "visitor", Map.of("scope", BOTH), List.of()),
          new Holder("scoped", "writer", Map.of("scope", "files:read"), List.of(READ, LIST)),
          new Holder(
              "twice scoped",
              "writer",
              Map.of("scope", BOTH, "scp", List.of("files:write")),
              List.of(WRITE)),
          new Holder("not scoped", "writer", Map.of(), List.of()),
          new Holder(
              "permitted",
              "writer",
              Map.of("scope", BOTH, "permitted_tools", List.of(READ, SEARCH, "make_coffee")),
              List.of(READ)),
          new Holder(
              "not permitted",
              "writer",
              Map.of("scope", BOTH, "permitted_tools", List.of()),
              List.of()));

  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    Files.write(directory.resolve("keys.json"), KeyPublisher.keySet(KEY));
  }

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void tools_areThoseThatEverythingLeaves(Jdk jdk) {
    try (ServerProcess server = start(jdk, "enforce")) {
      Poster poster = ready(server);
      for (Holder holder : HOLDERS) {
        assertThat(listed(poster, holder))
            .as("listed for %s", holder.name())
            .hasSameElementsAs(holder.tools());
        assertThat(TOOLS)
            .filteredOn(tool -> !call(poster, holder, tool).contains("Refused by policy"))
            .as("called by %s", holder.name())
            .hasSameElementsAs(holder.tools());
        assertThat(Files.exists(directory.resolve(holder.name())))
            .as("written by %s", holder.name())
            .isEqualTo(holder.tools().contains(WRITE));
      }
    }
    assertThat(refusals("blocked"))
        .contains("reader write_file role", "scoped write_file scope", "permitted write_file scope")
        .contains("permitted search_files not-listed")
        .hasSize(refused());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void tools_underAudit_areAll(Jdk jdk) {
    try (ServerProcess server = start(jdk, "audit")) {
      Poster poster = ready(server);
      for (Holder holder : HOLDERS) {
        assertThat(listed(poster, holder)).hasSameElementsAs(TOOLS);
        assertThat(TOOLS)
            .noneMatch(tool -> call(poster, holder, tool).contains("Refused by policy"));
        assertThat(directory.resolve(holder.name())).exists();
      }
    }
    assertThat(refusals("observed"))
        .contains("reader write_file role", "scoped write_file scope", "permitted write_file scope")
        .hasSize(refused());
  }

  private static int refused() {
    return HOLDERS.stream().mapToInt(holder -> TOOLS.size() - holder.tools().size()).sum();
  }

  private static List<String> listed(Poster poster, Holder holder) {
    String answer =
        poster.post(RawRequest.list("tools"), "Authorization", holder.authorization()).body();
    return answer.isEmpty()
        ? List.of()
        : AuditLine.of(answer).json().at("/result/tools").findValuesAsText("name");
  }

  /** Reads or writes the file that has the caller's name, or looks at where it is. */
  private static String call(Poster poster, Holder holder, String tool) {
    RawRequest call =
        new RawRequest(
            "tools/call",
            """
            {"name":"%s","arguments":{"path":"%s","content":"x","pattern":"*"}}"""
                .formatted(tool, tool.equals(READ) || tool.equals(WRITE) ? holder.name() : "."));
    return poster.post(call, "Authorization", holder.authorization()).body();
  }

  /** A server that has the keys, which it does not wait for. */
  private static Poster ready(ServerProcess server) {
    Poster poster = Poster.to(server);
    Poster.until(() -> listed(poster, HOLDERS.get(0)).contains(WRITE));
    return poster;
  }

  private ServerProcess start(Jdk jdk, String mode) {
    return Guarded.launch(
            App.filesServer(),
            jdk,
            """
            sallyport: 1
            mode: %1$s
            callers:
              bearer:
                issuer: %2$s
                audience: %3$s
                jwks: %4$s/keys.json
                subject: /user/names/0
                roles: /realm/roles
                tenant: /org/id
                agent: /https:~1~1acme.com~1agent
                scopes:
                  "files:read": { tools: [read_file, list_directory, search_files] }
                  "files:write": { tools: [write_file] }
            roles:
              writer: { tools: ["*"] }
              reader: { tools: [read_file, list_directory] }
            tools:
              read_file: { files: { read: ["%4$s/**"] } }
              list_directory: { files: { read: ["%4$s/**"] } }
              write_file: { files: { write: ["%4$s/**"] } }
            """
                .formatted(mode, TokenDraft.ISSUER, TokenDraft.AUDIENCE, directory),
            directory.resolve("audit.jsonl"))
        .args("--kind", "stateless", directory.toString())
        .http()
        .start();
  }

  /** Caller, tool and reason of each call that this was done about. */
  private List<String> refusals(String action) {
    return new AuditLog(directory.resolve("audit.jsonl"))
        .lines().stream()
            .filter(line -> line.operation().startsWith("tool call"))
            .filter(line -> line.action().equals(action))
            .map(line -> subject(line) + " " + line.target() + " " + line.reason())
            .toList();
  }

  /** Of who has a token, all of whom the rest is the same of. */
  private static String subject(AuditLine line) {
    assertThat(line.json().at("/caller/tenant").asText()).isEqualTo("acme");
    assertThat(line.json().at("/caller/agent").asText()).isEqualTo("planner");
    assertThat(line.json().at("/caller/by").asText()).isEqualTo("bearer token");
    return line.json().at("/caller/subject").asText();
  }
}
