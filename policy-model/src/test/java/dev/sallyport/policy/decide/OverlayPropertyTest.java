package dev.sallyport.policy.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.OnDenied;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Requirement;
import dev.sallyport.policy.model.Risk;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a policy says, with all that can be asked of a call, it only narrows its base. */
class OverlayPropertyTest {
  private static final int PAIRS = 600;

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

  private static final List<String> TOOLS = List.of("a", "ab", "b", "c");

  private static final List<Map<String, Object>> ARGUMENTS =
      List.of(
          Map.of(),
          Map.of("x", "one"),
          Map.of("x", "two", "y", 3),
          Map.of("x", "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"),
          Map.of("x", "one".repeat(40)),
          Map.of("z", Map.of("z", List.of(1))));

  private static final Past EVERYTHING =
      Policies.past((requirement, arguments) -> true, tool -> true);

  private static final Past ALL_OF_A =
      Policies.past(
          (requirement, arguments) -> requirement.value().tool().matches("a"),
          tool -> tool.matches("a"));

  /** One that extends what comes after it, and what stands alone where nothing does. */
  private static Engine engine(List<String> texts) {
    Reading reading =
        PolicyReader.read(
            source(texts, 0),
            NONE,
            (reference, from) -> {
              if (!reference.startsWith("p")) {
                throw new IOException(reference);
              }
              return source(texts, Integer.parseInt(reference.substring(1)));
            });
    Policy policy = reading.policy();
    if (policy == null) {
      throw new AssertionError(ProblemText.render(reading.sources(), reading.problems()));
    }
    return Engine.compile(policy, Policies.SURROUNDINGS);
  }

  private static Source source(List<String> texts, int at) {
    String base = at + 1 < texts.size() ? "extends: p" + (at + 1) + "\n" : "";
    return new Source("p" + at, "sallyport: 1\n" + base + texts.get(at));
  }

  @Test
  void overlay_anyPolicies_allowsNoCallThatItsBaseDoesNot() {
    int narrower = 0;
    int alike = 0;
    for (int seed = 0; seed < PAIRS; seed++) {
      Random random = new Random(seed);
      List<String> bases = new ArrayList<>(List.of(policy(random)));
      if (random.nextInt(4) == 0) {
        bases.add(policy(random));
      }
      List<String> all = new ArrayList<>(List.of(policy(random)));
      all.addAll(bases);
      Engine alone = engine(bases);
      Engine narrowed = engine(all);
      String what = "seed " + seed + ":\n" + String.join("over\n", all);
      for (String tool : TOOLS) {
        facts(alone, narrowed, new Principal.Tool(tool), what);
        for (int i = 0; i < 12; i++) {
          Request.ToolCall call = new Request.ToolCall(tool, one(random, ARGUMENTS));
          Circumstances circumstances = circumstances(random);
          Decision base = alone.decide(call, circumstances);
          Decision both = narrowed.decide(call, circumstances);
          assertThat(strictness(both))
              .as("%s%n%s %s: %s, of the base %s", what, call, circumstances, both, base)
              .isGreaterThanOrEqualTo(strictness(base));
          if (base.verdict() == Verdict.APPROVE && both.verdict() == Verdict.APPROVE) {
            assertThat(both.rule().path()).as("%s%n%s", what, call).isEqualTo(base.rule().path());
            assertThat(narrowed.approval(call.of(), both).from())
                .as("%s%n%s %s", what, call, circumstances)
                .isEqualTo(alone.approval(call.of(), base).from());
          }
          narrower += strictness(both) > strictness(base) ? 1 : 0;
          alike += base.denies() ? 0 : both.denies() ? 0 : 1;
        }
      }
    }
    // Else nothing was tried.
    assertThat(narrower).isGreaterThan(PAIRS);
    assertThat(alike).isGreaterThan(PAIRS);
  }

