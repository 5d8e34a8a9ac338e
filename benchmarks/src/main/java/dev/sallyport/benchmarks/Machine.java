package dev.sallyport.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What a figure was measured on. */
final class Machine {
  private static final long KIBI_OF_A_GIBI = 1024L * 1024;

  private Machine() {}

  /** Processors, memory, kernel and today's date, as a part of a sentence. */
  static String described() throws IOException {
    long memory = Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""));
    return "%d processors (%s), %d GiB of memory, %s %s, %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            field(Path.of("/proc/cpuinfo"), "model name"),
            Math.round((double) memory / KIBI_OF_A_GIBI),
            System.getProperty("os.name"),
            // What a vendor adds says nothing about it.
            System.getProperty("os.version").replaceAll("-.*", ""),
            LocalDate.now(ZoneOffset.UTC));
  }

  private static String field(Path file, String name) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }
}
