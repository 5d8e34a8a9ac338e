package dev.sallyport.benchmarks;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a real server over HTTP, the SDK's stateless servlet in Tomcat, does under load without the
 * agent, in audit and in enforce mode: 1, 16 and 128 callers in a closed loop call a tool that
 * reads a file, then one that fetches a URL from a server on the loopback address.
 *
 * <p>{@code mvn -q -Pload -DskipTests -pl benchmarks -am package}, with {@code -Dload.seconds=10}
 * for another time than 60 seconds for each.
 */
public final class Load {
  private static final int ROUNDS = 3;
  private static final List<Integer> CALLERS = List.of(1, 16, 128);
  private static final int WARM_UP_CALLERS = 16;
  private static final double TAIL = 0.99;
  private static final double NANOS_OF_A_MICRO = 1000;
  private static final double KIBI = 1024;
  private static final Pattern LOST = Pattern.compile("\"kind\":\"gap\".*\"lost\":\"?(\\d+)");
  private static final String NOTE = "what the note says";

  private final Path directory;
  private final LoopbackPeer peer;
  private final Duration duration;
  private final Page page = new Page();

  private Load(Path directory, LoopbackPeer peer, Duration duration) {
    this.directory = directory;
    this.peer = peer;
    this.duration = duration;
  }

  /**
   * What is called.
   *
   * @param wanted is in a good answer
   */
  private record Job(String name, String tool, String argument, String value, String wanted) {
    String message() {
      return """
          {"jsonrpc":"2.0","id":1,"method":"tools/call","params":\
          {"name":"%s","arguments":{"%s":"%s"}}}"""
          .formatted(tool, argument, value);
    }
  }

  private record Running(String name, Jdk jdk, ServerProcess server, Path collections) {}

  /** What was seen of one server with one tool and so many callers. */
  private static final class Seen {
    private final List<double[]> nanos = new ArrayList<>();
    private Duration processor = Duration.ZERO;
    private double seconds;
    private double pausedMillis;
    private double mebibytes;

    Spread calls() {
      return new Spread(nanos.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    double rate() {
      return calls().count() / seconds;
    }

    String row(int callers, String name, Seen none) {
      Spread calls = calls();
      return String.format(
          Locale.ROOT,
          "| %d | %s | %.0f | %.0f %% | %.0f | %.0f | %.0f | %.0f | %.2f %% |%n",
          callers,
          name,
          rate(),
          100 * rate() / none.rate(),
          calls.median() / NANOS_OF_A_MICRO,
          calls.quantile(TAIL) / NANOS_OF_A_MICRO,
          processor.toNanos() / NANOS_OF_A_MICRO / calls.count(),
          mebibytes * KIBI / calls.count(),
          pausedMillis / seconds / 10);
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Duration duration = Duration.ofSeconds(Integer.getInteger("sallyport.benchmarks.seconds", 60));
    Path directory = Files.createTempDirectory("sallyport-load").toRealPath();
    Files.writeString(directory.resolve("note.txt"), NOTE);
    try (LoopbackPeer peer = new LoopbackPeer()) {
      Load load = new Load(directory, peer, duration);
      for (Jdk jdk : MeasuredJdks.all()) {
        load.measure(jdk);
      }
    }
  }

  private void measure(Jdk jdk) throws IOException, InterruptedException {
    List<Job> jobs =
        List.of(
            new Job("a file is read", "read_files", "paths", "note.txt", NOTE),
            new Job(
                "a URL is fetched",
                "fetch_urls",
                "urls",
                "http://127.0.0.1:" + peer.port() + "/items/1",
                LoopbackPeer.TEXT));
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "JDK %s, %s, %d s for each row in %d alternating rounds:%n%n",
                jdk.version(),
                Machine.described(),
                duration.toSeconds(),
                ROUNDS));
    table.append(
        "| a call | callers | | calls/s | of none | p50, us | p99, us | processor time a call, us"
            + " | allocated a call, KiB | paused for collection |\n");
    table.append("|---|---|---|---|---|---|---|---|---|---|\n");
    List<Running> servers = new ArrayList<>();
    try {
      for (String mode : List.of("", "audit", "enforce")) {
        servers.add(start(jdk, mode));
      }
      for (Job job : jobs) {
        for (String row : measure(servers, job)) {
          table.append("| ").append(job.name()).append(' ').append(row);
        }
      }
    } finally {
      servers.forEach(one -> one.server().close());
    }
    table.append("\nRecords lost, the queue being full: ").append(lost()).append(".\n");
    page.write("load, JDK " + jdk.feature(), table.toString());
  }

