package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.FileOperation.READ;
import static dev.sallyport.policy.decide.Policies.engine;
import static dev.sallyport.policy.decide.Policies.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources and prompts; what holds of tools as well is in {@link EngineTest}. */
class PrimitiveDecisionsTest {

  @Test
  void read_listedResource_granted() {
    Engine engine = engine("resources: { 'db://main/{table}': {} }\n");

    assertDecision(read(engine, "db://main/users")).allows("resources.db://main/{table}").onLine(2);
    assertDecision(read(engine, "DB://MAIN/%75sers?limit=1")).allows("resources.db://main/{table}");
  }

  @Test
  void get_listedPrompt_granted() {
    assertDecision(get(engine("prompts: { 'review_*': {} }\n"), "review_code"))
        .allows("prompts.review_*")
        .onLine(2);
  }

  @Test
  void unlisted_resourceAndPrompt_deniedByDefault() {
    Engine engine = engine("tools: { '*': {} }\n");

    assertDecision(read(engine, "db://main/users")).denies(Reason.NOT_LISTED, "built-in.default");
    assertDecision(get(engine, "review")).denies(Reason.NOT_LISTED, "built-in.default");
  }

  @Test
  void unlisted_defaultAllow_allowedWithoutGrants() {
    Engine engine = engine("default: allow\n");

    assertDecision(read(engine, "db://main/users")).allows("default").onLine(2);
    assertDecision(get(engine, "review")).allows("default");
    assertDecision(
            engine.grants(new Principal.Resource("db://main/users")).decide(file(READ, "/a")))
        .denies(Reason.NOT_GRANTED, "default");
  }

  @Test
  void names_ofOneKind_sayNothingOfAnother() {
    Engine engine =
        engine("tools: { a: {}, 'b:c': deny }\nresources: { 'b:c': {} }\nprompts: { a: deny }\n");

    assertDecision(engine.decide(new Request.ToolCall("a"), Policies.by(null, null)))
        .allows("tools.a");
    assertDecision(get(engine, "a")).denies(Reason.DENIED, "prompts.a");
    assertDecision(read(engine, "b:c")).allows("resources.b:c");
    assertDecision(engine.decide(new Request.ToolCall("b:c"), Policies.by(null, null)))
        .denies(Reason.DENIED, "tools.b:c");
  }

  @Test
  void deny_anyFittingEntry_wins() {
    Engine engine =
        engine(
            """
            default: allow
            resources:
              "file:///**": { files: { read: [/srv/**] } }
              "file:///srv/secret/**": deny
              "file:///srv/secret/open.txt": { files: { read: [/other] } }
            """);

    assertDecision(read(engine, "file:///srv/secret/open.txt"))
        .denies(Reason.DENIED, "resources.file:///srv/secret/**");
    assertDecision(read(engine, "file:/srv/%73ecret/"))
        .denies(Reason.DENIED, "resources.file:///srv/secret/**");
    assertDecision(
            engine
                .grants(new Principal.Resource("file:///srv/secret/open.txt"))
                .decide(file(READ, "/other")))
        .denies(Reason.DENIED, "resources.file:///srv/secret/**");
    assertDecision(read(engine, "file:///srv/open.txt")).allows("resources.file:///**");
  }

  @Test
  void grants_ofFittingEntries_addUp() {
    Engine engine =
        engine(
            """
            resources:
              "**": { files: { deny: [/srv/key] } }
              "file:///srv/**": { files: { read: [/srv/**] } }
            prompts:
              review: { files: { read: [/prompts/review.md] } }
            """);
    Grants resource = engine.grants(new Principal.Resource("file:///srv/a"));
    Grants prompt = engine.grants(new Principal.Prompt("review"));

    assertDecision(resource.decide(file(READ, "/srv/a")))
        .allows("resources.file:///srv/**.files.read[0]");
    assertDecision(resource.decide(file(READ, "/srv/key")))
        .denies(Reason.DENIED, "resources.**.files.deny[0]");
    assertDecision(prompt.decide(file(READ, "/prompts/review.md")))
        .allows("prompts.review.files.read[0]");
    assertDecision(prompt.decide(file(READ, "/srv/a")))
        .denies(Reason.NOT_GRANTED, "prompts.review");
    assertThat(prompt.principal()).isEqualTo(new Principal.Prompt("review"));
  }

