package dev.sallyport.benchmarks;

import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Grants;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
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
 * The decision on an operation of a tool call, by how many rules of one kind the tool has, each
 * time about another of them. {@link ScaleCosts} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class RuleDecisions {
  private static final int REQUESTS = 4096;

  @Param({"10", "100", "1000", "10000"})
  public int rules;

  @Param public Kind kind;

  private final List<Request> requests = new ArrayList<>();
  private Grants grants = CompiledPolicy.of("sallyport: 1").grants(new Principal.Tool("tool"));
  private int next;

  /** What the rules are, each for something different. */
  public enum Kind {
    /** Directories that may be read. */
    ROOT,
    /** Directories that may not, none of which holds the file that is asked for. */
    DENIED_PATH,
    /** Names of hosts that may be connected to. */
    HOST,
    /** Blocks of addresses that may be connected to. */
    BLOCK,
    /** URLs, each of another host. */
    URL,
    /** URLs of one host. */
    URL_OF_HOST
  }

  /** Every request is granted, or the figures are those of something else. */
  @Setup
  public void compile() throws UnknownHostException {
    grants =
        CompiledPolicy.of(ScaledPolicy.ofRules(kind, rules)).grants(new Principal.Tool("tool"));
    Random random = new Random(1);
    for (int i = 0; i < REQUESTS; i++) {
      Request request = request(random.nextInt(rules));
      if (grants.decide(request).denies()) {
        throw new IllegalStateException(request + ": " + grants.decide(request));
      }
      requests.add(request);
    }
  }

  private Request request(int rule) throws UnknownHostException {
    String host = "host" + rule + ".example.com";
    return switch (kind) {
      case ROOT, DENIED_PATH -> {
        String path = "/srv/team" + rule + "/data/project/src/Main.java";
        yield new Request.File(FileOperation.READ, path, path);
      }
      case HOST -> connect(93, 184, 216, Set.of(host));
      case BLOCK -> connect(93, rule / 256 % 256, rule % 256, Set.of());
      case URL -> new Request.Http("GET", "https://" + host + "/repos/octocat/hello/contents/a");
      case URL_OF_HOST ->
          new Request.Http(
              "GET", "https://api.example.com/repos/octocat/part" + rule + "/contents/a");
    };
  }

  private static Request connect(int first, int second, int third, Set<String> names)
      throws UnknownHostException {
    byte[] address = {(byte) first, (byte) second, (byte) third, 34};
    return new Request.Network(
        NetworkOperation.CONNECT, InetAddress.getByAddress(address), 443, names);
  }

  @Benchmark
  public Object decided() {
    next = (next + 1) % REQUESTS;
    return grants.decide(requests.get(next));
  }
}