  private List<String> measure(List<Running> servers, Job job)
      throws IOException, InterruptedException {
    List<ClosedLoop> loops = new ArrayList<>();
    try {
      for (Running one : servers) {
        ClosedLoop loop = new ClosedLoop(one.server().endpoint(), job.message(), job.wanted());
        loops.add(loop);
        loop.call(WARM_UP_CALLERS, duration.dividedBy(2));
      }
      List<String> rows = new ArrayList<>();
      for (int callers : CALLERS) {
        List<Seen> seen = new ArrayList<>();
        servers.forEach(one -> seen.add(new Seen()));
        for (int round = 0; round < ROUNDS; round++) {
          for (int i = 0; i < servers.size(); i++) {
            round(servers.get(i), loops.get(i), callers, seen.get(i));
          }
        }
        for (int i = 0; i < servers.size(); i++) {
          rows.add(seen.get(i).row(callers, servers.get(i).name(), seen.get(0)));
        }
      }
      return rows;
    } finally {
      loops.forEach(ClosedLoop::close);
    }
  }

  private void round(Running running, ClosedLoop loop, int callers, Seen seen)
      throws IOException, InterruptedException {
    ProcessFigures figures = new ProcessFigures(running.server().pid());
    CollectorLog collections =
        CollectorLog.from(running.collections(), running.jdk(), running.server().pid());
    Duration before = figures.processorTime();
    long begin = System.nanoTime();
    double[] nanos = loop.call(callers, duration.dividedBy(ROUNDS));
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    seen.processor = seen.processor.plus(figures.processorTime().minus(before));
    seen.nanos.add(nanos);
    seen.seconds += seconds;
    CollectorLog.Seen collected = collections.seen();
    seen.pausedMillis += collected.pausedMillis();
    seen.mebibytes += collected.mebibytes();
  }

  private Running start(Jdk jdk, String mode) {
    String name = mode.isEmpty() ? "none" : mode;
    Path collections = directory.resolve("collections-" + jdk.feature() + "-" + name + ".log");
    ServerLaunch launch =
        ServerProcess.of(App.batchServer())
            .jdk(jdk)
            .jvmArgs("-Xms512m", "-Xmx512m", CollectorLog.flag(collections))
            .args("--kind", "stateless", directory.toString())
            .http();
    if (!mode.isEmpty()) {
      launch.agent(BuildTree.agentJar(), "audit=" + audit(mode)).policy(policy(mode));
    }
    return new Running(name, jdk, launch.start(), collections);
  }

  private Path audit(String mode) {
    return directory.resolve("records/" + mode + ".jsonl");
  }

  /** As the audit files of all servers so far say it. */
  private long lost() throws IOException {
    long lost = 0;
    try (Stream<Path> files = Files.list(directory.resolve("records"))) {
      for (Path file : files.toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          lost +=
              lines
                  .map(LOST::matcher)
                  .filter(Matcher::find)
                  .mapToLong(gap -> Long.parseLong(gap.group(1)))
                  .sum();
        }
      }
    }
    return lost;
  }

  private String policy(String mode) {
    return """
        sallyport: 1
        server: load
        mode: %1$s
        tools:
          read_files: { files: { read: ["%2$s/**"] } }
          fetch_urls: { http: ["GET http://127.0.0.1:%3$d/items/**"] }
        egress: { allow: ["127.0.0.1:%3$d"] }
        """
        .formatted(mode, directory, peer.port());
  }
}
