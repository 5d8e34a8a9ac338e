package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.Problem;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy makes of the one that it extends. */
class OverlayTest {
  private static final String BASE =
      """
      mode: enforce
      tools:
        read: { files: { read: ["/srv/**"], write: ["/tmp/**"] }, net: ["api.example:443"] }
        send: { net: ["api.example:443"], env: ["*"] }
        "get_*": {}
      runtime:
        serving: { files: { read: ["/srv/**"] } }
      """;

  private static final Variables NONE =
      new Variables() {
        @Override
        public @Nullable String env(String name) {
          return null;
        }

        @Override
        public @Nullable String property(String name) {
          return null;
        }
      };

  private static Reading reading(Map<String, String> others, String text) {
    return PolicyReader.read(
        new Source("policy.yaml", "sallyport: 1\n" + text),
        NONE,
        (reference, from) -> {
          String found = others.get(reference);
          if (found == null) {
            throw new IOException("no such file");
          }
          return new Source(reference, "sallyport: 1\n" + found);
        });
  }

  private static Engine engine(Map<String, String> others, String text) {
    Reading reading = reading(others, text);
    Policy policy = reading.policy();
    if (policy == null) {
      throw new AssertionError(ProblemText.render(reading.sources(), reading.problems()));
    }
    return Engine.compile(policy, Policies.SURROUNDINGS);
  }

  private static Engine over(String base, String text) {
    return engine(Map.of("base.yaml", base), "extends: base.yaml\n" + text);
  }

  private static List<Problem> problems(String base, String text) {
    return reading(Map.of("base.yaml", base), "extends: base.yaml\n" + text).problems();
  }

  private static @Nullable Approval approval(Engine engine, String tool) {
    return Policies.approval(engine, new Request.ToolCall(tool, Map.of()), Past.NOTHING);
  }

  private static boolean shows(Engine engine, String tool) {
    return engine.shows(new Principal.Tool(tool), null);
  }

  private static Decision decide(Engine engine, String tool, Request request) {
    return engine.grants(new Principal.Tool(tool)).decide(request);
  }

  private static boolean may(Engine engine, String tool, FileOperation operation, String path) {
    return !decide(engine, tool, Policies.file(operation, path)).denies();
  }

  private static boolean connects(Engine engine, String tool) {
    return !decide(engine, tool, Policies.connect("203.0.113.7", 443, "api.example")).denies();
  }