  @Test
  void overlay_anyPolicies_hearsItsOwnConditions() {
    for (int seed = 0; seed < PAIRS; seed++) {
      Random random = new Random(seed);
      String base = policy(random);
      String overlay = policy(random);
      boolean says = overlay.contains("default:");
      Engine own = engine(List.of(overlay + (says ? "" : "default: allow\n")));
      Engine narrowed = engine(List.of(overlay, base));
      String what = "seed " + seed + ":\n" + overlay + "over\n" + base;
      for (String tool : TOOLS) {
        quotas(own, narrowed, new Principal.Tool(tool), what);
        for (int i = 0; i < 12; i++) {
          Request.ToolCall call = new Request.ToolCall(tool, one(random, ARGUMENTS));
          Circumstances drawn = circumstances(random);
          // What a base says of a tool's risk is believed before the tool itself is.
          Circumstances circumstances =
              new Circumstances(
                  drawn.caller(), drawn.session(), /* hint= */ null, drawn.now(), drawn.past());
          assertThat(strictness(narrowed.decide(call, circumstances)))
              .as("%s%n%s %s", what, call, circumstances)
              .isGreaterThanOrEqualTo(strictness(own.decide(call, circumstances)));
        }
      }
    }
  }

  private static int strictness(Decision decision) {
    return switch (decision.verdict()) {
      case ALLOW -> 0;
      case APPROVE -> 1;
      case DENY -> 2;
    };
  }

  /** What is asked of the engine beside decisions. */
  private static void facts(Engine alone, Engine narrowed, Principal.Tool tool, String what) {
    quotas(alone, narrowed, tool, what);
    Request.ToolCall secret = new Request.ToolCall(tool.name(), ARGUMENTS.get(3));
    assertThat(narrowed.secretsIn(secret)).as(what).containsAll(alone.secretsIn(secret));
    if (alone.schemaDenial(secret) != null) {
      assertThat(narrowed.schemaDenial(secret)).as(what).isNotNull();
    }
    if (alone.risk(tool) == Risk.READ) {
      assertThat(narrowed.risk(tool)).as(what).isEqualTo(Risk.READ);
    }
    if (alone.contradicted(tool) != null) {
      assertThat(narrowed.contradicted(tool)).as(what).isNotNull();
    }
    if (alone.onDenied(tool) == OnDenied.FAIL) {
      assertThat(narrowed.onDenied(tool)).as(what).isEqualTo(OnDenied.FAIL);
    }
    if (alone.hasConditions(tool)) {
      assertThat(narrowed.hasConditions(tool)).as(what).isTrue();
    }
    for (FileOperation operation : FileOperation.values()) {
      Request request = Policies.file(operation, "/s/x");
      if (!narrowed.grants(tool).decide(request).denies()) {
        assertThat(alone.grants(tool).decide(request).denies()).as(what).isFalse();
        assertThat(request.changes() && narrowed.risk(tool) == Risk.READ).as(what).isFalse();
      }
    }
  }

  private static void quotas(Engine some, Engine narrowed, Principal.Tool tool, String what) {
    assertThat(texts(narrowed.quotas(tool))).as(what).containsAll(texts(some.quotas(tool)));
    assertThat(narrowed.quotas(tool).stream().map(OverlayPropertyTest::counter))
        .as(what)
        .doesNotHaveDuplicates();
    assertThat(required(narrowed.meets(tool))).as(what).containsAll(required(some.meets(tool)));
  }

  /** Of quotas with the same counter a call would be counted twice. */
  private static String counter(Quota quota) {
    return quota.getClass().getSimpleName() + quota.scope() + quota.key();
  }

  private static List<String> texts(List<Quota> quotas) {
    List<String> texts = new ArrayList<>();
    for (Quota quota : quotas) {
      Object most =
          quota instanceof Quota.Calls calls
              ? calls.rate()
              : quota instanceof Quota.Bytes bytes
                  ? bytes.most()
                  : ((Quota.Concurrent) quota).most();
      texts.add(quota.scope() + " " + quota.key().split("\n", 2)[0] + " " + most);
    }
    return texts;
  }

  private static List<String> required(List<Entry<Requirement>> requirements) {
    return requirements.stream()
        .map(entry -> entry.value().tool() + " " + entry.value().same())
        .toList();
  }

  private static Circumstances circumstances(Random random) {
    Caller caller =
        random.nextBoolean()
            ? null
            : new Caller(
                "ann", one(random, List.of(Set.of(), Set.of("dev"))), null, null, null, null);
    Session session =
        random.nextBoolean()
            ? null
            : new Session(
                Duration.ofMinutes(random.nextInt(4)),
                Duration.ofSeconds(random.nextInt(90)),
                random.nextBoolean() ? null : "review");
    Risk hint = one(random, Arrays.asList(null, Risk.READ, Risk.WRITE, Risk.DESTRUCTIVE));
    Instant now = Instant.parse("2026-03-02T00:00:00Z").plus(Duration.ofHours(random.nextInt(24)));
    Past past = one(random, List.of(Past.NOTHING, EVERYTHING, ALL_OF_A));
    return new Circumstances(caller, session, hint, now, past);
  }

