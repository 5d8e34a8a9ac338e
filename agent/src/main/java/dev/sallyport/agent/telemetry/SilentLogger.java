package dev.sallyport.agent.telemetry;

import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * What the libraries in the jar have instead of {@code java.util.logging.Logger}: packaging puts
 * this name in place of that one.
 *
 * <p>The first logger starts the log manager, whose class servers name in {@code main}, after the
 * agent (JBoss LogManager and so Quarkus). What OpenTelemetry says is not missed: {@link
 * OtlpSender} tells each failure once. A test holds the methods against what the libraries call.
 */
public final class SilentLogger {
  private static final SilentLogger ONLY = new SilentLogger();

  private SilentLogger() {}

  public static SilentLogger getLogger(String name) {
    return ONLY;
  }

  public boolean isLoggable(Level level) {
    return false;
  }

  public void log(Level level, String message) {}

  public void log(Level level, String message, @Nullable Throwable thrown) {}

  public void log(Level level, String message, Object[] parameters) {}

  public void warning(String message) {}

  public void info(String message) {}

  public void fine(String message) {}
}