  @Test
  void overlay_thatSaysNothing_isTheBase() {
    Engine engine = over(BASE, "");

    assertThat(engine.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(shows(engine, "read")).isTrue();
    assertThat(shows(engine, "get_it")).isTrue();
    assertThat(shows(engine, "other")).isFalse();
    assertThat(may(engine, "read", FileOperation.READ, "/srv/a")).isTrue();
    assertThat(may(engine, "read", FileOperation.READ, "/etc/a")).isFalse();
    assertThat(connects(engine, "send")).isTrue();
    assertThat(decide(engine, "send", Policies.connect("127.0.0.1", 443, "api.example")).reason())
        .isEqualTo(Reason.EGRESS_FLOOR);
  }

  @Test
  void overlay_narrowsWhatItSays_andLeavesTheRest() {
    Engine engine =
        over(BASE, "tools: { read: { files: { read: [\"/srv/a/**\", \"/etc/**\"] } } }\n");

    assertThat(may(engine, "read", FileOperation.READ, "/srv/a/x")).isTrue();
    assertThat(may(engine, "read", FileOperation.READ, "/srv/b/x")).isFalse();
    assertThat(may(engine, "read", FileOperation.READ, "/etc/x")).isFalse();
    assertThat(may(engine, "read", FileOperation.WRITE, "/tmp/x")).isTrue();
    assertThat(may(engine, "read", FileOperation.STAT, "/tmp/x")).isTrue();
    assertThat(connects(engine, "read")).isTrue();
    assertThat(connects(engine, "send")).isTrue();
    assertThat(decide(engine, "read", Policies.file(FileOperation.READ, "/srv/b/x")).rule())
        .hasToString("tools.read:3");
    assertThat(decide(engine, "read", Policies.file(FileOperation.READ, "/srv/a/x")).rule())
        .hasToString("tools.read.files.read[0]:base.yaml:4");
  }

  @Test
  void emptyList_leavesNothing() {
    Engine engine = over(BASE, "tools: { \"*\": { net: [], files: { write: [] } } }\n");

    assertThat(connects(engine, "send")).isFalse();
    assertThat(may(engine, "read", FileOperation.WRITE, "/tmp/x")).isFalse();
    assertThat(may(engine, "read", FileOperation.READ, "/srv/x")).isTrue();
  }

  @Test
  void overlay_denies() {
    Engine engine =
        over(BASE, "tools: { \"get_b*\": deny, read: { files: { deny: [\"/srv/secret\"] } } }\n");

    assertThat(shows(engine, "get_a")).isTrue();
    assertThat(shows(engine, "get_b")).isFalse();
    assertThat(may(engine, "read", FileOperation.READ, "/srv/secret")).isFalse();
    assertThat(may(engine, "read", FileOperation.READ, "/srv/open")).isTrue();
  }

  @Test
  void overlay_addsNoTool_unlessTheBaseLetsIt() {
    String tool = "tools: { other: { files: { read: [\"/etc/**\"] } } }\n";

    assertThat(shows(over(BASE, tool), "other")).isFalse();
    Engine free = over(BASE + "overridable: [tools]\n", tool);
    assertThat(shows(free, "other")).isTrue();
    assertThat(may(free, "other", FileOperation.READ, "/etc/x")).isTrue();
    assertThat(shows(free, "read")).isTrue();
    Engine anew =
        over(
            BASE + "overridable: [tools]\n",
            "tools: { read: { files: { read: [\"/etc/**\"] } } }\n");
    assertThat(may(anew, "read", FileOperation.READ, "/etc/x")).isTrue();
    assertThat(may(anew, "read", FileOperation.READ, "/srv/x")).isFalse();
  }

  @Test
  void defaultDeny_ofAnOverlay_listsAnew() {
    Engine engine = over(BASE, "default: deny\ntools: { read: {} }\n");

    assertThat(shows(engine, "read")).isTrue();
    assertThat(shows(engine, "send")).isFalse();
  }

  @Test
  void argumentsOfAnOverlay_areAskedForToo() {
    Engine engine = over(BASE, "tools: { send: { arguments: { to: { enum: [ann] } } } }\n");

    assertThat(call(engine, Map.of("to", "ann")).denies()).isFalse();
    assertThat(call(engine, Map.of("to", "bob")).denies()).isTrue();
    assertThat(connects(engine, "send")).isTrue();
  }

  @Test
  void approvalOfTheBase_stays_andWhatTheOverlayDeniesIsDenied() {
    String base = "mode: enforce\ntools: { send: { approval: { from: [lead] } }, read: {} }\n";

    Engine replaced = over(base, "tools: { send: { approval: { from: [anybody] } } }\n");
    assertThat(approval(replaced, "send").from()).containsExactly("lead");
    assertThat(call(replaced, Map.of()).verdict()).isEqualTo(Verdict.APPROVE);
    assertThat(call(over(base, "tools: { send: deny }\n"), Map.of()).reason())
        .isEqualTo(Reason.DENIED);
    Engine stricter = over(base, "tools: { send: { arguments: { to: { enum: [ann] } } } }\n");
    assertThat(call(stricter, Map.of("to", "bob")).verdict()).isEqualTo(Verdict.DENY);
    assertThat(call(stricter, Map.of("to", "ann")).verdict()).isEqualTo(Verdict.APPROVE);
    Engine added = over(base, "tools: { read: { approval: { from: [anybody] } } }\n");
    assertThat(approval(added, "read").from()).containsExactly("anybody");
  }

  @Test
  void riskOfEither_isKnownToTheTiersOfTheOther() {
    String tiers = "tiers: { destructive: { approval: { from: [lead] } } }\n";
    String risky = "tools: { send: { risk: destructive } }\n";

    assertThat(approval(over("tools: { send: {} }\n" + tiers, risky), "send")).isNotNull();
    assertThat(approval(over(risky, tiers), "send")).isNotNull();
    assertThat(approval(over(risky + tiers, "tools: { send: { risk: read } }\n"), "send"))
        .isNotNull();
    assertThat(approval(over(risky, "tools: { send: {} }\n"), "send")).isNull();
  }

  @Test
  void riskRead_ofAnOverlay_changesNothing_alsoWhereItSaysNothingOfFiles() {
    Engine engine = over(BASE, "tools: { read: { risk: read } }\n");

    assertThat(decide(engine, "read", Policies.file(FileOperation.WRITE, "/tmp/x")).reason())
        .isEqualTo(Reason.RISK);
    assertThat(may(engine, "read", FileOperation.READ, "/srv/x")).isTrue();
    assertThat(may(over(BASE, ""), "read", FileOperation.WRITE, "/tmp/x")).isTrue();
  }

  @Test
  void hintsOfTheBase_areNotLoosenedByARisk() {
    String base = "tools: { send: { hints: deny } }\n";
    Principal.Tool send = new Principal.Tool("send");

    assertThat(over(base, "tools: { send: { risk: write } }\n").contradicted(send)).isNotNull();
    assertThat(
            engine(Map.of(), "tools: { send: { hints: deny, risk: write } }\n").contradicted(send))
        .isNull();
  }

  @Test
  void limitsOfBoth_areCounted_eachOnce() {
    String base =
        """
        callers: { local: { subject: ann }, limits: { calls: 9/m } }
        limits: { calls: 20/m }
        tools: { send: { limits: { calls: 3/m } } }
        """;
    Principal.Tool send = new Principal.Tool("send");

    Engine engine = over(base, "tools: { send: { limits: { calls: 5/m } } }\n");

    assertThat(engine.quotas(send))
        .extracting(Quota::key)
        .containsExactlyInAnyOrder(
            "tools.send.limits.calls send\nbase.yaml",
            "limits.calls\nbase.yaml",
            "callers.limits.calls\nbase.yaml",
            "tools.send.limits.calls send");
  }

  private static Decision call(Engine engine, Map<String, Object> arguments) {
    return engine.decide(new Request.ToolCall("send", arguments), Policies.by(null, null));
  }

  @Test
  void floorOfAnOverlay_isAdded() {
    String open = "egress: { deny: [metadata] }\ntools: { send: { net: [\"10.0.0.1:443\"] } }\n";
    Request internal = Policies.connect("10.0.0.1", 443);

    assertThat(decide(over(open, ""), "send", internal).denies()).isFalse();
    assertThat(decide(over(open, "egress: { deny: [private] }\n"), "send", internal).reason())
        .isEqualTo(Reason.EGRESS_FLOOR);
  }

  @Test
  void runtimeOfAnOverlay_narrows() {
    Engine engine = over(BASE, "runtime: { serving: { files: { read: [\"/srv/a/**\"] } } }\n");
    Grants serving = engine.grants(new Principal.Server(Phase.SERVING));
    Grants starting = engine.grants(new Principal.Server(Phase.STARTING));

    assertThat(serving.decide(Policies.file(FileOperation.READ, "/srv/a/x")).denies()).isFalse();
    assertThat(serving.decide(Policies.file(FileOperation.READ, "/srv/b")).denies()).isTrue();
    assertThat(starting.decide(Policies.file(FileOperation.READ, "/srv/b")).denies()).isFalse();
  }

  @Test
  void modeOfATool_isTheStricterOne() {
    Engine engine = over(BASE, "tools: { read: { mode: audit } }\n");
    assertThat(engine.mode(new Principal.Tool("read"))).isEqualTo(Mode.ENFORCE);

    Engine audited = over("tools: { read: { mode: audit }, send: {} }\n", "mode: enforce\n");
    assertThat(audited.mode(new Principal.Tool("send"))).isEqualTo(Mode.ENFORCE);
    assertThat(audited.mode(new Principal.Tool("read"))).isEqualTo(Mode.AUDIT);
    assertThat(audited.enforcesAll()).isFalse();
  }

  @Test
  void chain_narrowsAtEachStep() {
    Engine engine =
        engine(
            Map.of(
                "a.yaml",
                BASE,
                "b.yaml",
                "extends: a.yaml\ntools: { \"get_b*\": deny }\noverridable: [tools]\n"),
            "extends: b.yaml\ntools: { \"get_b*\": {}, \"get_c*\": deny, new: {} }\n");

    assertThat(shows(engine, "get_a")).isTrue();
    assertThat(shows(engine, "get_b")).isTrue();
    assertThat(shows(engine, "get_c")).isFalse();
    assertThat(shows(engine, "new")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: audit | 3:1 | `audit` is wider than the `enforce` of the policy that this one extends",
        "default: allow | 3:1 | `allow` is wider than the `default` of the policy that this one extends",
        "server: other | 3:1 | `server` is written in the policy that this one extends",
        "egress: { allow: [\"10.0.0.1:1\"] } | 3:11 | `allow` lifts nothing here: the floor is that of the policy that this one extends",
        "credentials: { c: { env: D, hosts: [b.example] } } | 3:16 | `c` is a credential of the policy that this one extends"
      })
  void whatCanOnlyBeWider_isAProblem_unlessTheBaseLetsIt(
      String line, String place, String message) {
    String base = BASE + "server: s\ncredentials: { c: { env: C, hosts: [a.example] } }\n";

    Reading reading = reading(Map.of("base.yaml", base), "extends: base.yaml\n" + line + "\n");

    assertThat(reading.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("wider");
              assertThat(problem.message()).isEqualTo(message);
              assertThat(problem.span().line() + ":" + problem.span().column()).isEqualTo(place);
              assertThat(problem.span().file()).isEmpty();
            });
    String key = line.substring(0, line.indexOf(':'));
    String open = base + "overridable: [" + key + "]\n";
    assertThat(reading(Map.of("base.yaml", open), "extends: base.yaml\n" + line + "\n").problems())
        .isEmpty();
  }

