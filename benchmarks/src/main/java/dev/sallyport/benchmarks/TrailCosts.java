package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the commands that read an audit file take for a million records in parts of 100 MiB: time
 * beside that of a program that only reads the bytes, and the smallest heap of those tried in which
 * each does its work.
 *
 * <p>{@code mvn -q -Ptrail -DskipTests -pl benchmarks -am package}
 *
 * <p>The system property {@code sallyport.benchmarks.records} has another number of records.
 */
public final class TrailCosts {
  private static final int ROUNDS = 3;
  private static final int RECORDS = 1_000_000;
  private static final String LARGE = "512m";
  private static final List<String> SMALLER =
      List.of("16m", "24m", "32m", "48m", "64m", "96m", "128m", "192m", "256m", "384m");

  /** A heap that is nearly too small is collected forever. */
  private static final int PATIENCE = 3;

  private final PrintStream out = System.out;
  private final Path directory;
  private final Path audit;
  private final List<Subject> subjects;

  private record Subject(String name, List<String> arguments) {}

  private TrailCosts(Path directory, Path audit) {
    this.directory = directory;
    this.audit = audit;
    String file = audit.toString();
    String policy = directory.resolve("policy.yaml").toString();
    String page = directory.resolve("page.html").toString();
    this.subjects =
        List.of(
            new Subject("none: its bytes are read", List.of()),
            new Subject("`verify`", List.of("verify", "--key", directory + "/audit.key.pub", file)),
            new Subject("`decisions --denied`", List.of("decisions", "--denied", file)),
            new Subject("`learn`", List.of("learn", file, "--output", policy)),
            new Subject("`replay`", List.of("replay", policy, file)),
            new Subject("`report`", List.of("report", file, "--output", page)));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("sallyport-trail").toRealPath();
    try {
      int records = Integer.getInteger("sallyport.benchmarks.records", RECORDS);
      Path audit = TrailDraft.write(directory, records);
      new TrailCosts(directory, audit).measureAll(records);
    } finally {
      remove(directory);
    }
  }

  private void measureAll(int records) throws IOException, InterruptedException {
    long bytes = 0;
    int parts = 0;
    for (Path part : parts(audit)) {
      bytes += Files.size(part);
      parts++;
    }
    out.printf(
        Locale.ROOT,
        "%d records, %d MiB in %d files, %d alternating rounds, %d processors, medians with"
            + " quartiles%n%n",
        records,
        bytes >> 20,
        parts,
        ROUNDS,
        Runtime.getRuntime().availableProcessors());
    out.println("| JDK | | time, s | records/s | works in a heap of |");
    out.println("|---|---|---|---|---|");
    for (Jdk jdk : Jdks.all()) {
      measure(jdk, records);
    }
  }

  private void measure(Jdk jdk, int records) throws IOException, InterruptedException {
    double[][] seconds = new double[subjects.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        seconds[i][round] = seconds(jdk, subjects.get(i), LARGE, Long.MAX_VALUE);
        if (Double.isNaN(seconds[i][round])) {
          throw new IllegalStateException(subjects.get(i).name() + " fails in " + LARGE);
        }
      }
    }
    for (int i = 0; i < subjects.size(); i++) {
      Spread spread = new Spread(seconds[i]);
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.0f | %s |%n",
          jdk.version(),
          subjects.get(i).name(),
          spread.text("%.1f"),
          records / spread.median(),
          smallestHeap(jdk, subjects.get(i), spread.median()));
    }
  }

  private String smallestHeap(Jdk jdk, Subject subject, double usual)
      throws IOException, InterruptedException {
    long patience = (long) (PATIENCE * usual * TimeUnit.SECONDS.toMillis(1));
    for (String heap : SMALLER) {
      if (!Double.isNaN(seconds(jdk, subject, heap, patience))) {
        return heap;
      }
    }
    return LARGE;
  }

  /** How long it took; not a number where it did not do its work. */
  private double seconds(Jdk jdk, Subject subject, String heap, long patienceMillis)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add("-Xmx" + heap);
    if (subject.arguments().isEmpty()) {
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(ReadThrough.class.getName());
      parts(audit).forEach(part -> command.add(part.toString()));
    } else {
      command.addAll(List.of("-jar", BuildTree.agentJar().toString()));
      command.addAll(subject.arguments());
    }
    Path errors = directory.resolve("stderr.log");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    boolean ended = process.waitFor(patienceMillis, TimeUnit.MILLISECONDS);
    long nanos = System.nanoTime() - start;
    if (!ended) {
      process.destroyForcibly().waitFor();
      return Double.NaN;
    }
    // 1 is what a command says that has found something.
    boolean good =
        process.exitValue() <= 1 && !Files.readString(errors).contains("OutOfMemoryError");
    return good ? nanos / (double) TimeUnit.SECONDS.toNanos(1) : Double.NaN;
  }

  private static List<Path> parts(Path audit) throws IOException {
    try (Stream<Path> files = Files.list(audit.resolveSibling("."))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
