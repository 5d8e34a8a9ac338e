package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.Policies.engine;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Mode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallerDecisionsTest {
  private static final String REQUIRED =
      """
      callers: { local: { subject: ann } }
      tools: { a: {} }
      """;

  private static final String ROLES =
      """
      callers: { required: false }
      roles:
        reviewer: { tools: ["get_*"], resources: ["db://main/*"], prompts: ["review_*"] }
        writer: { tools: [put] }
      tools: { get_a: {}, get_secret: deny, put: {}, drop: {} }
      resources: { "db://**": {} }
      prompts: { review_code: {}, admin: {} }
      """;

  private static final String SCOPES =
      """
      callers:
        bearer:
          issuer: i
          audience: a
          jwks: /k
          scopes: { "repo:read": { tools: ["get_*"], resources: ["db://main/*"] } }
      tools: { get_a: {}, put: {} }
      resources: { "db://**": {} }
      """;

  @Test
  void required_callerNotIdentified_denied() {
    Engine engine = engine(REQUIRED);

    assertDecision(call(engine, "a", null)).denies(Reason.CALLER, "callers").onLine(2);
    assertDecision(call(engine, "unlisted", null)).denies(Reason.CALLER, "callers");
    assertDecision(call(engine, "a", caller())).allows("tools.a");
    assertDecision(call(engine, "unlisted", caller()))
        .denies(Reason.NOT_LISTED, "built-in.default");
  }

  @Test
  void notRequired_callerNotIdentified_allowed() {
    Engine engine = engine("callers: { required: false }\ntools: { a: {} }\n");

    assertDecision(call(engine, "a", null)).allows("tools.a");
    assertDecision(call(engine("tools: { a: {} }\n"), "a", null)).allows("tools.a");
  }

  @Test
  void unverified_evenWhereNotRequired_denied() {
    assertDecision(
            call(
                engine("callers: { required: false }\ntools: { a: {} }\n"), "a", Caller.UNVERIFIED))
        .denies(Reason.CALLER, "callers");
    assertDecision(call(engine("tools: { a: {} }\n"), "a", Caller.UNVERIFIED))
        .denies(Reason.CALLER, "built-in.caller");
  }

  @Test
  void roles_whatNoneLists_denied() {
    Engine engine = engine(ROLES);

    assertDecision(call(engine, "get_a", caller("reviewer"))).allows("tools.get_a");
    assertDecision(call(engine, "put", caller("reviewer"))).denies(Reason.ROLE, "roles").onLine(3);
    assertDecision(call(engine, "put", caller("reviewer", "writer"))).allows("tools.put");
    assertDecision(call(engine, "drop", caller("reviewer", "writer"))).denies(Reason.ROLE, "roles");
    assertDecision(call(engine, "get_a", caller("other"))).denies(Reason.ROLE, "roles");
    assertDecision(call(engine, "get_a", caller())).denies(Reason.ROLE, "roles");
    assertDecision(call(engine, "get_a", null)).denies(Reason.ROLE, "roles");
  }

  @Test
  void roles_whatTheyList_isNoMoreThanItsEntryGrants() {
    Engine engine = engine(ROLES);

    assertDecision(call(engine, "get_secret", caller("reviewer")))
        .denies(Reason.DENIED, "tools.get_secret");
    assertDecision(call(engine, "get_unlisted", caller("reviewer")))
        .denies(Reason.NOT_LISTED, "built-in.default");
  }

  @Test
  void roles_resourcesAndPrompts_eachByItsOwnList() {
    Engine engine = engine(ROLES);
    Caller reviewer = caller("reviewer");

    assertDecision(
            engine.decide(new Request.ResourceRead("DB://main/a?x"), Policies.by(reviewer, null)))
        .allows("resources.db://**");
    assertDecision(
            engine.decide(new Request.ResourceRead("db://hr/a"), Policies.by(reviewer, null)))
        .denies(Reason.ROLE, "roles");
    assertDecision(
            engine.decide(
                new Request.ResourceRead("db://main/../hr/a"), Policies.by(reviewer, null)))
        .denies(Reason.AMBIGUOUS, "built-in.uri");
    assertDecision(engine.decide(new Request.PromptGet("review_code"), Policies.by(reviewer, null)))
        .allows("prompts.review_code");
    assertDecision(engine.decide(new Request.PromptGet("admin"), Policies.by(reviewer, null)))
        .denies(Reason.ROLE, "roles");
    assertDecision(
            engine.decide(
                new Request.Completion(new Principal.Prompt("review_code")),
                Policies.by(reviewer, null)))
        .allows("prompts.review_code");
    assertDecision(
            engine.decide(
                new Request.Completion(new Principal.ResourceTemplate("db://main/{t}")),
                Policies.by(reviewer, null)))
        .allows("resources.db://**");
    assertDecision(
            engine.decide(
                new Request.Completion(new Principal.ResourceTemplate("db://{host}/a")),
                Policies.by(reviewer, null)))
        .denies(Reason.ROLE, "roles");
  }

  @Test
  void scopes_whatNoneLists_denied() {
    Engine engine = engine(SCOPES);

    assertDecision(call(engine, "get_a", scoped("repo:read"))).allows("tools.get_a");
    assertDecision(call(engine, "put", scoped("repo:read", "repo:write")))
        .denies(Reason.SCOPE, "callers.bearer.scopes")
        .onLine(7);
    assertDecision(call(engine, "get_a", scoped())).denies(Reason.SCOPE, "callers.bearer.scopes");
    assertDecision(
            engine.decide(
                new Request.ResourceRead("db://hr/a"), Policies.by(scoped("repo:read"), null)))
        .denies(Reason.SCOPE, "callers.bearer.scopes");
    assertDecision(call(engine, "put", caller())).allows("tools.put");
    assertDecision(call(engine("tools: { put: {} }\n"), "put", scoped("x"))).allows("tools.put");
  }

  @Test
  void permittedTools_whatTheyLeaveOut_denied() {
    Engine engine = engine("tools: { a: {}, b: {}, c: deny }\nprompts: { b: {} }\n");
    Caller caller = new Caller("ann", Set.of(), null, null, Set.of("a", "c", "d"), null);

    assertDecision(call(engine, "a", caller)).allows("tools.a");
    assertDecision(call(engine, "b", caller)).denies(Reason.SCOPE, "built-in.permitted-tools");
    assertDecision(call(engine, "c", caller)).denies(Reason.DENIED, "tools.c");
    assertDecision(call(engine, "d", caller)).denies(Reason.NOT_LISTED, "built-in.default");
    assertDecision(engine.decide(new Request.PromptGet("b"), Policies.by(caller, null)))
        .allows("prompts.b");
  }

  @Test
  void shows_whatTheCallerMayUse() {
    Engine engine = engine("mode: enforce\n" + ROLES);

    assertThat(engine.shows(new Principal.Tool("get_a"), caller("reviewer"))).isTrue();
    assertThat(engine.shows(new Principal.Tool("put"), caller("reviewer"))).isFalse();
    assertThat(engine.shows(new Principal.Tool("get_a"), null)).isFalse();
    assertThat(engine.withMode(Mode.AUDIT).shows(new Principal.Tool("put"), null)).isTrue();
  }

  @Test
  void narrowed_isForRolesAndScopesAlone_andNamesTheScopesThatWouldDo() {
    Engine engine = engine("mode: enforce\n".concat(SCOPES));
    Request.ToolCall get = new Request.ToolCall("get_a");
    Caller nothing = new Caller("ann", Set.of(), null, null, null, Set.of());

    assertThat(requireNonNull(engine.narrowed(get, nothing)).reason()).isEqualTo(Reason.SCOPE);
    assertThat(engine.scopes(get.of())).containsExactly("repo:read");
    assertThat(engine.scopes(new Principal.Tool("put"))).isEmpty();
    assertThat(engine.narrowed(get, caller())).isNull();
    assertThat(engine.narrowed(new Request.ToolCall("unlisted"), nothing)).isNull();
    assertThat(engine("mode: audit\n".concat(SCOPES)).narrowed(get, nothing)).isNull();
  }

  @Test
  void caller_anyPolicyAndInvocation_onlyNarrows() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] names = {"get_a", "get_secret", "put", "drop", "review_code", "other"};
    for (int i = 0; i < 5_000; i++) {
      String roles =
          some(random, ROLES.substring(ROLES.indexOf("roles:"), ROLES.indexOf("tools: { get_a")));
      String callers =
          random.nextBoolean() || !roles.isEmpty()
              ? SCOPES.substring(0, SCOPES.indexOf("tools: { get_a"))
              : "";
      String access = random.nextBoolean() ? "default: allow\n" : "";
      String listed = ROLES.substring(ROLES.indexOf("tools: { get_a"));
      Caller caller =
          new Caller(
              "ann",
              subset(random, "reviewer", "writer"),
              null,
              null,
              random.nextBoolean() ? null : subset(random, names),
              random.nextBoolean() ? null : subset(random, "repo:read"));
      String name = names[random.nextInt(names.length)];
      Request.Invocation invocation =
          List.of(
                  new Request.ToolCall(name),
                  new Request.PromptGet(name),
                  new Request.ResourceRead("db://main/" + name))
              .get(random.nextInt(3));

      Decision plain = engine(access + listed).decide(invocation, Policies.by(null, null));
      Decision narrowed =
          engine(access + callers + roles + listed).decide(invocation, Policies.by(caller, null));

      assertThat(narrowed.denies() || narrowed.rule().path().equals(plain.rule().path()))
          .as("%s for %s: %s then %s, seed %d", invocation, caller, plain, narrowed, seed)
          .isTrue();
      assertThat(narrowed.denies() || !plain.denies())
          .as("%s for %s: %s then %s, seed %d", invocation, caller, plain, narrowed, seed)
          .isTrue();
    }
  }

  private static String some(Random random, String text) {
    return random.nextBoolean() ? text : "";
  }

  private static Set<String> subset(Random random, String... of) {
    return Set.copyOf(List.of(of).subList(0, random.nextInt(of.length + 1)));
  }

  private static Caller caller(String... roles) {
    return new Caller("ann", Set.of(roles), null, null, null, null);
  }

  private static Caller scoped(String... scopes) {
    return new Caller("ann", Set.of(), null, null, null, Set.of(scopes));
  }

  private static Decision call(Engine engine, String tool, @Nullable Caller caller) {
    return engine.decide(new Request.ToolCall(tool), Policies.by(caller, null));
  }
}
