package dev.sallyport.agent.start;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Set;

/**
 * Puts {@code java.lang.SallyportGate} into java.base of the running JVM, by {@link
 * Instrumentation#redefineModule} and {@link MethodHandles.Lookup#defineClass}: visible from every
 * class, without the warning that appending to the boot class path prints.
 */
final class GateClass {
  private static final String GATE = "java.lang.SallyportGate";
  private static final String HTTP = "jdk.internal.net.http";

  private GateClass() {}

  /** A lookup of this class that may look into the JDK's packages that the agent needs. */
  static MethodHandles.Lookup trusted(Instrumentation instrumentation) {
    Set<Module> self = Set.of(GateClass.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of(
            "java.lang", self,
            "java.io", self,
            "java.util.concurrent", self,
            "sun.nio.fs", self,
            "sun.nio.ch", self,
            "sun.net.www", self,
            "sun.security.ssl", self,
            "jdk.internal.misc", self),
        Set.of(),
        Map.of());
    Module http = ModuleLayer.boot().findModule("java.net.http").orElse(null);
    if (http != null) {
      instrumentation.redefineModule(
          http, Set.of(), Map.of(), Map.of(HTTP, self, HTTP + ".common", self), Set.of(), Map.of());
    }
    return MethodHandles.lookup();
  }

  /** Whether another agent of this kind came before. */
  static boolean isDefined() {
    try {
      Class.forName(GATE, /* initialize= */ false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Defines the two classes, which nothing has loaded before. */
  static void define(MethodHandles.Lookup trusted) throws IOException, IllegalAccessException {
    MethodHandles.Lookup lang = MethodHandles.privateLookupIn(Object.class, trusted);
    lang.defineClass(bytes(GATE + "$Guard"));
    lang.defineClass(bytes(GATE));
  }

  /** Hands the guard over and initialises the gate, which from then on is constant. */
  static void arm(MethodHandles.Lookup trusted, SallyportGate.Guard guard) throws Throwable {
    MethodHandles.privateLookupIn(SallyportGate.Guard.class, trusted)
        .findStatic(
            SallyportGate.Guard.class,
            "handOver",
            MethodType.methodType(void.class, SallyportGate.Guard.class))
        .invoke(guard);
    Class.forName(GATE, /* initialize= */ true, null);
  }

  private static byte[] bytes(String name) throws IOException {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = GateClass.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the jar has no " + resource);
      }
      return in.readAllBytes();
    }
  }
}
