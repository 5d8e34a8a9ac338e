package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody outside the server swaps what names lead to, between what is granted and what is not,
 * while a tool opens files by every API. In one directory the files are links that are swapped, the
 * other is itself a link that is.
 *
 * <p>{@code -Dsallyport.race=1000000} for more attempts. What comes of it is printed.
 */
class RaceIT {
  private static final int ATTEMPTS = Integer.getInteger("sallyport.race", 20_000);

  /** As many as one call surely ends in time. */
  private static final int BATCH = 2_000;

  private static final List<String> NAMES = List.of("file", "log", "archive.zip");

  private static final Pattern COUNTS = Pattern.compile("opened (\\d+) zips (\\d+) leaked (\\d+)");
  private static final Pattern TIMES = Pattern.compile("\"times\":(\\d+)");

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void open_whileItsNameIsSwapped_neverReachesWhatIsNotGranted(Jdk jdk) throws Exception {
    Path root = directory.toRealPath();
    Path granted = target(root.resolve("granted"), "granted");
    Path secret = target(root.resolve("secret"), "secret");
    Path linked = Files.createDirectory(root.resolve("linked"));
    Path swapped = root.resolve("swapped");
    Path audit = root.resolve("audit.jsonl");
    Swapping links = new Swapping(root.resolve("link"), linked, NAMES, granted, secret);
    Swapping components =
        new Swapping(root.resolve("component"), root, List.of("swapped"), granted, secret);
    links.once();
    components.once();

    Counts counts = new Counts();
    try (Guarded guarded = guarded(jdk, root, audit)) {
      links.start();
      components.start();
      for (int left = ATTEMPTS; left > 0; left -= BATCH) {
        counts.add(race(guarded.client(), linked, swapped, Math.min(left, BATCH)));
      }
      links.end();
      components.end();
    }
    long caught = allowedOpens(audit, granted) - counts.opened;
    System.out.printf(
        "%s: %d attempts, %d opened and %d zip files, %d caught after the open, %d leaked; %d and %d swaps%n",
        jdk,
        ATTEMPTS,
        counts.opened,
        counts.zips,
        caught,
        counts.leaked,
        links.count,
        components.count);

    assertThat(counts.leaked).isZero();
    assertThat(secret.resolve("file")).hasContent("secret");
    assertThat(secret.resolve("log")).hasContent("secret");
    assertThat(counts.opened).as("twins that were let through").isPositive();
    assertThat(counts.zips).as("zip files that were let through").isPositive();
    assertThat(granted.resolve("log").toFile().length()).isGreaterThan("granted".length());
    assertThat(caught).as("opens that were decided on one file and reached the other").isPositive();
  }

  private static Guarded guarded(Jdk jdk, Path root, Path audit) {
    String policy =
        """
        sallyport: 1
        mode: enforce
        tools:
          open_often:
            files:
              read: ["%1$s/granted/**", "%1$s/linked/**"]
              write: ["%1$s/granted/**"]
        """
            .formatted(root);
    var server = Guarded.lasting(App.vulnerableServer(), jdk, policy, audit).args("/").start();
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  private static Matcher race(McpSyncClient client, Path linked, Path swapped, int attempts) {
    CallToolResult answer =
        ToolCalls.call(
            client,
            "open_often",
            Map.of(
                "linked", linked.toString(),
                "swapped", swapped.toString(),
                "attempts", Integer.toString(attempts)));
    Matcher counts = COUNTS.matcher(ToolCalls.text(answer));
    assertThat(counts.matches()).as(ToolCalls.text(answer)).isTrue();
    return counts;
  }

  /** What all calls told. */
  private static final class Counts {
    private long opened;
    private long zips;
    private long leaked;

    void add(Matcher told) {
      opened += Long.parseLong(told.group(1));
      zips += Long.parseLong(told.group(2));
      leaked += Long.parseLong(told.group(3));
    }
  }

  private static Path target(Path directory, String content) throws IOException {
    Files.createDirectory(directory);
    Files.writeString(directory.resolve("file"), content);
    Files.writeString(directory.resolve("log"), content);
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("archive.zip")))) {
      zip.putNextEntry(new ZipEntry(content));
    }
    return directory;
  }

  /**
   * How often a decision let an open go on: each reads {@code file} or writes {@code log}. A zip
   * file is decided twice, so these are left out.
   */
  private static long allowedOpens(Path audit, Path granted) throws IOException {
    try (Stream<String> lines = Files.lines(audit)) {
      return lines
          .filter(line -> line.contains("\"action\":\"allowed\""))
          .filter(
              line ->
                  isOf(line, "read", granted.resolve("file"))
                      || isOf(line, "write", granted.resolve("log")))
          .mapToLong(RaceIT::times)
          .sum();
    }
  }

  private static boolean isOf(String line, String operation, Path target) {
    return line.contains("\"operation\":\"" + operation + "\",\"target\":\"" + target + "\"");
  }

  /** A decision that was made again is told in bulk. */
  private static long times(String line) {
    Matcher times = TIMES.matcher(line);
    return times.find() ? Long.parseLong(times.group(1)) : 1;
  }

  /** Swaps links, each in one step, so that there is always one. */
  private static final class Swapping extends Thread {
    private final Path spare;
    private final Path directory;
    private final List<String> names;
    private final Path granted;
    private final Path secret;
    private volatile boolean ending;
    private IOException failure;
    private long count;

    /**
     * @param spare where a link is made before it takes another's place
     */
    Swapping(Path spare, Path directory, List<String> names, Path granted, Path secret) {
      this.spare = spare;
      this.directory = directory;
      this.names = names;
      this.granted = granted;
      this.secret = secret;
      setDaemon(true);
    }

    void once() throws IOException {
      swap(granted);
    }

    @Override
    public void run() {
      try {
        while (!ending) {
          swap(secret);
          swap(granted);
        }
      } catch (NoSuchFileException e) {
        // The test failed, and its directory is gone.
      } catch (IOException e) {
        failure = e;
      }
    }

    void end() throws InterruptedException, IOException {
      ending = true;
      join();
      if (failure != null) {
        throw failure;
      }
    }

    private void swap(Path target) throws IOException {
      for (String name : names) {
        Path leadsTo = names.size() == 1 ? target : target.resolve(name);
        Files.createSymbolicLink(spare, leadsTo);
        Files.move(spare, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        count++;
      }
    }
  }
}
