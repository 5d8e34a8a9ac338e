package dev.sallyport.agent;

import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes the agent a module of its own, of which the application's loader sees the two entries and
 * nothing else.
 *
 * <p>The application gets hold of some objects of the agent's, such as the handlers that stand in
 * for a framework's, and through them of their class loader. The JVM itself then keeps everyone
 * from the rest: bytecode, reflection and method handles alike. Classes of an unnamed module are
 * public to all.
 */
final class OwnModule {
  static final String NAME = "dev.sallyport.agent";

  /** All of ours; a test compares them with the jar. What is relocated stays outside. */
  static final Set<String> PACKAGES =
      Set.of(
          "dev.sallyport.agent.approval",
          "dev.sallyport.agent.audit",
          "dev.sallyport.agent.caller",
          "dev.sallyport.agent.client",
          "dev.sallyport.agent.command",
          "dev.sallyport.agent.context",
          "dev.sallyport.agent.credential",
          "dev.sallyport.agent.doctor",
          "dev.sallyport.agent.doctor.server",
          "dev.sallyport.agent.enforce",
          "dev.sallyport.agent.export",
          "dev.sallyport.agent.framework",
          "dev.sallyport.agent.framework.declared",
          "dev.sallyport.agent.framework.helidon",
          "dev.sallyport.agent.framework.json",
          "dev.sallyport.agent.framework.kotlin",
          "dev.sallyport.agent.framework.quarkus",
          "dev.sallyport.agent.framework.sdk",
          "dev.sallyport.agent.gate",
          "dev.sallyport.agent.guest.mutiny",
          "dev.sallyport.agent.guest.reactor",
          "dev.sallyport.agent.guest.rxjava",
          "dev.sallyport.agent.http",
          "dev.sallyport.agent.identity",
          "dev.sallyport.agent.inbound",
          "dev.sallyport.agent.json",
          "dev.sallyport.agent.learn",
          "dev.sallyport.agent.limit",
          "dev.sallyport.agent.lineage",
          "dev.sallyport.agent.pin",
          "dev.sallyport.agent.reactive",
          "dev.sallyport.agent.record",
          "dev.sallyport.agent.replay",
          "dev.sallyport.agent.report",
          "dev.sallyport.agent.risk",
          "dev.sallyport.agent.scan",
          "dev.sallyport.agent.schema",
          "dev.sallyport.agent.session",
          "dev.sallyport.agent.start",
          "dev.sallyport.agent.telemetry",
          "dev.sallyport.agent.telemetry.signal",
          "dev.sallyport.agent.weave",
          "dev.sallyport.agent.wire",
          "dev.sallyport.policy.check",
          "dev.sallyport.policy.condition",
          "dev.sallyport.policy.decide",
          "dev.sallyport.policy.match",
          "dev.sallyport.policy.model",
          "dev.sallyport.policy.read",
          "dev.sallyport.policy.source");

  private OwnModule() {}

  /** Makes it, before the loader has loaded any class. */
  static void define(IsolatedLoader loader) {
    ModuleLayer boot = ModuleLayer.boot();
    ModuleDescriptor descriptor = ModuleDescriptor.newModule(NAME).packages(PACKAGES).build();
    Configuration configuration =
        boot.configuration().resolve(new One(descriptor), ModuleFinder.of(), Set.of(NAME));
    ModuleLayer.Controller controller =
        ModuleLayer.defineModules(configuration, List.of(boot), new Always(loader));
    Module module = controller.layer().findModule(NAME).orElseThrow();
    for (Module other : boot.modules()) {
      controller.addReads(module, other);
    }
    Module libraries = loader.getUnnamedModule();
    controller.addReads(module, libraries);
    // They log to a logger of ours, and the command line is told by annotations.
    controller.addExports(module, NAME + ".telemetry", libraries);
    controller.addOpens(module, NAME + ".command", libraries);
    Module door = OwnModule.class.getModule();
    controller.addExports(module, NAME + ".start", door);
    controller.addExports(module, NAME + ".command", door);
  }

  private record Always(ClassLoader loader) implements Function<String, ClassLoader> {
    @Override
    public ClassLoader apply(String module) {
      return loader;
    }
  }

  /** Finds the one module; nothing is read through it, as the loader is not the JDK's. */
  private static final class One extends ModuleReference implements ModuleFinder {
    One(ModuleDescriptor descriptor) {
      super(descriptor, null);
    }

    @Override
    public Optional<ModuleReference> find(String name) {
      return name.equals(NAME) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
      return Set.of(this);
    }

    @Override
    public ModuleReader open() {
      throw new UnsupportedOperationException();
    }
  }
}
