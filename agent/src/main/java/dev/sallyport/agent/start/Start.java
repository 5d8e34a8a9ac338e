package dev.sallyport.agent.start;

import dev.sallyport.agent.caller.Verifier;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Rules;
import dev.sallyport.agent.context.Shadow;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.doctor.Examination;
import dev.sallyport.agent.doctor.Examined;
import dev.sallyport.agent.gate.Clients;
import dev.sallyport.agent.gate.OwnClasses;
import dev.sallyport.agent.gate.Paths;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.session.SessionTable;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.Weaver;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Export;
import dev.sallyport.policy.model.ExportTarget;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.Sessions;
import java.io.File;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The order of starting, from options to the one line that says the gates are up. */
public final class Start {
  /** The newest release that the tests run on. */
  private static final int NEWEST_TESTED_JDK = 25;

  /** What faults of who calls are told under. */
  private static final String CALLERS = "callers";

  private static final String TESTED_SYSTEM = "Linux";

  /** Where the command {@code doctor} lets a JVM of its own, which ends there, write to. */
  private static final String DOCTOR = "sallyport.doctor";

  private final Instrumentation instrumentation;
  private final File jar;
  private final Properties properties = System.getProperties();
  private final Map<String, String> environment = System.getenv();
  private final PrintStream err = System.err;
  private final int feature = Runtime.version().feature();
  private final List<String> problems = new ArrayList<>();

  private Start(Instrumentation instrumentation, File jar) {
    this.instrumentation = instrumentation;
    this.jar = jar;
  }

  /** Called by {@code dev.sallyport.agent.SallyportAgent}, which stops the JVM if this throws. */
  public static void premain(String arguments, Instrumentation instrumentation, File jar)
      throws Throwable {
    new Start(instrumentation, jar).run(arguments);
  }

  private void run(String arguments) throws Throwable {
    String tool = JdkTool.in(properties);
    if (tool != null) {
      err.println("sallyport: " + tool + " is a tool of the JDK, so it runs without gates");
      return;
    }
    if (GateClass.isDefined()) {
      Halt.now(err, List.of("the agent is in this JVM already, -javaagent is given twice"));
    }
    Options options = Options.read(arguments, properties, environment);
    PolicySource source =
        options.policy() == null
            ? null
            : PolicySource.of(options.policy(), key(options), environment, properties);
    PolicyReading reading = PolicyReading.begin(source);
    Weaver.prepare();
    HookTable ours = Hooks.table().sealed(Seal.drawn());
    PolicyFile policy = reading.await();
    List<Hook> declared = Hooks.declared(policy.policy());
    HookTable table = counting(ours, policy.policy()).with(declared);
    Mode mode = mode(options, policy);
    Locking locking = Locking.read(options);
    Approving approving = Approving.read(options, policy, environment, properties);
    collectProblems(options, policy, locking, approving);
    if (mode == Mode.ENFORCE && !problems.isEmpty()) {
      Halt.now(err, problems);
    }

    Secrets secrets = secrets(policy.policy(), mode);
    Contexts contexts = new Contexts();
    ThreadState state = contexts.enter();
    MethodHandles.Lookup trusted = GateClass.trusted(instrumentation);
    GateClass.define(trusted);
    Paths paths = Paths.over(trusted);
    Recording recording =
        Recording.of(
            options,
            policy,
            mode,
            environment,
            properties,
            secrets,
            contexts,
            jar,
            hasOtherAgents(trusted),
            err);
    Machine machine =
        new Machine(
            paths,
            properties,
            jar,
            locking.file(),
            recording.audit(),
            exports(policy.policy()),
            recording.key(),
            approving.folder().file());
    Surroundings surroundings = machine.look(policy.files());
    Engine engine =
        Engine.compile(policy.policy(), policy.decidingDigest(), surroundings).withMode(mode);
    recording.start(problems);
    Shadow shadow = new Shadows(recording, err).of(policy, surroundings, /* last= */ null);
    recording.evaluates(shadow);
    recording.credentials(secrets);
    checkConditions(policy.policy(), mode, "condition", contexts, recording);
    if (shadow != null) {
      checkConditions(policy.shadow().policy(), Mode.AUDIT, "shadow", contexts, recording);
    }
    for (Map.Entry<String, String> problem : secrets.problems().entrySet()) {
      recording.faults().report("credential " + problem.getKey(), problem.getValue());
    }
    PostureReading posture =
        PostureReading.begin(contexts, trusted, jar, options.policy(), environment);
    Wiring.Installed installed =
        new Wiring(
                new Rules(engine, shadow),
                recording,
                contexts,
                paths,
                environment,
                own(),
                secrets,
                clients(policy.policy(), contexts, recording),
                locking.definitions(recording, contexts),
                approving.approvals(recording),
                table,
                policy.policy().dispatch())
            .install(trusted, instrumentation, feature, jar);
    String answer = properties.getProperty(DOCTOR);
    if (answer != null) {
      examine(installed, table, mode, paths.of(jar.getAbsoluteFile()))
          .write(new File(answer), Hooks.all().with(declared));
      Runtime.getRuntime().halt(0);
    }
    installed.missing().started(err);
    recording.posture(posture.await());
    String hooks = Health.hooks(table, installed.log(), feature, installed.canaries().count());
    recording.ready(hooks);
    err.println(Health.line(mode, policy, hooks, secrets, recording));
    AgentThreads.named(contexts, "sallyport-frameworks")
        .newThread(
            FrameworkWatch.of(
                Frameworks.rows(),
                declared,
                table,
                installed.log(),
                installed.server(),
                recording,
                err,
                options.frameworkWait()))
        .start();
    if (source != null && options.reload()) {
      AgentThreads.named(contexts, "sallyport-reload")
          .newThread(
              new Reloading(
                  source, policy, options, machine, approving, installed.server(), recording, err))
          .start();
    }
    contexts.leave(state);
  }