  @Test
  void credentialOfTheBase_isKnown() {
    String base = "credentials: { c: { env: C, hosts: [a.example] } }\noverridable: [tools]\n";

    Reading reading =
        reading(
            Map.of("base.yaml", base), "extends: base.yaml\ntools: { t: { credentials: [c] } }\n");

    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void whatLasts_isOfTheBaseToo_whereBothSayIt() {
    String own = "extends: base.yaml\ncredentials: { d: { env: D, hosts: [b.example] } }\n";
    String base = "credentials: { c: { env: C, hosts: [a.example] } }\n";

    assertThat(reading(Map.of("base.yaml", base), own).lasting().get("credentials").value())
        .isNotEqualTo(
            reading(Map.of("base.yaml", base.replace("a.example", "c.example")), own)
                .lasting()
                .get("credentials")
                .value())
        .isEqualTo(
            reading(Map.of("base.yaml", "# again\n" + base), own)
                .lasting()
                .get("credentials")
                .value());
  }

  @Test
  void problemsOfTheBase_haveItsPlace() {
    Reading reading =
        reading(
            Map.of("base.yaml", "tolls: {}\n"),
            "extends: base.yaml\ntools: { t: { filez: {} } }\n");

    assertThat(ProblemText.render(reading.sources(), reading.problems()))
        .isEqualTo(
            """
            error[unknown-key]: `tolls` is not a key of a policy
              --> base.yaml:2:1
            2 | tolls: {}
              | ^^^^^
              = help: did you mean `tools`?

            error[unknown-key]: `filez` is not a key of a tool
              --> policy.yaml:3:15
            3 | tools: { t: { filez: {} } }
              |               ^^^^^
              = help: did you mean `files`?
            """);
  }

  @Test
  void missingBase_circle_andEndlessChain_areProblems() {
    assertThat(only(reading(Map.of(), "extends: none.yaml\n")).message())
        .isEqualTo("`none.yaml` can't be read: no such file");
    assertThat(
            only(reading(Map.of("a", "extends: b\n", "b", "# again\nextends: a\n"), "extends: a\n"))
                .span())
        .satisfies(
            span -> {
              assertThat(span.file()).isEqualTo("b");
              assertThat(span.line()).isEqualTo(3);
            });
    Map<String, String> chain = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      chain.put("p" + i, "extends: p" + (i + 1) + "\n");
    }
    assertThat(only(reading(chain, "extends: p0\n")).message())
        .isEqualTo("more than 8 policies extend each other");
  }

