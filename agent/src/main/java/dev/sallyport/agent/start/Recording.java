package dev.sallyport.agent.start;

import dev.sallyport.agent.audit.AuditLocation;
import dev.sallyport.agent.audit.AuditSource;
import dev.sallyport.agent.audit.ClosingLineSource;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Shadow;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.doctor.Finding;
import dev.sallyport.agent.export.ExportSource;
import dev.sallyport.agent.gate.Inventory;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Shown;
import dev.sallyport.agent.record.SinkSource;
import dev.sallyport.agent.telemetry.Ambient;
import dev.sallyport.agent.telemetry.OtlpLogTarget;
import dev.sallyport.agent.telemetry.OtlpTarget;
import dev.sallyport.agent.telemetry.TelemetrySource;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.RecordedArguments;
import dev.sallyport.policy.model.WhenFull;
import java.io.File;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The recorder of this run, with its sinks chosen.
 *
 * @param key the private key that signs the audit file
 * @param losses whether calls have to be denied because records are being lost
 * @param arguments what is recorded of the arguments of calls
 * @param shadow what is evaluated beside the policy in force, and not told the end of yet
 * @param ambient the span under which a thread works
 * @param inventory of the tools; null where there is none
 */
record Recording(
    Recorder recorder,
    Faults faults,
    AuditLocation audit,
    File key,
    Losses losses,
    RecordedArguments arguments,
    Origin origin,
    Mode mode,
    Contexts contexts,
    AtomicReference<@Nullable Shadow> shadow,
    Ambient ambient,
    AtomicReference<@Nullable Inventory> inventory) {
  /** Entries; some seconds of a busy server. */
  private static final int CAPACITY = 1 << 16;

  private static final String AUDIT_KEY = "audit.key";

  private static final String SHADOW = "shadow";

  private static final Duration LAST_WRITES = Duration.ofSeconds(3);

  /** One of a run in which nothing is evaluated beside the policy yet. */
  Recording(
      Recorder recorder,
      Faults faults,
      AuditLocation audit,
      File key,
      Losses losses,
      RecordedArguments arguments,
      Origin origin,
      Mode mode,
      Contexts contexts,
      Ambient ambient) {
    this(
        recorder,
        faults,
        audit,
        key,
        losses,
        arguments,
        origin,
        mode,
        contexts,
        new AtomicReference<>(),
        ambient,
        new AtomicReference<>());
  }

  static Recording of(
      Options options,
      PolicyFile file,
      Mode mode,
      Map<String, String> environment,
      Properties properties,
      Secrets secrets,
      Contexts contexts,
      File jar,
      boolean otherAgents,
      PrintStream err) {
    Policy policy = file.policy();
    String server = policy.server() == null ? mainClass(properties) : policy.server();
    Instant now = Instant.now();
    long pid = ProcessId.current();
    Origin origin = new Origin(server, processName(now, pid), file.decidingDigest(), Version.TEXT);
    String named = options.audit() == null ? policy.audit().file() : options.audit();
    AuditLocation audit =
        named == null
            ? AuditLocation.perStart(
                server, environment, properties.getProperty("user.home"), now, pid)
            : AuditLocation.configured(named, pid);
    List<SinkSource> sinks = new ArrayList<>();
    Losses losses = new Losses(policy.audit().full() == WhenFull.DENY);
    File key = auditKey(policy, environment, properties);
    sinks.add(new AuditSource(audit, policy.audit(), key, origin, losses, err));
    sinks.add(new ClosingLineSource(jar, audit, err));
    String otlp = policy.telemetry().otlp();
    OtlpTarget.Choice choice = OtlpTarget.choose(otlp == null ? "" : otlp, environment);
    List<String> problems = new ArrayList<>(choice.problems());
    Ambient ambient = new Ambient();
    Queued queued = new Queued();
    if (choice.target() != null || otherAgents) {
      sinks.add(
          new TelemetrySource(
              choice.target(),
              policy.telemetry().spans().name(),
              origin,
              otherAgents,
              ambient,
              queued,
              properties.getProperty("user.home", ""),
              AgentThreads.named(contexts, "sallyport-otlp"),
              err));
    }
    ExportOutages outages = new ExportOutages();
    if (!policy.audit().export().isEmpty()) {
      sinks.add(
          new ExportSource(
              policy.audit().export(),
              origin,
              pid,
              OtlpLogTarget.choose(otlp == null ? "" : otlp, environment, problems),
              AgentThreads.named(contexts, "sallyport-export"),
              outages,
              err));
    }
    for (String problem : problems) {
      err.println("sallyport: telemetry: " + problem);
    }
    Recorder recorder =
        new Recorder(
            CAPACITY,
            mode == Mode.ENFORCE ? Overflow.BLOCK : Overflow.DROP,
            AgentThreads.named(contexts, "sallyport-recorder"),
            shown(sinks, secrets),
            InstantSource.system(),
            err);
    outages.tell(recorder);
    queued.recorder = recorder;
    return new Recording(
        recorder,
        new Faults(recorder, err),
        audit,
        key,
        losses,
        policy.audit().arguments(),
        origin,
        mode,
        contexts,
        ambient);
  }

  /** The private key that signs records: the policy's, or one of all servers of this user. */
  private static File auditKey(
      Policy policy, Map<String, String> environment, Properties properties) {
    String named = policy.audit().key();
    return named == null
        ? new File(AuditLocation.state(environment, properties.getProperty("user.home")), AUDIT_KEY)
        : new File(named);
  }

  /** A path may hold a secret, or a host name. */
  private static List<SinkSource> shown(List<SinkSource> sinks, Secrets secrets) {
    if (secrets.isEmpty()) {
      return sinks;
    }
    List<SinkSource> shown = new ArrayList<>();
    for (SinkSource sink : sinks) {
      shown.add(new Shown(sink, new Visible(secrets)));
    }
    return shown;
  }

  /** The short random name of this run. */
  String process() {
    return origin.process();
  }

  /** What is told anew after a reload, and a last time when the JVM ends. */
  void tells(Inventory tools) {
    inventory.set(tools);
  }

  /** Starts writing, with what is known at start; what is left is written when the JVM ends. */
  void start(List<String> problems) {
    state(
        "start",
        Map.of(
            "version",
            origin.version(),
            "mode",
            mode.name().toLowerCase(Locale.ROOT),
            "policy",
            origin.policyDigest(),
            "jdk",
            System.getProperty("java.runtime.version", "")));
    for (String problem : problems) {
      faults.report("start", problem);
    }
    recorder.start();
    Runtime.getRuntime()
        .addShutdownHook(AgentThreads.named(contexts, "sallyport-stop").newThread(new Stop(this)));
  }

  /** What is done about each secret, by its name. */
  void credentials(Secrets secrets) {
    if (!secrets.isEmpty()) {
      state("credentials", secrets.states());
    }
  }

  /**
   * Another policy is in force.
   *
   * @param before the digest of the one that was, as {@code digest}
   */
  void reloaded(String before, String digest) {
    state("reload", Map.of("policy", digest, "before", before));
    Inventory tools = inventory.get();
    if (tools != null) {
      tools.look();
    }
  }

  /**
   * Another policy was found, and is not in force.
   *
   * @param inForce the digest of the one that stays, as {@code digest}
   */
  void refused(String inForce, String digest, String problem) {
    state("reload", Map.of("policy", inForce, "refused", digest, "problem", problem));
  }

  /**
   * From now on that is evaluated beside the policy in force, or nothing, where it is null. What
   * came of the one before is told.
   */
  void evaluates(@Nullable Shadow next) {
    Shadow before = shadow.getAndSet(next);
    if (before == next) {
      return;
    }
    if (before != null) {
      Map<String, String> details = new HashMap<>(before.counts());
      details.put(SHADOW, before.engine().digest());
      state(SHADOW, details);
    }
    if (next != null) {
      state(SHADOW, Map.of(SHADOW, next.engine().digest()));
    }
  }

  /**
   * A policy was found that was to be evaluated beside the one in force, and is not.
   *
   * @param stays the digest of the one that still is; empty for none
   */
  void shadowRefused(String stays, String digest, String problem) {
    state(SHADOW, Map.of(SHADOW, stays, "refused", digest, "problem", problem));
  }

  /** The gates are up. */
  void ready(String hooks) {
    state("ready", Map.of("hooks", hooks));
  }

  /** How the server is run; names of findings, never what they are about. */
  void posture(List<Finding> findings) {
    StringBuilder codes = new StringBuilder();
    for (Finding finding : findings) {
      codes.append(codes.isEmpty() ? "" : " ").append(finding.weakness().code());
    }
    state("posture", Map.of("findings", codes.toString()));
  }

  /** The classes by which the server's MCP framework is known; none where it is not. */
  void framework(List<String> classes) {
    state("framework", Map.of("found", String.join(" ", classes)));
  }

  private void state(String kind, Map<String, String> details) {
    Instant now = Instant.now();
    long time = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    recorder.accept(new Entry.StateChanged(time, kind, details));
  }

  /** What a server without a name in its policy is called. */
  private static String mainClass(Properties properties) {
    String command = properties.getProperty("sun.java.command", "java");
    int space = command.indexOf(' ');
    String main = space < 0 ? command : command.substring(0, space);
    return main.substring(main.lastIndexOf('/') + 1);
  }

  /** Differs from run to run, on one machine and between machines that start at the same time. */
  private static String processName(Instant now, long pid) {
    long mixed =
        (now.getEpochSecond() * 1_000_003L + now.getNano()) ^ (pid << 40) ^ System.nanoTime();
    return Long.toString((mixed >>> 1) % 2_176_782_336L, Character.MAX_RADIX);
  }

  /** How many entries wait: asked once there is a recorder that they wait for. */
  private static final class Queued implements LongSupplier {
    private volatile @Nullable Recorder recorder;

    @Override
    public long getAsLong() {
      Recorder known = recorder;
      return known == null ? 0 : known.waiting();
    }
  }

  private record Visible(Secrets secrets) implements UnaryOperator<String> {
    @Override
    public String apply(String text) {
      return secrets.visible(text);
    }
  }

  private record Stop(Recording recording) implements Runnable {
    @Override
    public void run() {
      recording.evaluates(null);
      Inventory last = recording.inventory.get();
      if (last != null) {
        last.stop();
      }
      try {
        recording.recorder.close(LAST_WRITES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
