package dev.sallyport.agent.gate;

import dev.sallyport.agent.approval.Approvals;
import dev.sallyport.agent.approval.Folder;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.client.HopReaders;
import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Rules;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.context.Shadow;
import dev.sallyport.agent.context.ShadowGrants;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.enforce.Enforcer;
import dev.sallyport.agent.framework.declared.DispatchPoints;
import dev.sallyport.agent.limit.Turnstile;
import dev.sallyport.agent.pin.Definitions;
import dev.sallyport.agent.record.DecisionId;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.Operand;
import dev.sallyport.agent.weave.Rows;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Grants;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.WhenFull;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Reading;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.ProblemText;
import dev.sallyport.policy.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All gates under one policy, as they stand behind the doors, without an agent. */
public final class House implements AutoCloseable {
  /** A hook's number is its check's place. Each refuses by {@code SecurityException}. */
  private static final HookTable TABLE = table();

  /** Not of these tests' own loader, which the application's classes are in here. */
  private static final OwnClasses OWN = OwnClasses.of(new Isolated(), Ours.class);

  /** Values of the properties {@code house.token} and {@code house.key}, for credentials. */
  public static final String TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";

  static final String KEY = "s3cr/t+Key=12";

  private static final int QUEUE = 1024;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final List<Entry> entries = new ArrayList<>();
  private final Contexts contexts = new Contexts(MethodHandles.lookup());
  private final Recorder recorder;
  private final Engine engine;
  private final Checkpoint checkpoint;
  private final Server server;
  private final Gates gates;
  private final HttpGate http;
  private final ToolGate tools;
  private final Secrets secrets;
  private final @Nullable Call call;

