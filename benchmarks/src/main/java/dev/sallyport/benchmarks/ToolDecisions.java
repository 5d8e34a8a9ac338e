package dev.sallyport.benchmarks;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Session;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whether a client may call a tool: its role, its session, and five arguments, one of them nested.
 * Each call is of another tool and of other arguments. Beside it the least that any such decision
 * takes, a look into a set. {@link DecisionCosts} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ToolDecisions {
  /** A power of two, and more than a processor foresees. */
  private static final int CALLS = 4096;

  @Param({"1", "10", "100", "1000"})
  public int tools;

  private final Circumstances circumstances =
      new Circumstances(
          new Caller("ann", Set.of("reader"), null, null, null, null),
          new Session(Duration.ofMinutes(1), Duration.ofSeconds(1), null),
          Instant.EPOCH);
  private final List<Request.ToolCall> calls = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Engine engine = Engine.compile(Policy.builtIn(), surroundings());
  private int next;

  /** Every call is allowed, or the figures are those of something else. */
  @Setup
  public void compile() {
    StringBuilder text =
        new StringBuilder(
            """
            sallyport: 1
            mode: enforce
            callers: { local: { subject: ann, roles: [reader] } }
            roles: { reader: { tools: ["tool_*"] } }
            sessions: { ttl: 1h, idle: 15m }
            tools:
              "*": { files: { deny: ["**/.env*"] } }
              "*_admin": deny
            """);
    for (int i = 0; i < tools; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              """
                tool_%d:
                  files: { read: ["/srv/%1$d/**"] }
                  arguments:
                    path: { type: path, under: /srv/data, required: true, maxLength: 500 }
                    query: { type: string, pattern: "[a-z0-9 _-]*", maxBytes: 1KiB }
                    count: { type: integer, min: 1, max: 1000 }
                    mode: { enum: [read, list, stat] }
                    "options.depth": { type: number, min: 0, max: 9 }
              """,
              i));
      names.add("tool_" + i);
    }
    Source source = new Source("policy.yaml", text.toString());
    Reading reading = PolicyReader.read(source, new NoVariables());
    if (reading.policy() == null) {
      throw new IllegalStateException(ProblemText.render(source, reading.problems()));
    }
    engine = Engine.compile(reading.policy(), surroundings());
    Random random = new Random(1);
    for (int i = 0; i < CALLS; i++) {
      Request.ToolCall call = call(random);
      Decision decision = engine.decide(call, circumstances);
      if (decision.denies()) {
        throw new IllegalStateException(call + ": " + decision);
      }
      calls.add(call);
    }
  }

  private Request.ToolCall call(Random random) {
    return new Request.ToolCall(
        "tool_" + random.nextInt(tools),
        Map.of(
            "path", "/srv/data/project/src/file-" + random.nextInt() + ".txt",
            "query", "words to look for " + random.nextInt(1000),
            "count", 1 + random.nextInt(1000),
            "mode", List.of("read", "list", "stat").get(random.nextInt(3)),
            "options", Map.of("depth", random.nextDouble() * 9)));
  }

  @Benchmark
  public Decision decided() {
    return engine.decide(next(), circumstances);
  }

  @Benchmark
  public boolean lookedUp() {
    return names.contains(next().tool());
  }

  private Request.ToolCall next() {
    next = (next + 1) % calls.size();
    return calls.get(next);
  }

  private static Surroundings surroundings() {
    return new Surroundings(path -> path, List.of(), List.of(), List.of());
  }

  /** The policy names none. */
  private static final class NoVariables implements Variables {
    @Override
    public @Nullable String env(String name) {
      return null;
    }

    @Override
    public @Nullable String property(String name) {
      return null;
    }
  }
}
