package dev.sallyport.agent;

import java.lang.instrument.Instrumentation;
import java.lang.module.ModuleDescriptor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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

  /**
   * Makes it, before the loader has loaded any class.
   *
   * <p>By the JDK's own means, which are shown to the one class that makes it, in a loader that
   * nobody has afterwards. A {@link ModuleLayer} would do without them, but resolves a graph first,
   * which a cold start takes some 20 ms for.
   */
  static void define(IsolatedLoader loader, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    IsolatedLoader once = loader.another();
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.module", Set.of(once.getUnnamedModule())),
        Map.of(),
        Set.of(),
        Map.of());
    Module module =
        (Module)
            once.loadClass(NAME + ".start.OwnModuleDefinition")
                .getMethod("define", ClassLoader.class, ModuleDescriptor.class)
                .invoke(null, loader, ModuleDescriptor.newModule(NAME).packages(PACKAGES).build());
    Module libraries = loader.getUnnamedModule();
    Set<Module> read = new HashSet<>(ModuleLayer.boot().modules());
    read.add(libraries);
    instrumentation.redefineModule(
        module,
        read,
        Map.of(
            NAME + ".start", Set.of(OwnModule.class.getModule()),
            // They log to a logger of ours.
            NAME + ".telemetry", Set.of(libraries)),
        Map.of(),
        Set.of(),
        Map.of());
  }
}