  @Test
  void modeAndOnDenied_ofTheMostSpecific() {
    Engine engine =
        engine(
            """
            resources:
              "db://**": { mode: enforce }
              "db://main/*": { on-denied: fail }
              "db://main/log": { mode: audit }
            """);

    assertThat(engine.mode(new Principal.Resource("db://main/a"))).isEqualTo(Mode.ENFORCE);
    assertThat(engine.mode(new Principal.Resource("db://main/log"))).isEqualTo(Mode.AUDIT);
    assertThat(engine.mode(new Principal.Resource("x://main/log"))).isEqualTo(Mode.AUDIT);
    assertThat(engine.onDenied(new Principal.Resource("db://main/a"))).isEqualTo(OnDenied.FAIL);
    assertThat(engine.onDenied(new Principal.Resource("db://x/a"))).isEqualTo(OnDenied.CONTINUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///srv/../etc/passwd", "file:///srv%2f..%2fetc", "no uri", "db://x/{a}"})
  void ambiguousUri_whateverIsGranted_denied(String uri) {
    Engine engine = engine("default: allow\nresources: { '**': { files: { read: ['/**'] } } }\n");

    assertDecision(read(engine, uri)).denies(Reason.AMBIGUOUS, "built-in.uri").onLine(0);
    assertDecision(engine.grants(new Principal.Resource(uri)).decide(file(READ, "/srv/a")))
        .denies(Reason.AMBIGUOUS, "built-in.uri");
  }

  @Test
  void ambiguousUri_mode_isTheStrictestItCouldHave() {
    Principal.Resource ambiguous = new Principal.Resource("file:///srv/../etc");

    assertThat(engine("resources: { 'file:///etc/**': { mode: enforce } }\n").mode(ambiguous))
        .isEqualTo(Mode.ENFORCE);
    assertThat(engine("mode: enforce\nresources: { '**': { mode: audit } }\n").mode(ambiguous))
        .isEqualTo(Mode.ENFORCE);
    assertThat(engine("resources: { '**': { mode: audit } }\n").mode(ambiguous))
        .isEqualTo(Mode.AUDIT);
  }

  @Test
  void completion_ofPromptOrTemplate_decidedAsWhatHasTheArgument() {
    Engine engine =
        engine(
            """
            resources: { "db://main/{table}": {}, "db://main/users": deny, "db://hr/staff": {} }
            prompts: { review: {}, admin: deny }
            """);

    assertDecision(complete(engine, new Principal.Prompt("review"))).allows("prompts.review");
    assertDecision(complete(engine, new Principal.Prompt("admin")))
        .denies(Reason.DENIED, "prompts.admin");
    assertDecision(complete(engine, new Principal.ResourceTemplate("db://main/{name}")))
        .allows("resources.db://main/{table}");
    assertDecision(complete(engine, new Principal.ResourceTemplate("db://main/users")))
        .denies(Reason.DENIED, "resources.db://main/users");
    assertDecision(complete(engine, new Principal.ResourceTemplate("db://hr/{table}")))
        .denies(Reason.NOT_LISTED, "built-in.default");
    assertDecision(complete(engine, new Principal.ResourceTemplate("db://main/{+path}")))
        .denies(Reason.AMBIGUOUS, "built-in.uri");
  }

  @Test
  void shows_whatMayBeUsedOrIsOnlyObserved() {
    Engine engine =
        engine(
            """
            mode: enforce
            tools: { a: {}, b: deny }
            resources: { "db://main/{table}": {}, "db://main/users": deny }
            prompts: { review: {}, "try_*": { mode: audit } }
            """);

    assertThat(engine.shows(new Principal.Tool("a"), null)).isTrue();
    assertThat(engine.shows(new Principal.Tool("b"), null)).isFalse();
    assertThat(engine.shows(new Principal.Resource("db://main/log"), null)).isTrue();
    assertThat(engine.shows(new Principal.Resource("db://main/users"), null)).isFalse();
    assertThat(engine.shows(new Principal.Resource("db://main/../users"), null)).isFalse();
    assertThat(engine.shows(new Principal.ResourceTemplate("db://main/{t}"), null)).isTrue();
    assertThat(engine.shows(new Principal.ResourceTemplate("db://hr/{t}"), null)).isFalse();
    assertThat(engine.shows(new Principal.Prompt("review"), null)).isTrue();
    assertThat(engine.shows(new Principal.Prompt("other"), null)).isFalse();
    assertThat(engine.withMode(Mode.AUDIT).shows(new Principal.Prompt("other"), null)).isTrue();
  }

  @Test
  void moreUrisThanAreKept_areStillDecided() {
    Engine engine = engine("resources: { 'db://main/users': {} }\n");

    for (int i = 0; i < 3000; i++) {
      assertDecision(read(engine, "db://main/users?" + i)).allows("resources.db://main/users");
    }
    assertDecision(read(engine, "db://main/users?" + "x".repeat(5000)))
        .allows("resources.db://main/users");
    assertThat(engine.grants(new Principal.Resource("db://main/users")))
        .isSameAs(engine.grants(new Principal.Resource("db://main/users")));
  }

  @Test
  void invocation_askedOfGrants_isAnError() {
    assertDecision(Policies.tool("{}").decide(new Request.ToolCall("t")))
        .denies(Reason.ERROR, "built-in.error");
  }

  private static Decision read(Engine engine, String uri) {
    return engine.decide(new Request.ResourceRead(uri), Policies.by(null, null));
  }

  private static Decision get(Engine engine, String prompt) {
    return engine.decide(new Request.PromptGet(prompt), Policies.by(null, null));
  }

  private static Decision complete(Engine engine, Principal.Primitive of) {
    return engine.decide(new Request.Completion(of), Policies.by(null, null));
  }
}