  /** Reading is hooked only where it is limited: nothing is called more often. */
  private static HookTable counting(HookTable table, Policy policy) {
    return policy.limitsReading() ? table.with(Hooks.reading()) : table;
  }

  /** Whether the JVM has, or may have, agents beside this one. */
  private static boolean hasOtherAgents(MethodHandles.Lookup trusted) {
    int agents = 0;
    try {
      for (String argument : RuntimeArguments.of(trusted)) {
        agents += argument.startsWith("-javaagent:") ? 1 : 0;
      }
    } catch (ReflectiveOperationException e) {
      return true;
    }
    return agents != 1;
  }

  private Secrets secrets(Policy policy, Mode mode) {
    List<Credential> credentials = new ArrayList<>();
    for (Entry<Credential> credential : policy.credentials().values()) {
      credentials.add(credential.value());
    }
    return credentials.isEmpty()
        ? Secrets.none()
        : Secrets.read(credentials, environment, properties, mode == Mode.ENFORCE);
  }

  private static @Nullable PolicyKey key(Options options) {
    return options.policyKey() == null ? null : PolicyKey.read(options.policyKey());
  }

  /** As {@link ConditionCheck} does, where there are any. */
  private void checkConditions(
      Policy policy, Mode mode, String where, Contexts contexts, Recording recording) {
    if (!policy.conditions().isEmpty()) {
      AgentThreads.named(contexts, "sallyport-conditions")
          .newThread(new ConditionCheck(policy, mode, where, recording.faults(), err))
          .start();
    }
  }

  /** Nothing is loaded for what a policy does not ask for. */
  private Clients clients(Policy policy, Contexts contexts, Recording recording) {
    Verifier verifier = null;
    if (policy.callers() != null) {
      verifier =
          Verifier.of(
              policy.callers().value(),
              environment,
              properties,
              InstantSource.system(),
              AgentThreads.named(contexts, "sallyport-keys"));
      Faults faults = recording.faults();
      verifier.start(trouble -> faults.report(CALLERS, trouble));
      for (String problem : verifier.problems()) {
        faults.report(CALLERS, problem);
      }
    }
    Sessions rules = policy.sessions();
    return new Clients(
        verifier,
        policy.callers() != null && policy.callers().value().required(),
        tellsSessions(policy)
            ? new SessionTable(InstantSource.system(), value(rules.ttl()), value(rules.idle()))
            : null);
  }

  /** Whether a policy needs sessions to be told from each other. */
  static boolean tellsSessions(Policy policy) {
    Sessions rules = policy.sessions();
    return policy.callers() != null
        || rules.ttl() != null
        || rules.idle() != null
        || rules.purposes() != null
        || rules.limits().any()
        || rules.volumes().any()
        || !policy.requirements().isEmpty()
        || !policy.approvals().isEmpty();
  }

  private static @Nullable Duration value(@Nullable Entry<Duration> entry) {
    return entry == null ? null : entry.value();
  }

  /** Also the two classes of ours that the application's loader has. */
  private static OwnClasses own() throws ClassNotFoundException {
    ClassLoader loader = Start.class.getClassLoader();
    String entry = loader.getClass().getPackageName().concat(".SallyportAgent");
    return OwnClasses.of(
        loader, Class.forName(entry, /* initialize= */ false, loader.getClass().getClassLoader()));
  }

  private Examined examine(Wiring.Installed installed, HookTable table, Mode mode, Path file)
      throws ReflectiveOperationException {
    return Examination.examine(
        instrumentation, installed.gates(), table, installed.log(), feature, mode, file);
  }

  /** The files that records go to beside the audit file. */
  private static List<File> exports(Policy policy) {
    List<File> files = new ArrayList<>();
    for (Export export : policy.audit().export()) {
      if (export.to() instanceof ExportTarget.ToFile file) {
        files.add(new File(file.path()));
      }
    }
    return files;
  }

  /** Where nothing says which mode is meant, the stricter one is. */
  static Mode mode(Options options, PolicyFile policy) {
    if (options.mode() != null) {
      return options.mode();
    }
    if (!options.problems().isEmpty()) {
      return Mode.ENFORCE;
    }
    if (policy.problem() != null) {
      return policy.mode() == Mode.AUDIT ? Mode.AUDIT : Mode.ENFORCE;
    }
    return policy.policy().mode();
  }

  /** Why this JDK may not be enforced on, or null. */
  static @Nullable String untested(int feature, Options options) {
    return feature <= NEWEST_TESTED_JDK || options.untestedJdk()
        ? null
        : "JDK "
            + feature
            + " is newer than the newest that was tested, "
            + NEWEST_TESTED_JDK
            + "; untested-jdk=allow accepts it";
  }

  /** Why this system may not be enforced on, or null. */
  static @Nullable String untestedSystem(String name) {
    return name.startsWith(TESTED_SYSTEM)
        ? null
        : "enforce mode is tested on " + TESTED_SYSTEM + " only, and this is " + name;
  }

  private void collectProblems(
      Options options, PolicyFile policy, Locking locking, Approving approving) {
    problems.addAll(options.problems());
    if (policy.problem() != null) {
      problems.add(policy.problem());
    }
    if (locking.problem() != null) {
      problems.add(locking.problem());
    }
    if (approving.problem() != null) {
      problems.add(approving.problem());
    }
    String untested = untested(feature, options);
    if (untested != null) {
      problems.add(untested);
    }
    String system = untestedSystem(properties.getProperty("os.name", "unknown"));
    if (system != null) {
      problems.add(system);
    }
  }
}
