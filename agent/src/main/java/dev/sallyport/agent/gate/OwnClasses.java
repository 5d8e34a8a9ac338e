package dev.sallyport.agent.gate;

import org.jspecify.annotations.Nullable;

/**
 * The agent's classes: those of its isolated loader and of the loaders that are made by it, the two
 * through which the JVM enters it, and the gate in {@code java.lang}.
 */
public final class OwnClasses {
  private final ClassLoader loader;
  private final Class<?> entry;
  private final Class<?> loaderType;

  private OwnClasses(ClassLoader loader, Class<?> entry) {
    this.loader = loader;
    this.entry = entry;
    this.loaderType = loader.getClass();
  }

  /**
   * The classes of an agent.
   *
   * @param loader the isolated one
   * @param entry the class that the JVM called
   */
  public static OwnClasses of(ClassLoader loader, Class<?> entry) {
    return new OwnClasses(loader, entry);
  }

  boolean contain(@Nullable Class<?> type) {
    return type != null
        && (type.getClassLoader() == loader
            || isGuest(type.getClassLoader())
            || type == entry
            || type == loaderType
            || type == SallyportGate.class
            || type == SallyportGate.Guard.class);
  }

  /** Whether it defines classes of the agent's beside a library of the application's. */
  private boolean isGuest(@Nullable ClassLoader other) {
    return other != null && other.getClass().getClassLoader() == loader;
  }
}
