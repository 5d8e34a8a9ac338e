package dev.sallyport.benchmarks;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether anything grows in a server under constant load: two servers over HTTP with sessions, one
 * without the agent and one in enforce mode, are called side by side, evenly, by {@value
 * #CONNECTIONS} connections each, which read files, fetch URLs, are refused and fail, and begin a
 * session and end it after a few calls. Sampled are the heap after a full collection, threads, file
 * descriptors and resident memory; at the end the audit file is verified.
 *
 * <p>{@code mvn -q -Psoak -DskipTests -pl benchmarks -am package}, with {@code
 * -Dsoak.duration=PT10M -Dsoak.rate=50} for another time, and other calls in a second to each.
 */
public final class Soak {
  static final int CONNECTIONS = 16;

  private static final int SAMPLES = 60;
  private static final int MOST_CLASSES = 12;
  private static final double MEBI = 1024 * 1024;

  private final PrintStream out = System.out;
  private final Path directory;
  private final Path audit;
  private final Path state;
  private final Jdk jdk;
  private final int rate;
  private final LoopbackPeer peer;

  private Soak(Path directory, Jdk jdk, int rate, LoopbackPeer peer) {
    this.directory = directory;
    this.audit = directory.resolve("records/audit.jsonl");
    this.state = directory.resolve("state");
    this.jdk = jdk;
    this.rate = rate;
    this.peer = peer;
  }

  /** What was seen of one server, sample by sample. */
  private static final class Watched {
    private final String name;
    private final ServerProcess server;
    private final SteadyCallers callers;
    private final List<LiveObjects> heap = new ArrayList<>();
    private final List<Double> threads = new ArrayList<>();
    private final List<Double> descriptors = new ArrayList<>();
    private final List<Double> resident = new ArrayList<>();

    Watched(String name, ServerProcess server, SteadyCallers callers) {
      this.name = name;
      this.server = server;
      this.callers = callers;
    }

    void sample(Jdk jdk) throws IOException, InterruptedException {
      ProcessFigures figures = new ProcessFigures(server.pid());
      heap.add(LiveObjects.of(server.pid(), jdk));
      threads.add((double) figures.threads());
      descriptors.add((double) figures.descriptors());
      resident.add(figures.resident() / MEBI);
    }

    /** What was sampled, by its name. */
    Map<String, double[]> figures() {
      Map<String, double[]> figures = new LinkedHashMap<>();
      figures.put(
          "heap after collection, MiB",
          heap.stream().mapToDouble(live -> live.bytes() / MEBI).toArray());
      figures.put("threads", doubles(threads));
      figures.put("file descriptors", doubles(descriptors));
      figures.put("resident, MiB", doubles(resident));
      return figures;
    }

    private static double[] doubles(List<Double> samples) {
      return samples.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Duration duration = Duration.parse(System.getProperty("sallyport.benchmarks.soak", "PT1H"));
    int rate = Integer.getInteger("sallyport.benchmarks.rate", 200);
    Path directory = Files.createTempDirectory("sallyport-soak").toRealPath();
    SteadyCallers.writeFiles(directory);
    try (LoopbackPeer peer = new LoopbackPeer()) {
      new Soak(directory, MeasuredJdks.all().get(0), rate, peer).watch(duration);
    }
  }

  private void watch(Duration duration) throws IOException, InterruptedException {
    Duration between = duration.dividedBy(SAMPLES);
    out.printf(
        "JDK %s, %d calls a second to each server by %d connections for %s, a sample each %s, in"
            + " %s%n",
        jdk.version(), rate, CONNECTIONS, duration, between, directory);
    List<Watched> servers = List.of(start("none", ""), start("enforce", policy()));
    try {
      long begin = System.nanoTime();
      for (int sample = 0; sample < SAMPLES; sample++) {
        long due = begin + between.toNanos() * (sample + 1);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        for (Watched one : servers) {
          one.sample(jdk);
          tell(sample, one);
        }
      }
    } finally {
      servers.forEach(one -> one.callers.close());
      servers.forEach(one -> one.server.close());
    }
    conclude(servers, duration);
    verify();
  }

  private Watched start(String name, String policy) {
    ServerLaunch launch =
        ServerProcess.of(App.batchServer())
            .jdk(jdk)
            .jvmArgs("-Xms256m", "-Xmx256m")
            .args(directory.toString())
            .http();
    if (!policy.isEmpty()) {
      launch
          .agent(BuildTree.agentJar(), "audit=" + audit)
          .policy(policy)
          .environment("XDG_STATE_HOME", state.toString());
    }
    ServerProcess server = launch.start();
    SteadyCallers callers =
        new SteadyCallers(
            server.endpoint(),
            CONNECTIONS,
            Duration.ofSeconds(1).dividedBy(rate),
            "http://127.0.0.1:" + peer.port(),
            !policy.isEmpty());
    return new Watched(name, server, callers);
  }

  private void tell(int sample, Watched one) throws IOException {
    out.printf(
        Locale.ROOT,
        "%d %s: heap %.2f MiB, threads %.0f, descriptors %.0f, resident %.1f MiB; %s%s%n",
        sample,
        one.name,
        last(one.heap).bytes() / MEBI,
        last(one.threads),
        last(one.descriptors),
        last(one.resident),
        one.callers.account(),
        one.name.equals("none") ? "" : "; " + parts());
    out.flush();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  /** The audit file with those that were split off. */
  private String parts() throws IOException {
    try (Stream<Path> files = Files.list(audit.getParent())) {
      List<Path> all = files.toList();
      long bytes = 0;
      for (Path file : all) {
        bytes += Files.size(file);
      }
      return String.format(Locale.ROOT, "audit %d files, %.1f MiB", all.size(), bytes / MEBI);
    }
  }

  private void conclude(List<Watched> servers, Duration duration) throws IOException {
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "JDK %s, %s, %d calls a second to each server for %s; rise is that of a line fitted"
                    + " to the last three quarters, flat if it is at most 5 %% of the median of the"
                    + " first:%n%n",
                jdk.version(),
                Machine.described(),
                rate,
                duration.toString().substring(2)));
    table.append("| | | first quarter | rise | |\n|---|---|---|---|---|\n");
    servers.forEach(one -> rows(one.name, one.figures(), table));
    Map<String, double[]> over = servers.get(1).figures();
    servers
        .get(0)
        .figures()
        .forEach(
            (figure, none) -> over.computeIfPresent(figure, (key, its) -> difference(its, none)));
    rows(servers.get(1).name + " over none", over, table);
    table.append('\n');
    for (Watched one : servers) {
      table.append(one.name).append(": ").append(one.callers.account()).append(".\n");
    }
    table.append(parts()).append(".\n");
    new Page().write("soak", table.toString());
    for (Watched one : servers) {
      out.printf("%n%s, since the first quarter:%n", one.name);
      last(one.heap).growthSince(one.heap.get(SAMPLES / 4), MOST_CLASSES).forEach(out::println);
    }
    out.println();
  }

  private static void rows(String server, Map<String, double[]> figures, StringBuilder table) {
    figures.forEach(
        (figure, samples) ->
            table.append(
                "| %s | %s | %s |%n".formatted(server, figure, Trend.of(samples).text("%.1f"))));
  }

  private static double[] difference(double[] samples, double[] none) {
    return IntStream.range(0, samples.length).mapToDouble(i -> samples[i] - none[i]).toArray();
  }

  private void verify() throws IOException, InterruptedException {
    Process verify =
        new ProcessBuilder(
                jdk.java().toString(),
                "-jar",
                BuildTree.agentJar().toString(),
                "verify",
                "--key",
                state.resolve("sallyport/audit.key.pub").toString(),
                audit.toString())
            .redirectErrorStream(true)
            .start();
    out.write(verify.getInputStream().readAllBytes());
    out.println("verify ended with " + verify.waitFor());
  }

  private String policy() {
    return """
        sallyport: 1
        server: soak
        mode: enforce
        audit: { rotate: { size: 16MiB } }
        sessions: { idle: 10m, limits: { calls: 1000/h } }
        tools:
          read_files:
            files: { read: ["%1$s/**"], deny: ["%1$s/secret/**"] }
            limits: { calls: 1000/m, concurrent: 100 }
          fetch_urls:
            http: ["GET http://127.0.0.1:%2$d/items/**"]
            requires: [read_files]
        egress: { allow: ["127.0.0.1:%2$d"] }
        """
        .formatted(directory, peer.port());
  }
}