  private House(String policy, @Nullable String tool, Map<String, String> environment) {
    try {
      MethodHandles.Lookup trusted = MethodHandles.lookup();
      Policy written = policy(policy);
      Paths paths = Paths.over(trusted);
      engine = Engine.compile(written, new Surroundings(paths, List.of(), List.of(), List.of()));
      secrets = secrets(written, engine.mode());
      recorder =
          new Recorder(
              QUEUE,
              Overflow.BLOCK,
              Thread::new,
              List.of(() -> new Kept(entries)),
              InstantSource.system(),
              err);
      recorder.start();
      server = new Server(engine);
      Faults faults = new Faults(recorder, err);
      checkpoint =
          new Checkpoint(
              server,
              recorder,
              new Losses(written.audit().full() == WhenFull.DENY),
              new DecisionId("test"),
              faults,
              InstantSource.system());
      Clients clients = new Clients(null, /* required= */ false, null);
      tools =
          new ToolGate(
              server,
              contexts,
              checkpoint,
              new Turnstile(System::nanoTime),
              clients,
              secrets,
              Definitions.pinned(Map.of(), /* lock= */ null, recorder, faults),
              new Approvals(
                  Folder.of(new File("target", "approvals")),
                  "house",
                  InstantSource.system(),
                  faults),
              recorder,
              faults,
              House::daemon,
              written.audit().arguments(),
              () -> "");
      Inodes inodes = Inodes.over(trusted);
      http = new HttpGate(checkpoint, List.of(new HostHeader(checkpoint)));
      gates =
          new Gates(
              server,
              TABLE,
              contexts,
              checkpoint,
              clients,
              Enforcer.over(trusted),
              paths,
              Descriptors.over(trusted),
              inodes,
              OwnProcess.over(trusted, environment, Secrets.none()),
              OWN,
              Memory.over(trusted),
              TlsPeers.over(trusted),
              secrets,
              WithheldFiles.over(trusted, secrets, paths, inodes, new File("target")),
              new HopReaders(trusted),
              (hook, owner, result) -> result,
              new DispatchPoints(tools, List.of()),
              (source, subscriber, context) -> subscriber);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    call = tool == null ? null : new Call("c1", new Principal.Tool(tool), 0);
    if (tool != null) {
      contexts.begin(new Context(engine.grants(new Principal.Tool(tool)), call));
    }
  }

  /** Inside a call of the tool {@code t}, which has these keys, written as a flow mapping. */
  static House enforcing(String keys) {
    return new House("mode: enforce\ntools:\n  t: " + keys + "\n", "t", System.getenv());
  }

  static House auditing(String keys) {
    return new House("mode: audit\ntools:\n  t: " + keys + "\n", "t", System.getenv());
  }

  /** Inside a call of the tool {@code t}, under a whole policy. */
  static House inCall(String policy) {
    return new House(policy, "t", System.getenv());
  }

  /** As {@link #enforcing}, in a process with that {@code PATH} and nothing else. */
  static House searching(@Nullable String searchPath, String keys) {
    return new House(
        "mode: enforce\ntools:\n  t: " + keys + "\n",
        "t",
        searchPath == null ? Map.of() : Map.of("PATH", searchPath));
  }

  /** The server itself. */
  public static House ofServer(String policy) {
    return new House(policy, null, System.getenv());
  }

  Gates gates() {
    return gates;
  }

  Contexts contexts() {
    return contexts;
  }

  Server server() {
    return server;
  }

  public ToolGate tools() {
    return tools;
  }

  public Engine engine() {
    return engine;
  }

  public Recorder recorder() {
    return recorder;
  }

  Grants toolGrants(String name) {
    return engine.grants(new Principal.Tool(name));
  }

  /**
   * From here on another policy is evaluated beside this one, for the call on this thread as well;
   * answers what it counts.
   */
  Shadow shadow(String policy) {
    Shadow shadow =
        new Shadow(
            Engine.compile(
                policy(policy), new Surroundings(path -> path, List.of(), List.of(), List.of())));
    server.holdTo(new Rules(engine, shadow));
    if (call != null) {
      contexts.begin(
          new Context(
              toolGrants(call.of().name()),
              call,
              new ShadowGrants(shadow, shadow.engine().grants(call.of()))));
    }
    return shadow;
  }

  /** A call of another tool begins on this thread, until {@link Contexts#end}. */
  void begin(String tool) {
    contexts.begin(
        new Context(
            engine.grants(new Principal.Tool(tool)),
            new Call("c-" + tool, new Principal.Tool(tool), 0)));
  }

  Call call() {
    if (call == null) {
      throw new IllegalStateException("the server has no call");
    }
    return call;
  }

  static int number(Check check) {
    return List.of(Check.values()).indexOf(check);
  }

  /** What comes of a request, whatever its client. */
  Inspected passes(Hop hop) {
    return http.pass(TABLE.row(number(Check.HTTP_CLIENT)), contexts.current(), hop);
  }

  /** Whether the gates let that through. */
  boolean allows(Check check, @Nullable Object a, @Nullable Object b, int n, int m) {
    try {
      gates.check(number(check), a, b, n, m);
      return true;
    } catch (SecurityException e) {
      return false;
    }
  }

  public boolean allows(Check check, @Nullable Object a) {
    return allows(check, a, null, 0, 0);
  }

  boolean allows(Check check, @Nullable Object a, @Nullable Object b) {
    return allows(check, a, b, 0, 0);
  }

  /** Whether the gates let a client write what a row exchanges. */
  boolean writes(Check check, @Nullable Object a, @Nullable Object b, Object exchanged) {
    try {
      gates.exchange(number(check), a, b, exchanged);
      return true;
    } catch (SecurityException e) {
      return false;
    }
  }

  /** Whether the gates let that text leave on a socket, of which then so many bytes do. */
  boolean sends(Object socket, String text, int sent) {
    boolean allowed;
    try (OffHeap bytes = OffHeap.of(text)) {
      gates.send(number(Check.SOCKET_WRITE), socket, bytes.address(), text.length());
      allowed = verifies(Check.SOCKET_WRITE, socket, null, sent, 0);
    } catch (SecurityException e) {
      return false;
    }
    return allowed;
  }

  boolean sends(Object socket, String text) {
    return sends(socket, text, text.length());
  }

  /** What comes of what a request carries. */
  Inspected inspect(Hop hop) {
    Context context = call == null ? null : contexts.current();
    Subject subject = new Subject("http", "get", "some.hook");
    return new CredentialInspection(checkpoint, secrets).inspect(context, subject, hop);
  }

  Secrets secrets() {
    return secrets;
  }

  /** Whether the gates let a child start, with an environment that is its own. */
  boolean starts(@Nullable String directory, String... command) {
    Map<String, String> environment = new ProcessBuilder().environment();
    environment.clear();
    return exchanges(directory, environment, command);
  }

  private boolean exchanges(
      @Nullable String directory, Map<String, String> environment, String... command) {
    try {
      gates.exchange(number(Check.PROCESS), command, directory, environment);
      return true;
    } catch (SecurityException e) {
      return false;
    }
  }

  /** The environment that a child gets; null stands for this process's own. */
  @SuppressWarnings("unchecked") // it is what the JDK gets
  @Nullable Map<String, String> environmentOf(
      @Nullable Map<String, String> environment, String... command) {
    return (Map<String, String>) gates.exchange(number(Check.PROCESS), command, null, environment);
  }

  /** What a woven method answers in place of that result. */
  Object filtered(Check check, @Nullable Object a, Object result) {
    return gates.replace(number(check), a, result);
  }

  /** Whether what came of it may be handed out. */
  boolean verifies(Check check, @Nullable Object a, @Nullable Object b, int n, int m) {
    try {
      gates.verify(number(check), a, b, n, m);
      return true;
    } catch (SecurityException e) {
      return false;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** Decisions so far, such as {@code file read /etc/passwd deny blocked}. */
  public List<String> decisions() {
    return recorded().stream()
        .filter(Entry.DecisionMade.class::isInstance)
        .map(Entry.DecisionMade.class::cast)
        .map(House::text)
        .toList();
  }

  /** Everything recorded so far. */
  public List<Entry> recorded() {
    try {
      if (!recorder.flush(Duration.ofSeconds(10))) {
        throw new AssertionError("the recorder is stuck");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    synchronized (entries) {
      return List.copyOf(entries);
    }
  }

  /** What comes of a question while no more records fit into the queue. */
  boolean overflowing(BooleanSupplier asked) {
    Entry filling = new Entry.StateChanged(0, "filling", Map.of());
    synchronized (entries) {
      recorder.accept(filling);
      while (recorder.waiting() > 0) {
        Thread.onSpinWait();
      }
      while (recorder.waiting() < QUEUE) {
        recorder.accept(filling);
      }
      return asked.getAsBoolean();
    }
  }

  List<String> said() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    try {
      recorder.close(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Entry.DecisionMade made) {
    String credential = made.credential().isEmpty() ? "" : " of " + made.credential();
    return made.gate()
        + ' '
        + made.operation()
        + ' '
        + made.target()
        + credential
        + ' '
        + (made.decision().verdict() + " " + made.action()).toLowerCase(Locale.ROOT);
  }

  private static HookTable table() {
    Rows rows = new Rows().in("some/Class");
    Operand nothing = new Operand(Operand.Kind.NOTHING, 0, "", "");
    for (Check check : Check.values()) {
      rows.check(check.name(), "()V", check, Denial.SECURITY, nothing);
    }
    List<Hook> all = rows.rows();
    return HookTable.of(all);
  }

  private static Secrets secrets(Policy policy, Mode mode) {
    Properties properties = new Properties();
    properties.setProperty("house.token", TOKEN);
    properties.setProperty("house.key", KEY);
    return Secrets.read(
        policy.credentials().values().stream()
            .map(dev.sallyport.policy.model.Entry::value)
            .toList(),
        Map.of(),
        properties,
        mode == Mode.ENFORCE);
  }

  static Policy policy(String text) {
    Source source = new Source("policy.yaml", "sallyport: 1\n" + text);
    Reading reading = PolicyReader.read(source, new NoVariables());
    Policy policy = reading.policy();
    if (policy == null) {
      throw new AssertionError(ProblemText.render(source, reading.problems()));
    }
    return policy;
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

  /** Stands for the agent's classes. */
  static final class Ours extends Thread {
    @SuppressWarnings("UnusedVariable") // read by reflection, or not
    private final String secret = "ours";
  }

  private static final class Isolated extends ClassLoader {}

  /** A sink that keeps what it gets. */
  private record Kept(List<Entry> entries) implements Sink {
    @Override
    public void accept(Entry entry) {
      synchronized (entries) {
        entries.add(entry);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close(Duration limit) {}
  }
}