  private static Problem only(Reading reading) {
    assertThat(reading.policy()).isNull();
    assertThat(reading.problems()).hasSize(1);
    return reading.problems().get(0);
  }

  @Test
  void overlay_neverAllowsWhatTheBaseDenies() {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      String base = tools(random) + floor(random);
      String overlay = tools(random) + floor(random);
      Engine alone = engine(Map.of(), base);
      Engine narrowed = over(base, overlay);
      for (String tool : List.of("a", "ab", "b", "c")) {
        Principal principal = new Principal.Tool(tool);
        if (shows(narrowed, tool)) {
          assertThat(shows(alone, tool)).as("seed %d: %s", seed, tool).isTrue();
        }
        for (Request request : requests()) {
          if (!narrowed.grants(principal).decide(request).denies()) {
            assertThat(alone.grants(principal).decide(request).denies())
                .as("seed %d: %s %s under%n%s%nover%n%s", seed, tool, request, overlay, base)
                .isFalse();
          }
        }
      }
    }
  }

  private static String tools(Random random) {
    List<String> entries = new ArrayList<>();
    for (String name : List.of("a", "\"a*\"", "b", "\"*\"")) {
      if (random.nextInt(3) == 0) {
        entries.add(name + ": " + (random.nextInt(6) == 0 ? "deny" : grants(random)));
      }
    }
    return "mode: enforce\ntools: { " + String.join(", ", entries) + " }\n";
  }

  private static String grants(Random random) {
    List<String> keys = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (String key : List.of("read", "write", "delete", "deny")) {
      if (random.nextBoolean()) {
        files.add(
            key
                + ": ["
                + (random.nextInt(4) == 0 ? "" : one(random, "\"/s/**\"", "\"/s/x/*\""))
                + "]");
      }
    }
    keys.add("files: { " + String.join(", ", files) + " }");
    if (random.nextBoolean()) {
      keys.add("net: [" + one(random, "", "\"10.0.0.1:443\"", "\"api.example:443\"") + "]");
    }
    if (random.nextBoolean()) {
      keys.add("http: [" + one(random, "", "\"GET https://api.example/**\"") + "]");
    }
    if (random.nextBoolean()) {
      keys.add("env: [" + one(random, "", "HOME", "\"*\"") + "]");
    }
    if (random.nextInt(3) == 0) {
      keys.add("limits: { sent: " + one(random, "1KiB", "1MiB") + " }");
    }
    return "{ " + String.join(", ", keys) + " }";
  }

  private static String floor(Random random) {
    return one(random, "", "egress: { deny: [metadata] }\n", "egress: { deny: [private] }\n");
  }

  private static String one(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (FileOperation operation : FileOperation.values()) {
      requests.add(Policies.file(operation, "/s/x/y"));
      requests.add(Policies.file(operation, "/s/z"));
      requests.add(Policies.file(operation, "/etc/x"));
    }
    requests.add(Policies.connect("10.0.0.1", 443));
    requests.add(Policies.connect("203.0.113.7", 443, "api.example"));
    requests.add(new Request.Http("GET", "https://api.example/x"));
    requests.add(new Request.Http("POST", "https://api.example/x"));
    requests.add(new Request.Environment(EnvironmentOperation.READ, "SECRET"));
    requests.add(new Request.Transfer(Direction.SENT, 4096));
    return requests;
  }

  private static final String SEVERAL =
      """
      mode: enforce
      tools:
        repo: { actions: { argument: op, read: [get], destructive: [delete] } }
        "repo#delete": { files: { delete: ["/srv/**"] } }
      """;

  private static Request.ToolCall repo(String action) {
    return new Request.ToolCall("repo", Map.of("op", action));
  }

  private static boolean calls(Engine engine, Request.ToolCall call) {
    Circumstances circumstances = new Circumstances(null, null, Instant.EPOCH);
    return !engine.decide(call, circumstances).denies();
  }

  @Test
  void overlay_narrowsOneOfTheSeveralThatAToolIs_byTheActionsOfTheBase() {
    Engine silent = over(SEVERAL, "");
    Engine narrow = over(SEVERAL, "tools: { \"repo#delete\": deny }\n");

    assertThat(calls(silent, repo("get"))).isTrue();
    assertThat(calls(silent, repo("delete"))).isTrue();
    assertThat(calls(narrow, repo("get"))).isTrue();
    assertThat(calls(narrow, repo("delete"))).isFalse();
    assertThat(narrow.of(repo("delete"))).isEqualTo(new Principal.Tool("repo", "delete"));
    assertThat(narrow.several(new Principal.Tool("repo"))).hasSize(2);
  }

  @Test
  void overlay_saysTheActions_ofAToolOfWhichTheBaseDoesNot() {
    Engine engine =
        over(
            "tools: { repo: { files: { read: [\"/srv/**\"], delete: [\"/srv/**\"] } } }\n",
            SEVERAL.replace("delete: [\"/srv/**\"]", "delete: [\"/srv/a/**\", \"/etc/**\"]"));

    Grants grants = engine.grants(engine.of(repo("delete")));
    assertThat(grants.decide(Policies.file(FileOperation.DELETE, "/srv/a/b")).denies()).isFalse();
    assertThat(grants.decide(Policies.file(FileOperation.DELETE, "/srv/b")).denies()).isTrue();
    assertThat(grants.decide(Policies.file(FileOperation.DELETE, "/etc/b")).denies()).isTrue();
    assertThat(calls(engine, repo("other"))).isFalse();
  }

  @Test
  void overlay_thatSaysTheActionsAgain_orNamesNoneOfThem_isNotRead() {
    String again = "tools: { repo: { actions: { argument: op, read: [delete] } } }\n";

    assertThat(problems(SEVERAL, again)).singleElement().asString().contains("wider");
    assertThat(problems(SEVERAL, "tools: { \"repo#merge\": {} }\n"))
        .singleElement()
        .asString()
        .contains("no such action");
    assertThat(problems("overridable: [tools]\n" + SEVERAL, again)).isEmpty();
  }

  @Test
  void namespacesOfBoth_hold() {
    String base =
        """
        namespaces:
          all: { tools: ["*"], files: { read: ["/srv/**"] } }
        tools: { read: {}, send: {} }
        """;
    Engine engine =
        over(base, "namespaces: { a: { tools: [read], files: { read: [\"/srv/a/**\"] } } }\n");

    assertThat(may(engine, "read", FileOperation.READ, "/srv/a/b")).isTrue();
    assertThat(may(engine, "read", FileOperation.READ, "/srv/b")).isFalse();
    assertThat(may(engine, "send", FileOperation.READ, "/srv/b")).isTrue();
    assertThat(may(engine, "send", FileOperation.READ, "/etc/b")).isFalse();
  }

  @Test
  void credentialOfANamespaceOfTheBase_isNotGrantedByEntriesThatReplaceItsOwn() {
    String base =
        """
        overridable: [tools]
        credentials: { key: { env: KEY, hosts: [api.example] } }
        namespaces: { a: { tools: [read], credentials: [key] } }
        tools: { read: {} }
        """;

    assertThat(problems(base, "tools: { send: { credentials: [key] } }\n"))
        .singleElement()
        .asString()
        .contains("namespaces.a");
    assertThat(problems(base, "tools: { read: { credentials: [key] } }\n")).isEmpty();
  }
}
