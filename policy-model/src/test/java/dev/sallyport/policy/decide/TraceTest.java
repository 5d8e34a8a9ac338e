package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Trace.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final int CASES = 3_000;

  private static final Engine ENGINE =
      Policies.engine(
          """
          callers: { local: { subject: ann } }
          roles:
            reviewer: { tools: ["read_*"] }
          sessions: { ttl: 1h }
          tools:
            read_file:
              arguments: { path: { type: string, maxLength: 5, required: true } }
              files: { read: ["/srv/**", "/srv/docs/**"], deny: ["**/.env"] }
              net: ["*:443", "a.com:443"]
            "read_*":
              files: { read: ["/srv/docs/a.txt"] }
            "*_secret": deny
          runtime: { serving: { env: [HOME] } }
          """);

  @Test
  void trace_ofAnyQuestion_comesToTheEnginesVerdict() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String policy = EnginePropertyTest.policy(EnginePropertyTest.entries(random));
      Engine engine = Policies.engine(policy);
      Question question = question(random);

      Trace trace = engine.trace(question);

      assertThat(trace.decision())
          .as("%s, seed %d\n%s", question, seed, policy)
          .isEqualTo(engine.answer(question));
      assertThat(verdict(trace.steps(), question))
          .as("%s: %s, seed %d\n%s", question, trace, seed, policy)
          .isEqualTo(trace.decision().verdict());
      assertThat(trace.steps()).extracting(Trace.Step::decision).contains(trace.decision());
    }
  }

  /** What the steps come to: a denial goes first, and of an operation nothing else is allowed. */
  private static Verdict verdict(List<Trace.Step> steps, Question question) {
    boolean denied = steps.stream().anyMatch(step -> isOfUse(step) && step.decision().denies());
    boolean operation =
        question instanceof Question.OfOperation
            || (!denied && ((Question.OfUse) question).operation() != null);
    List<Trace.Step> heard =
        steps.stream()
            .filter(step -> step.kind() != Kind.UNCOVERED && isOfUse(step) != operation)
            .toList();
    boolean refused = heard.stream().anyMatch(step -> step.decision().denies());
    return refused || heard.isEmpty() ? Verdict.DENY : Verdict.ALLOW;
  }

  private static boolean isOfUse(Trace.Step step) {
    return switch (step.kind()) {
      case CALLER, ENTRY, UNLISTED, REACH, CONDITION -> true;
      case BUILT_IN, FLOOR, RULE, UNCOVERED -> false;
    };
  }

  private static Question question(Random random) {
    Request request = EnginePropertyTest.request(random);
    if (request instanceof Request.Invocation use) {
      return new Question.OfUse(use, Policies.by(null, null), null);
    }
    // Whether HTTP that no hook sees is denied depends on two rules at once.
    if (request instanceof Request.UnseenHttp) {
      return new Question.OfOperation(new Principal.Server(Phase.SERVING), new Request.Redirect(1));
    }
    if (random.nextInt(4) == 0) {
      return new Question.OfOperation(EnginePropertyTest.primitive(random), request);
    }
    return random.nextInt(8) == 0
        ? new Question.OfOperation(new Principal.Server(Phase.SERVING), request)
        : new Question.OfUse(
            new Request.Completion(EnginePropertyTest.primitive(random)),
            Policies.by(null, null),
            request);
  }

  @Test
  void operation_coveredByMore_hasEachRuleTheMoreSpecificFirst() {
    Trace trace = read("/srv/docs/a.txt");

    assertThat(rules(trace, Kind.ENTRY)).containsExactly("tools.read_file", "tools.read_*");
    assertThat(rules(trace, Kind.RULE))
        .containsExactly(
            "tools.read_file.files.read[1]",
            "tools.read_file.files.read[0]",
            "tools.read_*.files.read[0]");
    assertThat(trace.decision().rule().path()).isEqualTo("tools.read_file.files.read[1]");
  }

  @Test
  void operation_denied_hasTheGrantThatItOutweighs() {
    Trace trace = read("/srv/docs/.env");

    assertThat(rules(trace, Kind.RULE))
        .containsExactly(
            "tools.read_file.files.deny[0]",
            "tools.read_file.files.read[1]",
            "tools.read_file.files.read[0]");
    assertThat(trace.decision().reason()).isEqualTo(Reason.DENIED);
  }

  @Test
  void operation_thatNothingCovers_endsWithWhatDeniesIt() {
    Trace trace = read("/etc/passwd");

    assertThat(rules(trace, Kind.RULE)).isEmpty();
    assertThat(rules(trace, Kind.UNCOVERED)).containsExactly("tools.read_file");
    assertThat(trace.decision().reason()).isEqualTo(Reason.NOT_GRANTED);
  }

  @Test
  void operation_onTheFloor_saysSo() {
    Trace trace =
        ENGINE.trace(use("read_file", Policies.connect("169.254.169.254", 443, "a.com"), "ann"));

    assertThat(trace.steps()).anyMatch(step -> step.kind() == Kind.FLOOR);
    assertThat(trace.decision().reason()).isEqualTo(Reason.EGRESS_FLOOR);
  }

  @Test
  void use_thatARoleOrAnEntryOrAConditionRefuses_saysWhich() {
    assertThat(rules(ENGINE.trace(use("read_file", null, "ann", "a.txt")), Kind.REACH)).isEmpty();
    assertThat(rules(ENGINE.trace(use("write_file", null, "ann", "a.txt")), Kind.REACH))
        .containsExactly("roles");
    assertThat(rules(ENGINE.trace(use("read_secret", null, "ann", "a.txt")), Kind.ENTRY))
        .containsExactlyInAnyOrder("tools.read_*", "tools.*_secret");
    assertThat(rules(ENGINE.trace(use("read_file", null, "ann", "longer")), Kind.CONDITION))
        .containsExactly("tools.read_file.arguments.path");
    assertThat(rules(ENGINE.trace(use("read_file", null, null, "a.txt")), Kind.CALLER))
        .containsExactly("callers");
  }

  @Test
  void operation_inAUseThatIsDenied_isNotLookedAt() {
    Trace trace =
        ENGINE.trace(use("read_secret", Policies.file(FileOperation.READ, "/srv/a"), "ann"));

    assertThat(rules(trace, Kind.RULE)).isEmpty();
    assertThat(trace.decision().rule().path()).isEqualTo("tools.*_secret");
  }

  @Test
  void session_thatIsTooOld_isSaid() {
    Session old = new Session(Duration.ofHours(2), Duration.ZERO, null);
    Caller ann = new Caller("ann", Set.of("reviewer"), null, null, null, null);

    Trace trace =
        ENGINE.trace(
            new Question.OfUse(
                new Request.ToolCall("read_file", Map.of("path", "a.txt")),
                Policies.by(ann, old),
                null));

    assertThat(rules(trace, Kind.CALLER)).containsExactly("sessions.ttl");
    assertThat(trace.decision().reason()).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void server_isDecidedInItsPhase() {
    Request home = new Request.Environment(EnvironmentOperation.READ, "HOME");
    Request secret = new Request.Environment(EnvironmentOperation.READ, "SECRET");

    assertThat(
            ENGINE
                .trace(new Question.OfOperation(new Principal.Server(Phase.SERVING), home))
                .decision()
                .denies())
        .isFalse();
    assertThat(
            ENGINE
                .trace(new Question.OfOperation(new Principal.Server(Phase.SERVING), secret))
                .decision()
                .denies())
        .isTrue();
    assertThat(
            ENGINE
                .trace(new Question.OfOperation(new Principal.Server(Phase.STARTING), secret))
                .decision()
                .denies())
        .isFalse();
  }

  @Test
  void trace_ofCallThatHasToBeApproved_showsWhatAsksForIt() {
    Engine engine = Policies.engine("tools: { merge: { approval: { from: [lead] } } }\n");

    Trace trace = engine.trace(use("merge", null, null));

    assertThat(trace.decision().verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(rules(trace, Kind.CONDITION)).containsExactly("tools.merge.approval");
    assertThat(rules(trace, Kind.UNCOVERED)).isEmpty();
  }

  @Test
  void trace_ofServerThatStarts_showsThatItMayDoAnything() {
    Engine engine = Policies.engine("tools: {}\n");
    Request read = Policies.file(FileOperation.READ, "/a");

    Trace trace =
        engine.trace(new Question.OfOperation(new Principal.Server(Phase.STARTING), read));

    assertThat(rules(trace, Kind.BUILT_IN)).containsExactly("built-in.starting");
  }

  private static Trace read(String path) {
    return ENGINE.trace(use("read_file", Policies.file(FileOperation.READ, path), "ann"));
  }

  private static Question use(String tool, @Nullable Request operation, @Nullable String caller) {
    return use(tool, operation, caller, "a.txt");
  }

  private static Question use(
      String tool, @Nullable Request operation, @Nullable String caller, String path) {
    return new Question.OfUse(
        new Request.ToolCall(tool, Map.of("path", path)),
        Policies.by(
            caller == null ? null : new Caller(caller, Set.of("reviewer"), null, null, null, null),
            null),
        operation);
  }

  private static List<String> rules(Trace trace, Kind kind) {
    return trace.steps().stream()
        .filter(step -> step.kind() == kind)
        .map(step -> step.decision().rule().path())
        .toList();
  }
}
