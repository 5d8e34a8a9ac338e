package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pauses that a JVM's garbage collector logs ({@code -Xlog:gc}, JEP 271), from some line on:
 * the first and the last are those that were asked for, so that all between them is known.
 */
final class CollectorLog {
  private static final Pattern PAUSE =
      Pattern.compile(" Pause (.*) (\\d+)M->(\\d+)M\\(\\d+M\\) ([\\d.]+)ms");

  private static final String COLLECT = "GC.run";

  private final Path file;
  private final Jdk jdk;
  private final long pid;
  private final int begin;

  private CollectorLog(Path file, Jdk jdk, long pid, int begin) {
    this.file = file;
    this.jdk = jdk;
    this.pid = pid;
    this.begin = begin;
  }

  private record Pause(boolean asked, double before, double after, double millis) {
    static Optional<Pause> of(String line) {
      Matcher pause = PAUSE.matcher(line);
      return pause.find()
          ? Optional.of(
              new Pause(
                  pause.group(1).contains("Diagnostic Command"),
                  Double.parseDouble(pause.group(2)),
                  Double.parseDouble(pause.group(3)),
                  Double.parseDouble(pause.group(4))))
          : Optional.empty();
    }
  }

  /** The flag that has a JVM write it. */
  static String flag(Path file) {
    return "-Xlog:gc:file=" + file + "::filecount=0";
  }

  /** What is logged from now on; collects first. */
  static CollectorLog from(Path file, Jdk jdk, long pid) throws IOException, InterruptedException {
    int begin = Files.readAllLines(file).size();
    Jcmd.ask(jdk, pid, COLLECT);
    return new CollectorLog(file, jdk, pid, begin);
  }

  /**
   * What was seen so far.
   *
   * @param pausedMillis of all pauses that were not asked for
   * @param mebibytes that were allocated
   */
  record Seen(double pausedMillis, double mebibytes) {}

  /** Collects, and says what was seen. */
  Seen seen() throws IOException, InterruptedException {
    Jcmd.ask(jdk, pid, COLLECT);
    List<String> lines = Files.readAllLines(file);
    List<Pause> pauses =
        lines.subList(begin, lines.size()).stream()
            .map(Pause::of)
            .flatMap(Optional::stream)
            .toList();
    double allocated = 0;
    for (int i = 1; i < pauses.size(); i++) {
      allocated += pauses.get(i).before() - pauses.get(i - 1).after();
    }
    return new Seen(
        pauses.stream().filter(pause -> !pause.asked()).mapToDouble(Pause::millis).sum(),
        allocated);
  }
}
