package dev.sallyport.agent.start;

import org.jspecify.annotations.Nullable;

/**
 * Reads the policy beside the rest of the start: half of a cold start is the YAML parser, and most
 * of the other half is the weaver, and neither needs the other.
 */
final class PolicyReading implements Runnable {
  private final @Nullable PolicySource source;
  private @Nullable PolicyFile result;
  private @Nullable Throwable failure;

  /** Null where there is no file to read. */
  private @Nullable Thread thread;

  private PolicyReading(@Nullable PolicySource source) {
    this.source = source;
  }

  /**
   * Begins to read.
   *
   * @param source null where there is no file
   */
  static PolicyReading begin(@Nullable PolicySource source) {
    PolicyReading reading = new PolicyReading(source);
    if (source == null) {
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
      result = PolicyFile.readAtStart(source);
    } catch (Throwable e) {
      failure = e;
    }
  }

  /** The policy, once it is read; what its digest takes is loaded meanwhile. */
  PolicyFile await() throws InterruptedException {
    if (thread != null) {
      PolicyDigest.prepare();
      thread.join();
    }
    if (result == null) {
      throw new IllegalStateException("the policy could not be read", failure);
    }
    return result;
  }
}
