package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Risk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActionDecisionsTest {
  private static final String ACTIONS =
      "actions: { argument: operation, read: [get, list], write: [update], destructive: [delete] }";

  private static final Engine ENGINE =
      Policies.engine(
          """
          tiers: { destructive: { approval: { from: [owner] } } }
          tools:
            repo:
              %s
              files: { read: ["/a/**"], write: ["/a/**"] }
              limits: { calls: 10/m }
            "repo#list": deny
            "repo#update":
              files: { write: ["/b/**"] }
              limits: { calls: 2/m }
              approval: { from: [maintainer] }
            plain: {}
          """
              .formatted(ACTIONS));

  private static Request.ToolCall call(@Nullable Object operation) {
    return new Request.ToolCall(
        "repo", operation == null ? Map.of() : Map.of("operation", operation));
  }

  private static Decision decide(Engine engine, Request.ToolCall call) {
    return engine.decide(call, Policies.by(null, null));
  }

  private static Grants grants(String operation) {
    return ENGINE.grants(ENGINE.of(call(operation)));
  }

  @Test
  void call_isDecidedAsTheOneThatItsArgumentSays() {
    assertDecision(decide(ENGINE, call("get"))).allows("tools.repo");
    assertDecision(decide(ENGINE, call("list"))).denies(Reason.DENIED, "tools.repo#list");
    assertThat(decide(ENGINE, call("delete")).rule().path())
        .isEqualTo("tiers.destructive.approval");
    assertThat(decide(ENGINE, call("update")).rule().path())
        .isEqualTo("tools.repo#update.approval");
    assertThat(ENGINE.of(call("get"))).isEqualTo(new Principal.Tool("repo", "get"));
    assertThat(ENGINE.of(new Request.ToolCall("plain", Map.of("operation", "get"))))
        .isEqualTo(new Principal.Tool("plain"));
  }

  @Test
  void valueThatNoListNames_isDenied() {
    for (Object value : List.of("drop", "GET", "get ", "", 1, true, List.of("get"), Map.of())) {
      assertDecision(decide(ENGINE, call(value))).denies(Reason.ACTION, "tools.repo.actions");
    }
    assertDecision(decide(ENGINE, call(null)))
        .denies(Reason.ACTION, "tools.repo.actions")
        .onLine(5);
    assertDecision(decide(ENGINE, new Request.ToolCall("repo", null)))
        .denies(Reason.ACTION, "tools.repo.actions");
  }

  @Test
  void actionThatReads_changesNothing_andOthersDo() {
    Request write = Policies.file(FileOperation.WRITE, "/a/x");

    assertDecision(grants("get").decide(write)).denies(Reason.RISK, "tools.repo.actions.read[0]");
    assertThat(grants("get").decide(Policies.file(FileOperation.READ, "/a/x")).denies()).isFalse();
    assertThat(grants("update").decide(write).denies()).isFalse();
    assertThat(grants("delete").decide(write).denies()).isFalse();
    assertThat(ENGINE.risk(new Principal.Tool("repo", "delete"))).isEqualTo(Risk.DESTRUCTIVE);
  }

  @Test
  void entryOfItsOwn_grantsThatOneAlone() {
    Request write = Policies.file(FileOperation.WRITE, "/b/x");

    assertDecision(grants("update").decide(write)).allows("tools.repo#update.files.write[0]");
    assertThat(grants("delete").decide(write).reason()).isEqualTo(Reason.NOT_GRANTED);
  }

  @Test
  void toolOfSuchAName_isAnotherTool() {
    assertDecision(decide(ENGINE, new Request.ToolCall("repo#update")))
        .denies(Reason.NOT_LISTED, "built-in.default");
    assertThat(
            ENGINE
                .grants(new Principal.Tool("repo#update"))
                .decide(Policies.file(FileOperation.WRITE, "/b/x"))
                .denies())
        .isTrue();
  }

  @Test
  void globs_fitItByEitherName() {
    Engine engine =
        Policies.engine(
            "tools:\n  repo: { %s }\n  '*#delete': deny\n  'r*': { files: { read: [/c] } }\n"
                .formatted(ACTIONS));

    assertThat(decide(engine, call("delete")).rule().path()).isEqualTo("tools.*#delete");
    assertThat(decide(engine, call("get")).denies()).isFalse();
    assertThat(
            engine
                .grants(engine.of(call("get")))
                .decide(Policies.file(FileOperation.READ, "/c"))
                .denies())
        .isFalse();
  }

  @Test
  void limits_areOfTheToolAndOfTheAction() {
    assertThat(ENGINE.quotas(new Principal.Tool("repo", "get")))
        .extracting(Quota::key)
        .containsExactly("tools.repo.limits.calls repo");
    assertThat(ENGINE.quotas(new Principal.Tool("repo", "update")))
        .extracting(Quota::key)
        .containsExactly("tools.repo#update.limits.calls repo", "tools.repo.limits.calls repo");
  }

  @Test
  void conditions_areOfTheAction_andOthersCanRequireIt() {
    Engine engine =
        Policies.engine(
            """
            tools:
              repo: { %s }
              "repo#update": { when: args.name == "x" }
              after: { requires: ["repo#update"] }
              afterAny: { requires: [repo] }
            """
                .formatted(ACTIONS));

    assertDecision(decide(engine, call("update")))
        .denies(Reason.CONDITION_ERROR, "tools.repo#update.when");
    assertThat(decide(engine, call("get")).denies()).isFalse();
    assertThat(engine.meets(new Principal.Tool("repo", "update"))).hasSize(2);
    assertThat(engine.meets(new Principal.Tool("repo", "get")))
        .extracting(met -> met.path())
        .containsExactly("tools.afterAny.requires[0]");
  }

  @Test
  void roles_mayListOneOfSeveral_andListsShowTheTool() {
    Engine engine =
        Policies.engine(
            """
            mode: enforce
            callers: { local: { subject: ann, roles: [reader] } }
            roles: { reader: { tools: ["repo#get"] }, other: { tools: [plain] } }
            tools: { repo: { %s }, plain: {} }
            """
                .formatted(ACTIONS));
    Caller reader = caller("reader", null);
    Principal.Tool repo = new Principal.Tool("repo");

    assertThat(engine.decide(call("get"), Policies.by(reader, null)).denies()).isFalse();
    assertDecision(engine.decide(call("delete"), Policies.by(reader, null)))
        .denies(Reason.ROLE, "roles");
    assertThat(engine.shows(repo, reader)).isTrue();
    assertThat(engine.shows(repo, caller("other", null))).isFalse();
    assertThat(engine.narrowed(new Request.ToolCall("repo"), reader)).isNull();
    assertThat(engine.narrowed(new Request.ToolCall("repo"), caller("other", null))).isNotNull();
  }

  @Test
  void tokens_mayPermitOneOfSeveral() {
    Engine engine = Policies.engine("tools: { repo: { %s } }\n".formatted(ACTIONS));
    Caller permitted = caller("any", Set.of("repo#get"));

    assertThat(engine.decide(call("get"), Policies.by(permitted, null)).denies()).isFalse();
    assertDecision(engine.decide(call("delete"), Policies.by(permitted, null)))
        .denies(Reason.SCOPE, "built-in.permitted-tools");
  }

  private static Caller caller(String role, @Nullable Set<String> permitted) {
    return new Caller("ann", Set.of(role), null, null, permitted, null);
  }

  @Test
  void toolOfWhichEveryActionIsDenied_isNotShown() {
    String denied =
        "mode: enforce\ntools:\n  repo: { actions: { argument: a, read: [b] } }\n  'repo#b': ";

    assertThat(Policies.engine(denied + "deny\n").shows(new Principal.Tool("repo"), null))
        .isFalse();
    assertThat(Policies.engine(denied + "{}\n").shows(new Principal.Tool("repo"), null)).isTrue();
  }

  @Test
  void mode_isOfTheAction() {
    Policy policy =
        Policies.policy(
            "mode: enforce\ntools:\n  repo: { %s }\n  'repo#delete': { mode: audit }\n"
                .formatted(ACTIONS));
    Engine engine = Engine.compile(policy, Policies.SURROUNDINGS);

    assertThat(engine.grants(engine.of(call("delete"))).mode()).isEqualTo(Mode.AUDIT);
    assertThat(engine.grants(engine.of(call("get"))).mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void whatTheToolSaysOfItself_changesNothing() {
    Circumstances hinted =
        new Circumstances(null, null, Risk.DESTRUCTIVE, Instant.EPOCH, Past.NOTHING);

    assertThat(ENGINE.decide(call("get"), hinted).verdict()).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void argument_mayBeNested() {
    Engine engine =
        Policies.engine("tools: { repo: { actions: { argument: a.b, read: [get] } } }\n");

    assertThat(
            decide(engine, new Request.ToolCall("repo", Map.of("a", Map.of("b", "get")))).denies())
        .isFalse();
    assertThat(decide(engine, new Request.ToolCall("repo", Map.of("a.b", "get"))).reason())
        .isEqualTo(Reason.ACTION);
  }

  @Test
  void operationOfACall_isAnsweredAndTracedAsOfItsAction() {
    Question question =
        new Question.OfUse(
            call("get"), Policies.by(null, null), Policies.file(FileOperation.WRITE, "/a/x"));

    assertDecision(ENGINE.answer(question)).denies(Reason.RISK, "tools.repo.actions.read[0]");
    assertThat(ENGINE.trace(question).steps())
        .extracting(step -> step.decision().rule().path())
        .contains("tools.repo", "tools.repo.files.write[0]", "tools.repo.actions.read[0]");
  }
}