  private static String policy(Random random) {
    StringBuilder text = new StringBuilder("mode: enforce\n");
    if (random.nextInt(6) == 0) {
      text.append("default: deny\n");
    }
    if (random.nextInt(4) == 0) {
      text.append("roles: { dev: { tools: [").append(pick(random, "a", "\"*\"")).append("] } }\n");
    }
    if (random.nextInt(4) == 0) {
      text.append("sessions: { ttl: ").append(pick(random, "1m", "3m"));
      text.append(pick(random, "", ", idle: 1m", ", limits: { calls: 9/h, sent: 1KiB }"));
      text.append(" }\n");
    }
    if (random.nextInt(3) == 0) {
      text.append("limits: { calls: ").append(pick(random, "5/m", "7/m")).append(" }\n");
    }
    if (random.nextInt(3) == 0) {
      text.append("tiers: { ").append(pick(random, "read", "write", "destructive"));
      text.append(": { approval: ").append(approval(random)).append(" } }\n");
    }
    List<String> entries = new ArrayList<>();
    for (String name : List.of("a", "\"a*\"", "b", "\"*\"")) {
      if (random.nextInt(5) > 1) {
        entries.add(name + ": " + (random.nextInt(9) == 0 ? "deny" : tool(random)));
      }
    }
    text.append("tools: { ").append(String.join(", ", entries)).append(" }\n");
    if (text.indexOf("roles:") >= 0) {
      text.append("callers: { local: { subject: ann, roles: [dev] } }\n");
      text.append("overridable: [callers]\n");
    }
    return text.toString();
  }

  private static String tool(Random random) {
    List<String> keys = new ArrayList<>();
    keep(random, keys, "files: { write: [" + pick(random, "", "\"/s/**\"") + "] }");
    keep(random, keys, "files: { read: [\"/s/**\"], write: [\"/s/x\"], delete: [\"/s/**\"] }");
    rarely(random, keys, "arguments: { x: { enum: [one, two] }, y: {} }");
    rarely(random, keys, "arguments: { x: { enum: [one] } }");
    rarely(random, keys, "unknown-arguments: " + pick(random, "allow", "deny"));
    rarely(random, keys, "input-schema: check");
    rarely(random, keys, "secret-arguments: " + pick(random, "allow", "record", "deny"));
    rarely(random, keys, "hours: [{ from: \"06:00\", to: \"18:00\", zone: UTC }]");
    rarely(random, keys, "requires: [" + pick(random, "a", "b", "\"a*\"") + "]");
    rarely(random, keys, "approval: " + approval(random));
    rarely(random, keys, "risk: " + pick(random, "read", "write", "destructive"));
    rarely(random, keys, "hints: " + pick(random, "deny", "record"));
    rarely(random, keys, "on-denied: " + pick(random, "fail", "continue"));
    rarely(random, keys, "when: " + pick(random, "\"has(args.x)\"", "\"tool == 'a'\""));
    rarely(
        random,
        keys,
        "limits: { "
            + pick(random, "arguments: 100", "depth: 1", "calls: 3/m", "concurrent: 2")
            + " }");
    return "{ " + String.join(", ", keys) + " }";
  }

  private static void keep(Random random, List<String> keys, String key) {
    add(random.nextInt(3), keys, key);
  }

  private static void rarely(Random random, List<String> keys, String key) {
    add(random.nextInt(8), keys, key);
  }

  private static void add(int drawn, List<String> keys, String key) {
    String name = key.substring(0, key.indexOf(':'));
    if (drawn == 0 && keys.stream().noneMatch(other -> other.startsWith(name + ":"))) {
      keys.add(key);
    }
  }

  private static String approval(Random random) {
    return "{ from: ["
        + pick(random, "lead", "owner")
        + "], within: "
        + pick(random, "1m", "2m")
        + pick(random, "", ", after: [b]", ", after: [\"a*\"]", ", when: has(args.x)")
        + " }";
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
