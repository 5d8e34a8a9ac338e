package dev.sallyport.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the kernel tells of a process that runs (proc(5)). */
record ProcessFigures(long pid) {
  private static final int KIBI = 1024;

  /** Resident memory, in bytes. */
  long resident() throws IOException {
    return status("VmRSS:") * KIBI;
  }

  /** The most memory that was resident so far, in bytes. */
  long mostResident() throws IOException {
    return status("VmHWM:") * KIBI;
  }

  long threads() throws IOException {
    return status("Threads:");
  }

  /** Open file descriptors. */
  long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(folder().resolve("fd"))) {
      return open.count();
    }
  }

  Duration processorTime() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  private long status(String field) throws IOException {
    return Files.readAllLines(folder().resolve("status")).stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private Path folder() {
    return Path.of("/proc", Long.toString(pid));
  }
}
