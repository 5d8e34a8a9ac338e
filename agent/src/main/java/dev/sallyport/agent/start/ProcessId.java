package dev.sallyport.agent.start;

import java.io.File;
import java.io.IOException;

/** The id of this process. */
final class ProcessId {
  private ProcessId() {}

  /** Where it can be read off, it is: {@code ProcessHandle} starts a thread pool. */
  static long current() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | NumberFormatException e) {
      return ProcessHandle.current().pid();
    }
  }
}
