package dev.sallyport.benchmarks;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
 * Whether a client may call a tool: its role, its session, and what the policy asks of the call.
 * Each call is of another tool and of other arguments. {@link DecisionCosts} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ToolDecisions {
  /** A power of two, and more than a processor foresees. */
  private static final int CALLS = 4096;

  @Param({"1", "10", "100", "1000", "10000"})
  public int tools;

  @Param public Asked asked;

  private final Circumstances circumstances =
      new Circumstances(
          new Caller("ann", Set.of("reader"), null, null, null, null),
          new Session(Duration.ofMinutes(1), Duration.ofSeconds(1), null),
          Instant.EPOCH);
  private final List<Request.ToolCall> calls = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Engine engine = CompiledPolicy.of("sallyport: 1");
  private int next;

  /** What the policy asks of a call. */
  public enum Asked {
    /** Nothing but who calls: the least that there is, a look into a set. */
    LOOK_UP,
    /** Nothing but who calls. */
    NOTHING,
    /** Five arguments, one of them nested. */
    ARGUMENTS,
    /** And a condition in CEL. */
    WHEN
  }

  /** Every call is allowed, or the figures are those of something else. */
  @Setup
  public void compile() {
    engine = CompiledPolicy.of(ScaledPolicy.ofTools(tools, asked));
    Random random = new Random(1);
    for (int i = 0; i < tools; i++) {
      names.add("tool_" + i);
    }
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
  public Object decided() {
    next = (next + 1) % calls.size();
    Request.ToolCall call = calls.get(next);
    return asked == Asked.LOOK_UP
        ? names.contains(call.tool())
        : engine.decide(call, circumstances);
  }
}
