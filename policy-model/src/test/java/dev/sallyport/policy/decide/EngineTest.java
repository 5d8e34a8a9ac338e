package dev.sallyport.policy.decide;

import static dev.sallyport.policy.decide.DecisionAssert.assertDecision;
import static dev.sallyport.policy.decide.FileOperation.READ;
import static dev.sallyport.policy.decide.FileOperation.WRITE;
import static dev.sallyport.policy.decide.Policies.connect;
import static dev.sallyport.policy.decide.Policies.engine;
import static dev.sallyport.policy.decide.Policies.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void call_listedTool_granted() {
    assertDecision(call(engine("tools: { a: {} }\n"), "a")).allows("tools.a").onLine(2);
    assertDecision(call(engine("tools: { 'a*': {} }\n"), "abc")).allows("tools.a*");
  }

  @Test
  void call_unlistedTool_deniedByDefault() {
    assertDecision(call(engine("tools: { a: {} }\n"), "b"))
        .denies(Reason.NOT_LISTED, "built-in.default")
        .onLine(0);
    assertDecision(call(engine("default: deny\n"), "b"))
        .denies(Reason.NOT_LISTED, "default")
        .onLine(2);
  }

  @Test
  void call_unlistedTool_allowedByDefaultWithoutGrants() {
    Engine engine = engine("default: allow\n");

    assertDecision(call(engine, "b")).allows("default").onLine(2);
    assertDecision(grants(engine, "b").decide(file(READ, "/a")))
        .denies(Reason.NOT_GRANTED, "default");
  }

  @Test
  void call_deniedTool_denied() {
    assertDecision(call(engine("tools: { a: deny }\ndefault: allow\n"), "a"))
        .denies(Reason.DENIED, "tools.a")
        .onLine(2);
  }

  @Test
  void call_globDenied_deniedEvenIfListedExactly() {
    Engine engine = engine("tools: { 'delete_*': deny, delete_me: { files: { read: [/a] } } }\n");

    assertDecision(call(engine, "delete_me")).denies(Reason.DENIED, "tools.delete_*");
    assertDecision(grants(engine, "delete_me").decide(file(READ, "/a")))
        .denies(Reason.DENIED, "tools.delete_*");
  }

  @Test
  void call_moreThanOneEntryFits_namesTheMostSpecific() {
    Engine engine = engine("tools: { '*': {}, 'get_*': {}, get_a: {}, 'get_a*': {} }\n");

    assertDecision(call(engine, "get_a")).allows("tools.get_a");
    assertDecision(call(engine, "get_ab")).allows("tools.get_a*");
    assertDecision(call(engine, "get_b")).allows("tools.get_*");
    assertDecision(call(engine, "x")).allows("tools.*");
  }

  @Test
  void grants_moreThanOneEntryFits_addUp() {
    Engine engine =
        engine(
            """
            tools:
              "*": { files: { read: [/all/**], deny: [/own/secret] } }
              a: { files: { read: [/own/**] } }
            """);

    assertDecision(grants(engine, "a").decide(file(READ, "/own/x")))
        .allows("tools.a.files.read[0]");
    assertDecision(grants(engine, "a").decide(file(READ, "/all/x")))
        .allows("tools.*.files.read[0]");
    assertDecision(grants(engine, "a").decide(file(READ, "/own/secret")))
        .denies(Reason.DENIED, "tools.*.files.deny[0]");
    assertDecision(grants(engine, "b").decide(file(READ, "/own/x")))
        .denies(Reason.NOT_GRANTED, "tools.*");
  }

  @Test
  void grants_unlistedTool_deniedAsTheCall() {
    assertDecision(grants(engine("mode: audit\n"), "x").decide(file(READ, "/a")))
        .denies(Reason.NOT_LISTED, "built-in.default");
  }

  @Test
  void grants_sameTool_areTheSameObject() {
    Engine engine = engine("tools: { a: {}, 'b*': {} }\n");

    assertThat(grants(engine, "a")).isSameAs(grants(engine, "a"));
    assertThat(grants(engine, "bx")).isSameAs(grants(engine, "bx"));
    assertThat(grants(engine, "bx").principal()).isEqualTo(new Principal.Tool("bx"));
  }

  @Test
  void grants_moreNamesThanAreKept_areStillDecided() {
    Engine engine = engine("tools: { 'b*': { files: { read: [/a] } } }\n");

    for (int i = 0; i < 3000; i++) {
      assertDecision(grants(engine, "b" + i).decide(file(READ, "/a")))
          .allows("tools.b*.files.read[0]");
    }
  }

  @Test
  void mode_ofTool_mostSpecificThatSaysSo() {
    Engine engine =
        engine(
            "mode: audit\ntools: { 'a*': { mode: enforce }, ab: {}, ac: { mode: audit }, b: {} }\n");

    assertThat(engine.mode()).isEqualTo(Mode.AUDIT);
    assertThat(engine.mode(tool("ab"))).isEqualTo(Mode.ENFORCE);
    assertThat(engine.mode(tool("ac"))).isEqualTo(Mode.AUDIT);
    assertThat(engine.mode(tool("b"))).isEqualTo(Mode.AUDIT);
    assertThat(engine.mode(tool("unlisted"))).isEqualTo(Mode.AUDIT);
    assertThat(grants(engine, "ab").mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void withMode_replacesTheModeOfThePolicyOnly() {
    Engine engine =
        engine("mode: audit\ntools: { a: { mode: audit }, b: {} }\n").withMode(Mode.ENFORCE);

    assertThat(engine.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(engine.mode(tool("a"))).isEqualTo(Mode.AUDIT);
    assertThat(engine.mode(tool("b"))).isEqualTo(Mode.ENFORCE);
    assertThat(engine.grants(new Principal.Server(Phase.SERVING)).mode()).isEqualTo(Mode.ENFORCE);
    assertThat(engine.withMode(Mode.ENFORCE)).isSameAs(engine);
  }

  @Test
  void onDenied_ofTool_mostSpecificEntry() {
    Engine engine = engine("tools: { a: { on-denied: fail }, b: {} }\n");

    assertThat(engine.onDenied(tool("a"))).isEqualTo(OnDenied.FAIL);
    assertThat(engine.onDenied(tool("b"))).isEqualTo(OnDenied.CONTINUE);
  }

  @Test
  void starting_notWritten_everythingAllowed() {
    Grants starting = engine("mode: audit\n").grants(new Principal.Server(Phase.STARTING));

    assertDecision(starting.decide(file(WRITE, "/a"))).allows("built-in.starting");
    assertDecision(starting.decide(connect("127.0.0.1", 5432))).allows("built-in.starting");
    assertDecision(starting.decide(new Request.Environment(EnvironmentOperation.READ, "X")))
        .allows("built-in.starting");
  }

  @Test
  void starting_written_nothingElseAllowedAndTheFloorHolds() {
    Grants starting =
        engine("runtime: { starting: { files: { read: [/a] }, net: ['*:*'] } }\n")
            .grants(new Principal.Server(Phase.STARTING));

    assertDecision(starting.decide(file(READ, "/a"))).allows("runtime.starting.files.read[0]");
    assertDecision(starting.decide(file(WRITE, "/a")))
        .denies(Reason.NOT_GRANTED, "runtime.starting")
        .onLine(2);
    assertDecision(starting.decide(connect("127.0.0.1", 1)))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
  }

  @Test
  void serving_notWritten_onlyRuntimeFilesAllowed() {
    Grants serving = engine("mode: audit\n").grants(new Principal.Server(Phase.SERVING));

    assertDecision(serving.decide(file(READ, "/jdk/x"))).allows(Reason.RUNTIME, "built-in.runtime");
    assertDecision(serving.decide(file(READ, "/a")))
        .denies(Reason.NOT_GRANTED, "built-in.serving")
        .onLine(0);
  }

  @Test
  void serving_written_grantsWhatItLists() {
    Grants serving =
        engine("runtime: { serving: { files: { write: [/log/**] } } }\n")
            .grants(new Principal.Server(Phase.SERVING));

    assertDecision(serving.decide(file(WRITE, "/log/x"))).allows("runtime.serving.files.write[0]");
    assertDecision(serving.decide(file(READ, "/a"))).denies(Reason.NOT_GRANTED, "runtime.serving");
    assertThat(serving.principal()).isEqualTo(new Principal.Server(Phase.SERVING));
  }

  @Test
  void builtIn_auditsAndDeniesByDefault() {
    Engine engine = Engine.compile(Policy.builtIn(), Policies.SURROUNDINGS);

    assertThat(engine.mode()).isEqualTo(Mode.AUDIT);
    assertDecision(call(engine, "any")).denies(Reason.NOT_LISTED, "built-in.default");
    assertDecision(grants(engine, "any").decide(connect("127.0.0.1", 1)))
        .denies(Reason.EGRESS_FLOOR, "built-in.egress");
  }

  @Test
  void intersection_deniesWhatEitherDenies() {
    Engine engine =
        engine(
            """
            tools:
              a: { mode: enforce, files: { read: [/both, /a] } }
              b: { files: { read: [/both, /b] } }
            """);
    Grants both = Grants.intersection(grants(engine, "b"), grants(engine, "a"));

    assertDecision(both.decide(file(READ, "/both"))).allows("tools.b.files.read[0]");
    assertDecision(both.decide(file(READ, "/a"))).denies(Reason.NOT_GRANTED, "tools.b");
    assertDecision(both.decide(file(READ, "/b"))).denies(Reason.NOT_GRANTED, "tools.a");
    assertThat(both.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(both.principal()).isEqualTo(new Principal.Tool("b"));
  }

  @Test
  void intersection_withWhatIsInIt_isTheSame() {
    Engine engine = engine("tools: { a: {}, b: {}, c: {} }");
    Grants a = grants(engine, "a");
    Grants b = grants(engine, "b");
    Grants both = Grants.intersection(a, b);

    assertThat(Grants.intersection(both, a)).isSameAs(both);
    assertThat(Grants.intersection(both, Grants.intersection(b, a))).isSameAs(both);
    assertThat(Grants.intersection(both, grants(engine, "c"))).isNotSameAs(both);
  }

  @Test
  void decide_faultInside_deniedAsError() {
    Request broken =
        new Request.Exec(
            "/x",
            new AbstractList<>() {
              @Override
              public String get(int index) {
                throw new IllegalStateException();
              }

              @Override
              public int size() {
                throw new IllegalStateException();
              }
            });

    assertDecision(Policies.tool("{ exec: [{ program: /x, args: ['**'] }] }").decide(broken))
        .denies(Reason.ERROR, "built-in.error");
  }

  @Test
  void realPath_afterCompile_isNotAskedAgain() {
    AtomicInteger asked = new AtomicInteger();
    Surroundings counting =
        new Surroundings(
            path -> {
              asked.incrementAndGet();
              return path;
            },
            List.of(),
            List.of(),
            List.of());
    Engine engine =
        Engine.compile(
            Policies.policy("tools: { 'a*': { files: { read: [/srv/**] } } }\n"), counting);
    int compiling = asked.get();

    Engine other = engine.withMode(Mode.ENFORCE);

    assertDecision(grants(other, "ab").decide(file(READ, "/srv/x")))
        .allows("tools.a*.files.read[0]");
    assertThat(compiling).isPositive();
    assertThat(asked).hasValue(compiling);
  }

  @Test
  void compile_runtimeFileThatIsNoPattern_isRefused() {
    Surroundings broken = new Surroundings(path -> path, List.of("relative"), List.of(), List.of());

    assertThatThrownBy(() -> Engine.compile(Policy.builtIn(), broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("path is relative");
  }

  private static Principal.Tool tool(String name) {
    return new Principal.Tool(name);
  }

  private static Decision call(Engine engine, String tool) {
    return engine.decide(new Request.ToolCall(tool), Policies.by(null, null));
  }

  private static Grants grants(Engine engine, String tool) {
    return engine.grants(tool(tool));
  }
}
