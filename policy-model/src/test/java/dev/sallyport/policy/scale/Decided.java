package dev.sallyport.policy.scale;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.NetworkOperation;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the loader that counts: the steps of decisions by a policy with so many of everything.
 */
public final class Decided implements IntFunction<Map<String, Long>> {
  private static final int EACH = 7;

  /** As {@link CountingLoader} makes it. */
  public Decided() {}

  /** By the name of what is decided: the most steps that one of several took. */
  @Override
  public Map<String, Long> apply(int size) {
    Engine engine = engine(policy(size));
    Map<String, Long> steps = new TreeMap<>();
    // The first use of a tool puts its grants together.
    steps.put("tool, first", most(size, i -> use(engine, "tool_" + i)));
    steps.put("tool, again", most(size, i -> use(engine, "tool_" + i)));
    steps.put("tool, unlisted", most(size, i -> use(engine, "other_" + i)));
    steps.put("root", file(engine, size, FileOperation.READ, "/data/a.txt"));
    steps.put("root, not granted", file(engine, size, FileOperation.READ, "/other/a.txt"));
    steps.put("root, stat above", file(engine, size, FileOperation.STAT, ""));
    steps.put("denied path", file(engine, size, FileOperation.READ, "/data/secrets/a.txt"));
    steps.put("denied path, delete above", file(engine, size, FileOperation.DELETE, "/data"));
    steps.put(
        "move", of(engine, size, i -> new Request.Move("/srv/team" + i + "/data/x", "/srv/y" + i)));
    steps.put("host", of(engine, size, i -> connect("203.0.113.9", "host" + i + ".example.com")));
    steps.put("domain", of(engine, size, i -> connect("203.0.113.9", "a.zone" + i + ".org")));
    steps.put("block", of(engine, size, i -> connect(network(i) + ".34", "other.example.net")));
    steps.put("host, not granted", of(engine, size, i -> connect("203.0.113.9", "x" + i + ".net")));
    steps.put("name", of(engine, size, i -> new Request.Resolve("host" + i + ".example.com")));
    steps.put("URL", of(engine, size, i -> get("api" + i + ".example.com", "/repos/me/x")));
    steps.put("URL of one host", of(engine, size, i -> get("api.example.com", "/r/me/part" + i)));
    steps.put("URL, not granted", of(engine, size, i -> get("api.example.com", "/r/me/y" + i)));
    return steps;
  }

  private static String policy(int size) {
    return """
    sallyport: 1
    callers: { local: { subject: ann, roles: [reader] } }
    roles: { reader: { tools: [%s, other_1] } }
    tools:
      "*": { files: { deny: ["**/.env*"] } }
    %s
      tool:
        files:
          read: [%s]
          delete: [%s]
          deny: [%s]
        net: [%s, %s, %s]
        http: [%s, %s]
    """
        .formatted(
            each(size, ", ", i -> "tool_" + i),
            each(size, "\n", i -> "  tool_" + i + ": { files: { read: [/srv/" + i + "/**] } }"),
            each(size, ", ", i -> "/srv/team" + i + "/**"),
            each(size, ", ", i -> "/srv/team" + i + "/**"),
            each(size, ", ", i -> "/srv/team" + i + "/data/secrets/**"),
            each(size, ", ", i -> "'host" + i + ".example.com:443'"),
            each(size, ", ", i -> "'*.zone" + i + ".org:443'"),
            each(size, ", ", i -> "'" + network(i) + ".0/24:443'"),
            each(size, ", ", i -> "'GET https://api" + i + ".example.com/repos/{owner}/**'"),
            each(size, ", ", i -> "'GET https://api.example.com/r/{owner}/part" + i + "'"));
  }

  private static String each(int size, String between, IntFunction<String> one) {
    return IntStream.range(0, size).mapToObj(one).collect(Collectors.joining(between));
  }

  private static String network(int i) {
    return "93." + i / 256 + "." + i % 256;
  }

  private static Engine engine(String text) {
    Source source = new Source("policy.yaml", text);
    Reading reading = PolicyReader.read(source, new NoVariables());
    Policy policy = reading.policy();
    if (policy == null) {
      throw new IllegalStateException(ProblemText.render(source, reading.problems()));
    }
    return Engine.compile(policy, new Surroundings(path -> path, List.of(), List.of(), List.of()));
  }

  private static Decision use(Engine engine, String tool) {
    Caller caller = new Caller("ann", Set.of("reader"), null, null, null, null);
    return engine.decide(
        new Request.ToolCall(tool, Map.of()), new Circumstances(caller, null, Instant.EPOCH));
  }

  private static long file(Engine engine, int size, FileOperation operation, String below) {
    return of(
        engine,
        size,
        i -> new Request.File(operation, "/srv/team" + i + below, "/srv/team" + i + below));
  }

  private static long of(Engine engine, int size, IntFunction<Request> request) {
    return most(size, i -> engine.grants(new Principal.Tool("tool")).decide(request.apply(i)));
  }

  private static Request connect(String address, String name) {
    try {
      return new Request.Network(
          NetworkOperation.CONNECT, InetAddress.getByName(address), 443, Set.of(name));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  private static Request get(String host, String path) {
    return new Request.Http("GET", "https://" + host + path);
  }

  private static long most(int size, IntFunction<Decision> decided) {
    long most = 0;
    for (int i = 0; i < EACH; i++) {
      long before = Steps.taken();
      Decision decision = decided.apply(i * (size - 1) / (EACH - 1));
      most = Math.max(most, Steps.taken() - before);
      if (decision.reason() == Reason.ERROR) {
        throw new IllegalStateException(decision.toString());
      }
    }
    return most;
  }

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
