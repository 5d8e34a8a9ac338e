package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The rows of one JDK: one thread gives the recorder records as fast as it takes them, to each
 * place in turn; then two threads give it more than it takes, as in audit mode, where what there is
 * no room for is counted and lost.
 */
public final class RecordRates {
  static final int ROUNDS = 5;

  private static final int RECORDS = 100_000;
  private static final int WARM_UP = 2;
  private static final int OVERLOAD = 2 * RECORDS;
  private static final int DIFFERENT = 4096;
  private static final long USUAL = 5000;
  private static final List<Subject> SUBJECTS =
      List.of(
          subject("nowhere", false, "NONE", USUAL, ""),
          subject("to the file, `sync: none`", true, "NONE", USUAL, ""),
          subject("without checkpoints", true, "NONE", Long.MAX_VALUE, ""),
          subject("a checkpoint after 100", true, "NONE", 100, ""),
          subject("`sync: interval`", true, "INTERVAL", USUAL, ""),
          subject("`sync: always`", true, "ALWAYS", USUAL, ""),
          subject("and exported, native", true, "NONE", USUAL, "NATIVE"),
          subject("and exported, OCSF", true, "NONE", USUAL, "OCSF"),
          subject("and exported, CEF", true, "NONE", USUAL, "CEF"));

  private final PrintStream out = System.out;
  private final AgentClasses agent;
  private final Path directory;
  private final List<Object> entries = new ArrayList<>();

  private record Subject(String name, PackagedRecorder.Setting setting) {}

  private RecordRates(Path directory) throws IOException {
    this.directory = directory;
    this.agent = new AgentClasses(BuildTree.agentJar());
    Entries draft = new Entries(agent, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
    for (int call = 1; entries.size() < DIFFERENT; call++) {
      entries.addAll(draft.call(call));
    }
  }

  /**
   * Prints the rows.
   *
   * @param arguments what the JDK is called in them
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("sallyport-records").toRealPath();
    new RecordRates(directory).measureAll(arguments[0]);
    Files.delete(directory);
  }

  private static Subject subject(
      String name, boolean file, String sync, long checkpoint, String export) {
    return new Subject(name, new PackagedRecorder.Setting(file, sync, checkpoint, export));
  }

  private void measureAll(String jdk) throws IOException, InterruptedException {
    int count = SUBJECTS.size();
    double[][] rates = new double[count][ROUNDS];
    double[][] micros = new double[count][ROUNDS];
    double[][] bytes = new double[count][ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int i = 0; i < count; i++) {
        int to = Math.max(0, round);
        try (PackagedRecorder recorder = recorder(i, "BLOCK")) {
          give(recorder, DIFFERENT);
          recorder.flush();
          long cpu = recorder.processorNanos();
          long allocated = recorder.allocated();
          long start = System.nanoTime();
          give(recorder, RECORDS);
          recorder.flush();
          rates[i][to] =
              RECORDS * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
          micros[i][to] =
              (recorder.processorNanos() - cpu)
                  / (double) TimeUnit.MICROSECONDS.toNanos(1)
                  / RECORDS;
          bytes[i][to] = (recorder.allocated() - allocated) / (double) RECORDS;
        }
        clear();
      }
    }
    double none = new Spread(rates[0]).median();
    for (int i = 0; i < count; i++) {
      Spread rate = new Spread(rates[i]);
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.1f | %.2f | %.0f | %s |%n",
          jdk,
          SUBJECTS.get(i).name(),
          rate.text("%.0f"),
          100 * rate.median() / none,
          new Spread(micros[i]).median(),
          new Spread(bytes[i]).median(),
          SUBJECTS.get(i).setting().file() ? overload(i) : "");
      out.flush();
    }
  }

  private PackagedRecorder recorder(int subject, String overflow) {
    return new PackagedRecorder(agent, directory, SUBJECTS.get(subject).setting(), overflow);
  }

  private void give(PackagedRecorder recorder, int count) {
    for (int i = 0; i < count; i++) {
      recorder.accept(entries.get(i % DIFFERENT));
    }
  }

  /** What of the audit file's, and of what is exported, is lost. */
  private String overload(int subject) throws IOException, InterruptedException {
    try (PackagedRecorder recorder = recorder(subject, "DROP")) {
      Thread other = new Thread(() -> give(recorder, OVERLOAD));
      other.start();
      give(recorder, OVERLOAD);
      other.join();
      recorder.flush();
    }
    long written = 0;
    long lost = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path part : files.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
        try (Stream<String> lines = Files.lines(part, StandardCharsets.UTF_8)) {
          for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
            String line = each.next();
            if (line.contains("\"kind\":\"decision\"") || line.contains("\"kind\":\"call\"")) {
              written++;
            } else if (line.contains("\"cause\":\"queue-full\"")) {
              lost += Long.parseLong(line.replaceAll(".*\"lost\":\"(\\d+)\".*", "$1"));
            }
          }
        }
      }
    }
    if (written + lost != 2L * OVERLOAD) {
      throw new IllegalStateException(written + " written and " + lost + " lost");
    }
    String share = String.format(Locale.ROOT, "%.0f", 100.0 * lost / (written + lost));
    Path export = directory.resolve("export");
    if (Files.exists(export)) {
      try (Stream<String> lines = Files.lines(export, StandardCharsets.UTF_8)) {
        share +=
            String.format(
                Locale.ROOT,
                ", of the export %.0f",
                100.0 * (2L * OVERLOAD - lines.count()) / (2L * OVERLOAD));
      }
    }
    clear();
    return share;
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
