package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NamespaceDecisionsTest {
  private static final Engine ENGINE =
      Policies.engine(
          """
          credentials: { github: { env: TOKEN, hosts: [api.example.com] } }
          namespaces:
            github:
              tools: ["github_*", fork]
              credentials: [github]
              files: { read: ["/git/**"], deny: ["/git/keys/**"] }
              limits: { sent: 10, calls: 5/m }
            db:
              tools: ["db_*"]
              files: { read: ["/db/**"] }
          tools:
            "*": {}
            github_get: { credentials: [github], limits: { sent: 5 } }
            github_drop: deny
            fork:
              actions: { argument: to, read: [look], write: [copy] }
            "fork#copy": { credentials: [github] }
          """);

  private static Grants grants(String tool) {
    return ENGINE.grants(new Principal.Tool(tool));
  }

  private static Request read(String path) {
    return Policies.file(FileOperation.READ, path);
  }

  private static final Request SECRET =
      new Request.Credential("github", "GET", "api.example.com", 443);

  @Test
  void whatANamespaceGrants_itsToolsHave_andOthersDoNot() {
    assertDecision(grants("github_list").decide(read("/git/a")))
        .allows("namespaces.github.files.read[0]");
    assertThat(grants("github_list").decide(SECRET).denies()).isFalse();
    assertThat(grants("db_list").decide(read("/git/a")).reason()).isEqualTo(Reason.NOT_GRANTED);
    assertThat(grants("db_list").decide(SECRET).denies()).isTrue();
    assertThat(grants("db_list").decide(read("/db/a")).denies()).isFalse();
    assertThat(grants("other").decide(read("/git/a")).denies()).isTrue();
    assertThat(grants("other").decide(SECRET).denies()).isTrue();
  }

  @Test
  void whatItDeniesAndLimits_holdsForEachOfItsTools() {
    assertDecision(grants("github_list").decide(read("/git/keys/a")))
        .denies(Reason.DENIED, "namespaces.github.files.deny[0]");
    assertDecision(grants("github_list").decide(new Request.Transfer(Direction.SENT, 11)))
        .denies(Reason.LIMIT, "namespaces.github.limits.sent");
    assertDecision(grants("github_get").decide(new Request.Transfer(Direction.SENT, 6)))
        .denies(Reason.LIMIT, "tools.github_get.limits.sent");
    assertThat(grants("db_list").decide(new Request.Transfer(Direction.SENT, 11)).denies())
        .isFalse();
  }

  @Test
  void callsOfItsTools_areCountedTogether() {
    assertThat(ENGINE.quotas(new Principal.Tool("github_list")))
        .extracting(Quota::key)
        .isEqualTo(
            ENGINE.quotas(new Principal.Tool("github_get")).stream().map(Quota::key).toList())
        .containsExactly("namespaces.github.limits.calls");
    assertThat(ENGINE.quotas(new Principal.Tool("db_list"))).isEmpty();
  }

  @Test
  void namespace_listsNothing_andNothingIsLeftOfItForWhatIsDenied() {
    Engine engine =
        Policies.engine(
            "namespaces: { a: { tools: [t], files: { read: [/x] } } }\ntools: { u: {} }\n");

    assertDecision(engine.decide(new Request.ToolCall("t"), Policies.by(null, null)))
        .denies(Reason.NOT_LISTED, "built-in.default");
    assertThat(engine.grants(new Principal.Tool("t")).decide(read("/x")).denies()).isTrue();
    assertThat(grants("github_drop").decide(read("/git/a")).denies()).isTrue();
  }

  @Test
  void oneOfSeveralThatAToolIs_isWhereTheToolIs() {
    Grants copying = ENGINE.grants(ENGINE.of(new Request.ToolCall("fork", Map.of("to", "copy"))));

    assertDecision(copying.decide(read("/git/a"))).allows("namespaces.github.files.read[0]");
    assertThat(copying.decide(SECRET).denies()).isFalse();
  }

  @Test
  void operation_isTracedToTheNamespace() {
    Question question = new Question.OfOperation(new Principal.Tool("github_list"), read("/git/a"));

    assertThat(ENGINE.trace(question).steps())
        .extracting(step -> step.decision().rule().path())
        .containsExactly("namespaces.github.files.read[0]");
  }
}
