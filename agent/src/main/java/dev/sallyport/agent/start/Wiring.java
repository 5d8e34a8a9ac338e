package dev.sallyport.agent.start;

import dev.sallyport.agent.approval.Approvals;
import dev.sallyport.agent.client.HopReaders;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Rules;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.doctor.StartCanaries;
import dev.sallyport.agent.enforce.Enforcer;
import dev.sallyport.agent.framework.declared.DispatchPoints;
import dev.sallyport.agent.gate.Checkpoint;
import dev.sallyport.agent.gate.Clients;
import dev.sallyport.agent.gate.Descriptors;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.gate.Inodes;
import dev.sallyport.agent.gate.Memory;
import dev.sallyport.agent.gate.OwnClasses;
import dev.sallyport.agent.gate.OwnProcess;
import dev.sallyport.agent.gate.Paths;
import dev.sallyport.agent.gate.TlsPeers;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.gate.WithheldFiles;
import dev.sallyport.agent.limit.Turnstile;
import dev.sallyport.agent.pin.Definitions;
import dev.sallyport.agent.reactive.Chains;
import dev.sallyport.agent.record.DecisionId;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Ticks;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.Installation;
import dev.sallyport.agent.weave.WeaveLog;
import dev.sallyport.policy.model.DispatchPoint;
import dev.sallyport.policy.model.Entry;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Ties the gates to the doors, and the doors to the JDK.
 *
 * <p>Apart from {@link Start} because verifying it needs the gate's classes, which {@link Start}
 * defines.
 *
 * @param rules what is in force from the start
 * @param environment of this process
 * @param own the agent's classes
 * @param secrets those of the policy
 * @param clients how they are told from each other
 * @param definitions what the server shows of itself
 * @param approvals what waits for one
 * @param dispatch where the server calls its tools, as the policy says
 */
record Wiring(
    Rules rules,
    Recording recording,
    Contexts contexts,
    Paths paths,
    Map<String, String> environment,
    OwnClasses own,
    Secrets secrets,
    Clients clients,
    Definitions definitions,
    Approvals approvals,
    HookTable table,
    List<Entry<DispatchPoint>> dispatch) {

  /**
   * What stands.
   *
   * @param missing has yet to be told that the start is over
   */
  record Installed(
      Gates gates, Server server, WeaveLog log, MissingHooks missing, StartCanaries canaries) {}

  /**
   * Installs the gates and tries a few of them.
   *
   * @param file one that can be read
   */
  Installed install(
      MethodHandles.Lookup trusted, Instrumentation instrumentation, int feature, File file)
      throws Throwable {
    Server server = new Server(rules);
    Recorder recorder = recording.recorder();
    Faults faults = recording.faults();
    Checkpoint checkpoint =
        new Checkpoint(
            server,
            recorder,
            recording.losses(),
            new DecisionId(recording.process()),
            faults,
            InstantSource.system());
    ToolGate tools =
        new ToolGate(
            server,
            contexts,
            checkpoint,
            new Turnstile(new Ticks()),
            clients,
            secrets,
            definitions,
            approvals,
            recorder,
            faults,
            AgentThreads.named(contexts, "sallyport-inventory"),
            recording.arguments(),
            recording.ambient());
    recording.tells(tools.inventory());
    Inodes inodes = Inodes.over(trusted);
    File temporary = new File(System.getProperty("java.io.tmpdir"));
    secrets.withholdProperties(System.getProperties());
    Gates gates =
        new Gates(
            server,
            table,
            contexts,
            checkpoint,
            clients,
            Enforcer.over(trusted),
            paths,
            Descriptors.over(trusted),
            inodes,
            OwnProcess.over(trusted, environment, secrets),
            own,
            Memory.over(trusted),
            TlsPeers.over(trusted),
            secrets,
            WithheldFiles.over(trusted, secrets, paths, inodes, temporary),
            new HopReaders(trusted),
            new Frameworks(tools),
            dispatch.isEmpty() ? null : new DispatchPoints(tools, dispatch),
            new Chains());
    GateClass.arm(trusted, gates);
    MissingHooks missing = new MissingHooks(rules.engine().mode(), server, faults);
    WeaveLog log = new WeaveLog(table, missing);
    new Installation(instrumentation, table, feature, log).install();
    StartCanaries canaries = new StartCanaries(gates, table, log, feature);
    canaries.send(paths.of(file));
    for (Hook silent : canaries.silent()) {
      missing.silent(silent);
    }
    return new Installed(gates, server, log, missing, canaries);
  }
}
