package dev.sallyport.agent.telemetry;

import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.telemetry.signal.Signals;
import java.lang.reflect.InvocationTargetException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The OpenTelemetry Java agent in this JVM, by the API that it keeps for itself and its
 * instrumentations on the boot class path.
 *
 * <p>Its classes have a prefix, and so no class of ours can be compiled against them. {@link
 * RenamingLoader} defines what makes spans and metrics a second time, by these names.
 */
final class OpenTelemetryAgent {
  // Put together, or packaging would take it for a library's name that it relocates.
  private static final String PREFIX = String.join(".", "io", "opentelemetry", "javaagent.shaded");
  private static final String API = String.join(".", PREFIX, "io", "opentelemetry");

  private final Class<?> signals;

  private OpenTelemetryAgent(Class<?> signals) {
    this.signals = signals;
  }

  /**
   * Whether it has started so far that its API does something. To ask the API itself any earlier
   * would have it do nothing for good.
   */
  static boolean isReady() {
    try {
      Class<?> global =
          Class.forName(API + ".api.GlobalOpenTelemetry", /* initialize= */ false, null);
      return (boolean) global.getMethod("isSet").invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  /**
   * Defines our part beside its API.
   *
   * @throws ReflectiveOperationException if that is not as known, as a {@link LinkageError}
   */
  static OpenTelemetryAgent connect() throws ReflectiveOperationException {
    RenamingLoader loader = RenamingLoader.to(API.replace('.', '/'));
    return new OpenTelemetryAgent(
        Class.forName(Signals.class.getName(), /* initialize= */ true, loader));
  }

  /** As {@link Signals#global}. */
  Sink signals(String detail, Origin origin, LongSupplier queued, String home)
      throws ReflectiveOperationException {
    return (Sink)
        invoke(
            "global",
            new Class<?>[] {String.class, Origin.class, LongSupplier.class, String.class},
            detail,
            origin,
            queued,
            home);
  }

  /** As {@link Signals#currentSpan}, asked once here so that no caller loads a class. */
  @SuppressWarnings("unchecked") // it is that by its declaration
  Supplier<String> currentSpan() throws ReflectiveOperationException {
    Supplier<String> current = (Supplier<String>) invoke("currentSpan", new Class<?>[0]);
    String unused = current.get();
    return current;
  }

  private Object invoke(String name, Class<?>[] types, Object... arguments)
      throws ReflectiveOperationException {
    try {
      return signals.getMethod(name, types).invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LinkageError unlinked) {
        throw unlinked;
      }
      throw e;
    }
  }
}
