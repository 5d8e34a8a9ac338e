package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.KeyPublisher;
import dev.sallyport.testapps.TokenDraft;
import dev.sallyport.testapps.TokenKey;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes the packaged agent to tell who calls by a signed token: one that it knows, one that
 * it does not, and the first of all, which has classes to load. {@link VerificationCosts} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Verification {
  /** More than the agent knows again, so that in turn none is. */
  private static final int TOKENS = 1280;

  private final TokenKey rsa = TokenKey.generate("rsa", TokenKey.Algorithm.RS256);
  private final TokenKey curve = TokenKey.generate("curve", TokenKey.Algorithm.ES256);
  private Object verifier = this;
  private Method caller = Verification.class.getDeclaredMethods()[0];
  private Object one = this;
  private List<Object> ofRsa = List.of();
  private List<Object> ofCurve = List.of();
  private int next;
  private Object last = this;

  /** Has the agent read the keys, by a token of another issuer. */
  @Setup
  public void open() throws Exception {
    ClassLoader agent = new AgentClasses(BuildTree.agentJar());
    Class<?> presented = agent.loadClass("dev.sallyport.agent.caller.Presented");
    Class<?> type = agent.loadClass("dev.sallyport.agent.caller.Verifier");
    caller = type.getMethod("caller", presented);
    Path keys =
        Files.write(
            Files.createTempDirectory("sallyport-verification").resolve("keys.json"),
            KeyPublisher.keySet(rsa, curve));
    Object callers = callers(agent, keys);
    verifier =
        type.getMethod(
                "of",
                callers.getClass(),
                Map.class,
                Properties.class,
                InstantSource.class,
                ThreadFactory.class)
            .invoke(
                null,
                callers,
                Map.of(),
                new Properties(),
                InstantSource.system(),
                (ThreadFactory) Verification::daemon);
    Method http = presented.getMethod("http", List.class, List.class, List.class);
    one = presented(http, rsa, 0);
    ofRsa = presented(http, rsa);
    ofCurve = presented(http, curve);
    Object unsigned = http.invoke(null, List.of("Bearer none"), List.of(), List.of());
    type.getMethod("start", Consumer.class)
        .invoke(verifier, (Consumer<String>) Verification::failed);
    while (verify(unsigned).toString().contains("NO_KEYS")) {
      Thread.onSpinWait();
    }
  }

  /** Each of them was good, or the figures are those of something else. */
  @TearDown
  public void check() {
    if (!last.toString().contains("why=BEARER")) {
      throw new IllegalStateException(last.toString());
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @Fork(9)
  public Object first() throws ReflectiveOperationException {
    return verify(one);
  }

  @Benchmark
  public Object known() throws ReflectiveOperationException {
    return verify(one);
  }

  @Benchmark
  public Object newOfRs256() throws ReflectiveOperationException {
    return verify(ofRsa.get(next()));
  }

  @Benchmark
  public Object newOfEs256() throws ReflectiveOperationException {
    return verify(ofCurve.get(next()));
  }

  private int next() {
    next = (next + 1) % TOKENS;
    return next;
  }

  private Object verify(Object presented) throws ReflectiveOperationException {
    last = caller.invoke(verifier, presented);
    return last;
  }

  private static Object callers(ClassLoader agent, Path keys) throws ReflectiveOperationException {
    String policy =
        "sallyport: 1\ncallers: { bearer: { issuer: %s, audience: %s, jwks: %s } }\n"
            .formatted(TokenDraft.ISSUER, TokenDraft.AUDIENCE, keys);
    Class<?> source = agent.loadClass("dev.sallyport.policy.source.Source");
    Class<?> variables = agent.loadClass("dev.sallyport.policy.read.Variables");
    Object none =
        Proxy.newProxyInstance(
            agent,
            new Class<?>[] {variables},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("the policy names no variable");
            });
    Object reading =
        agent
            .loadClass("dev.sallyport.policy.read.PolicyReader")
            .getMethod("read", source, variables)
            .invoke(
                null,
                source.getConstructor(String.class, String.class).newInstance("policy", policy),
                none);
    Object read = get(reading, "policy");
    return get(get(read, "callers"), "value");
  }

  private static Object get(Object record, String component) throws ReflectiveOperationException {
    return record.getClass().getMethod(component).invoke(record);
  }

  private static List<Object> presented(Method http, TokenKey key)
      throws ReflectiveOperationException {
    List<Object> presented = new ArrayList<>();
    for (int i = 1; i <= TOKENS; i++) {
      presented.add(presented(http, key, i));
    }
    return presented;
  }

  private static Object presented(Method http, TokenKey key, int number)
      throws ReflectiveOperationException {
    String token =
        TokenDraft.of("ann")
            .claim("jti", number)
            .claim("roles", List.of("reader"))
            .claim("scope", "files:read files:write")
            .signedBy(key);
    return http.invoke(null, List.of("Bearer " + token), List.of(), List.of());
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "keys");
    thread.setDaemon(true);
    return thread;
  }

  private static void failed(String trouble) {
    throw new IllegalStateException(trouble);
  }
}
