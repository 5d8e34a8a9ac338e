package dev.sallyport.agent.doctor;

import dev.sallyport.agent.client.HopReaders;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.enforce.Enforcer;
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
import dev.sallyport.agent.gate.WithheldFiles;
import dev.sallyport.agent.record.DecisionId;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.model.Policy;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Gates under the built-in policy, behind no doors and without an agent. */
final class BuiltInGates {
  private BuiltInGates() {}

  static Gates of(HookTable table) throws ReflectiveOperationException {
    MethodHandles.Lookup trusted = MethodHandles.lookup();
    Recorder recorder =
        new Recorder(8, Overflow.DROP, Thread::new, List.of(), InstantSource.system(), System.err);
    Paths paths = Paths.over(trusted);
    Inodes inodes = Inodes.over(trusted);
    Engine engine =
        Engine.compile(Policy.builtIn(), new Surroundings(paths, List.of(), List.of(), List.of()));
    Server server = new Server(engine);
    return new Gates(
        server,
        table,
        new Contexts(MethodHandles.lookup()),
        new Checkpoint(
            server,
            recorder,
            new Losses(false),
            new DecisionId("test"),
            new Faults(recorder, System.err),
            InstantSource.system()),
        new Clients(null, /* required= */ false, null),
        Enforcer.over(trusted),
        paths,
        Descriptors.over(trusted),
        inodes,
        OwnProcess.over(trusted, Map.of(), Secrets.none()),
        OwnClasses.of(ClassLoader.getPlatformClassLoader(), BuiltInGates.class),
        Memory.over(trusted),
        TlsPeers.over(trusted),
        Secrets.none(),
        WithheldFiles.over(trusted, Secrets.none(), paths, inodes, new File("target")),
        new HopReaders(trusted),
        (hook, owner, result) -> result,
        /* dispatch= */ null,
        (source, subscriber, context) -> subscriber);
  }
}
