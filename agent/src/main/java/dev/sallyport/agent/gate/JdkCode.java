package dev.sallyport.agent.gate;

import org.jspecify.annotations.Nullable;

/** Tells the JDK's own code, whose use of its own means is not decided on. */
final class JdkCode {
  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private JdkCode() {}

  /**
   * Whether a class is one of the JDK's: in a named module of the image. What an agent appends to
   * the boot class path is in none.
   */
  static boolean has(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    ClassLoader loader = type.getClassLoader();
    if (loader != null && loader != PLATFORM && loader != ClassLoader.getSystemClassLoader()) {
      return false;
    }
    Module module = type.getModule();
    return module.isNamed() && module.getLayer() == ModuleLayer.boot() && isOfJdk(module.getName());
  }

  private static boolean isOfJdk(String module) {
    return module.startsWith("java.") || module.startsWith("jdk.");
  }
}
