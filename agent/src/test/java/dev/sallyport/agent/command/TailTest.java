package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TailTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private final Output out = new Output();
  private final Output err = new Output();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private CompletableFuture<Integer> ended = new CompletableFuture<>();

  /** What was written, and a way to wait for more of it. */
  private static final class Output extends StringWriter {
    private final Object written = new Object();

    @Override
    public void flush() {
      synchronized (written) {
        written.notifyAll();
      }
    }

    String await(Predicate<String> wanted) throws InterruptedException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      synchronized (written) {
        while (!wanted.test(toString())) {
          long left = deadline - System.nanoTime();
          assertThat(left).as(toString()).isPositive();
          TimeUnit.NANOSECONDS.timedWait(written, left);
        }
      }
      return toString();
    }
  }

  @AfterEach
  void interrupt() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private void tail(Object... arguments) {
    Tail tail =
        new Tail(new Screen(false, 120), Map.of("XDG_STATE_HOME", directory.toString()), "/none");
    CommandLine line = new CommandLine(tail).setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    ended = CompletableFuture.supplyAsync(() -> line.execute(words), threads);
  }

  private Path append(String... records) throws IOException {
    return Files.writeString(
        directory.resolve("audit.jsonl"),
        String.join("", records),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static Predicate<String> has(String text) {
    return written -> written.contains(text);
  }

  @Test
  void lastLines_areShownFirst_thenWhatComes() throws Exception {
    Path file = append(read("/srv/1", "allow"), read("/srv/2", "allow"), read("/srv/3", "allow"));
    tail("-n", 2, file);
    out.await(has("/srv/3"));

    append(read("/etc/\\u001b[2Jpasswd", "deny"), "junk\n");
    append(state("fault"));

    assertThat(out.await(has("fault")))
        .isEqualTo(
            """
            12:00:00.000  files/read_file  allow  file read /srv/2  r (granted)  p-1
            12:00:00.000  files/read_file  allow  file read /srv/3  r (granted)  p-1
            12:00:00.000  files/read_file  DENY blocked  file read /etc/\\u001b[2Jpasswd\
              r (granted)  p-1
            12:00:01.000  files  fault where here
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void verdicts_haveColoursWhereAsked() throws Exception {
    tail("--color", "always", append(read("/srv/1", "allow"), read("/srv/2", "deny")));

    assertThat(out.await(has("/srv/2")))
        .contains("  \u001b[32mallow\u001b[0m  file", "  \u001b[31mDENY blocked\u001b[0m  file");
  }

  @Test
  void whatIsAskedFor_isShown_andNothingElse() throws Exception {
    Path file = append("");
    tail("--tool", "read_file", "--gate", "file", "--gate", "http", "--verdict", "Deny", file);

    append(
        read("/srv/allowed", "allow"),
        read("/srv/other", "deny").replace("read_file", "other"),
        read("/srv/env", "deny").replace("\"gate\":\"file\"", "\"gate\":\"environment\""),
        state("fault"),
        read("/srv/http", "deny").replace("\"gate\":\"file\"", "\"gate\":\"http\""),
        read("/srv/wanted", "deny"));

    List<String> lines = out.await(has("wanted")).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("/srv/http");
  }

  @Test
  void json_passesLinesThrough() throws Exception {
    String record = read("/srv/1", "deny");
    tail("--format", "json", "--denied", append(read("/srv/0", "allow"), record));

    assertThat(out.await(has("/srv/1"))).isEqualTo(record);
  }

  @Test
  void fileThatIsNotThereYet_isWaitedFor_andFollowedThroughRotation() throws Exception {
    Path file = directory.resolve("audit.jsonl");
    tail(file);
    assertThat(err.await(has("\n"))).isEqualTo("waiting for " + file + "\n");

    append(read("/srv/1", "allow"));
    out.await(has("/srv/1"));
    Files.move(file, directory.resolve("audit.1"));
    append(read("/srv/2", "allow"));

    assertThat(out.await(has("/srv/2")).lines()).hasSize(2);
  }

  @Test
  void withoutAFile_theNewestIsFollowed() throws Exception {
    Path state = Files.createDirectories(directory.resolve("sallyport"));
    Path old = Files.writeString(state.resolve("a.jsonl"), read("/srv/old", "allow"));
    Files.writeString(state.resolve("b.jsonl"), read("/srv/new", "allow"));
    Files.setLastModifiedTime(old, FileTime.fromMillis(1));
    tail();

    assertThat(out.await(has("/srv/new"))).doesNotContain("old");
  }

  @Test
  void withoutAFile_andWithoutAny_isUsage() throws Exception {
    tail();

    assertThat(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ExitCode.USAGE.code());
    assertThat(err.toString()).contains("there is no audit file in " + directory);
  }

  @Test
  void interrupted_endsWell() throws Exception {
    tail(append(read("/srv/1", "allow")));
    out.await(has("/srv/1"));

    threads.shutdownNow();

    assertThat(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ExitCode.OK.code());
  }

  private static String read(String path, String verdict) {
    String action = verdict.equals("allow") ? "allowed" : "blocked";
    return """
        {"time":"2026-01-02T12:00:00.000Z","kind":"decision","server":"files","process":"p",\
        "id":"p-1","call":"c1","principal":{"tool":"read_file"},"gate":"file","operation":"read",\
        "target":"%s","verdict":"%s","reason":"granted","rule":"r","action":"%s"}
        """
        .formatted(path, verdict, action);
  }

  private static String state(String kind) {
    return """
        {"time":"2026-01-02T12:00:01.000Z","kind":"%s","server":"files","process":"p",\
        "details":{"where":"here"}}
        """
        .formatted(kind);
  }
}
