package dev.sallyport.agent.start;

import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the policy beside the rest of the start: half of a cold start is the YAML parser, and most
 * of the other half is the weaver, and neither needs the other.
 */
final class PolicyReading implements Runnable {
  private final String path;
  private final Map<String, String> environment;
  private final Properties properties;
  private @Nullable PolicyFile result;
  private @Nullable Throwable failure;

  /** Null where there is no file to read. */
  private @Nullable Thread thread;

  private PolicyReading(String path, Map<String, String> environment, Properties properties) {
    this.path = path;
    this.environment = environment;
    this.properties = properties;
  }

  static PolicyReading begin(
      @Nullable String path, Map<String, String> environment, Properties properties) {
    PolicyReading reading = new PolicyReading(path == null ? "" : path, environment, properties);
    if (path == null) {
      reading.result = PolicyFile.none();
    } else {
      Thread thread = new Thread(reading, "sallyport-policy");
      thread.setDaemon(true);
      reading.thread = thread;
      thread.start();
    }
    return reading;
  }

  @Override
  public void run() {
    try {
      result = PolicyFile.read(path, environment, properties);
    } catch (Throwable e) {
      failure = e;
    }
  }

  /** The policy, once it is read. */
  PolicyFile await() throws InterruptedException {
    if (thread != null) {
      thread.join();
    }
    if (result == null) {
      throw new IllegalStateException("the policy could not be read", failure);
    }
    return result;
  }
}
