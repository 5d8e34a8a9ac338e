package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What the guards of a JVM cost side by side: the same operations, grants and flags, on one JDK
 * after the other, in forks that alternate; what each of them refuses; and a start with each.
 *
 * <p>{@code mvn -q -Pcomparison -DskipTests -pl benchmarks -am package}, with {@code -Djdks=17} for
 * one JDK only.
 */
public final class Comparison {
  private static final int ROUNDS = 2;
  private static final int STARTS = 15;
  private static final double NANOS_OF_A_MICRO = 1000;

  /** By the names of the methods of {@link Compared}. */
  private static final Map<String, String> OPERATIONS = operations();

  private final CommandLineOptions told;
  private final Sandbox sandbox;
  private final Path others;
  private final Page page = new Page();

  private Comparison(CommandLineOptions told, Sandbox sandbox, Path others) {
    this.told = told;
    this.sandbox = sandbox;
    this.others = others;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, RunnerException, CommandLineOptionException {
    Path others = Path.of(System.getProperty("sallyport.benchmarks.others"));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (DroppingServer server = new DroppingServer();
        DroppingServer other = new DroppingServer();
        DatagramSocket receiver = new DatagramSocket(any);
        DatagramSocket otherReceiver = new DatagramSocket(any);
        LoopbackPeer peer = new LoopbackPeer()) {
      Sandbox sandbox =
          Sandbox.create(
              server.port(),
              receiver.getLocalPort(),
              peer.port(),
              other.port(),
              otherReceiver.getLocalPort());
      Comparison comparison = new Comparison(Costs.told(), sandbox, others);
      for (Jdk jdk : MeasuredJdks.all()) {
        comparison.measure(jdk);
      }
    }
  }

  private static Map<String, String> operations() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("openStream", "open, `FileInputStream`");
    names.put("openAndRead", "open, `Files.newByteChannel`, and read 1 KiB");
    names.put("stat", "stat");
    names.put("createAndDelete", "create a file, and delete it");
    names.put("connect", "connect");
    names.put("send", "send a datagram");
    names.put("get", "HTTP `GET` on a kept connection");
    names.put("startProcess", "start a program, and wait for its end");
    names.put("deniedOpen", "open what is denied");
    return names;
  }

  private void measure(Jdk jdk)
      throws IOException, InterruptedException, RunnerException, CommandLineOptionException {
    List<Guard> all = Guard.of(jdk, sandbox, others);
    List<Guard> guards = all.stream().filter(Guard::decides).toList();
    Map<Guard, Map<String, String>> refusals = new LinkedHashMap<>();
    for (Guard guard : guards) {
      refusals.put(guard, refusals(jdk, guard));
    }
    Map<Guard, Map<String, List<Double>>> nanos = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Guard guard : guards) {
        Map<String, List<Double>> its = nanos.computeIfAbsent(guard, key -> new LinkedHashMap<>());
        for (RunResult result : run(jdk, guard, Compared.class, told)) {
          scores(result, its.computeIfAbsent(operation(result), key -> new ArrayList<>()));
        }
      }
    }
    String head = "JDK " + jdk.version() + ", " + Machine.described();
    page.write("operations compared, JDK " + jdk.feature(), operationTable(head, guards, nanos));
    page.write("refusals compared, JDK " + jdk.feature(), refusalTable(guards, refusals));
    page.write(
        "starts compared, JDK " + jdk.feature(),
        head
            + ", medians with quartiles of "
            + STARTS
            + " alternating starts:\n\n"
            + new Starts(jdk, sandbox).table(all, STARTS));
  }

  private Map<String, String> refusals(Jdk jdk, Guard guard)
      throws IOException, RunnerException, CommandLineOptionException {
    Path answers = Refusals.answers(sandbox);
    Files.deleteIfExists(answers);
    Files.writeString(sandbox.secret().resolveSibling("doomed"), "to be deleted");
    Files.deleteIfExists(sandbox.secret().resolveSibling("made"));
    run(jdk, guard, Refusals.class, new CommandLineOptions());
    Map<String, String> refusals = new LinkedHashMap<>();
    for (String line : Files.readAllLines(answers)) {
      String[] parts = line.split("\t", 2);
      refusals.put(parts[0], parts[1]);
    }
    return refusals;
  }

  private Collection<RunResult> run(
      Jdk jdk, Guard guard, Class<?> benchmark, CommandLineOptions told) throws RunnerException {
    List<String> flags = new ArrayList<>(guard.flags());
    flags.addAll(sandbox.flags());
    flags.add("-Djmh.executor=CUSTOM");
    flags.add("-Djmh.executor.class=" + CallExecutor.class.getName());
    return new Runner(
            new OptionsBuilder()
                .parent(told)
                .include(benchmark.getName() + "\\.")
                .jvm(jdk.java().toString())
                .jvmArgs(flags.toArray(new String[0]))
                .shouldFailOnError(true)
                .build())
        .run();
  }

  private static String operation(RunResult result) {
    return result.getPrimaryResult().getLabel();
  }

  private static void scores(RunResult result, List<Double> into) {
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        into.add(iteration.getPrimaryResult().getScore());
      }
    }
  }

  private String operationTable(
      String head, List<Guard> guards, Map<Guard, Map<String, List<Double>>> nanos) {
    StringBuilder table = new StringBuilder(head);
    table.append(", microseconds, medians with quartiles of ").append(ROUNDS);
    table.append(" alternating forks:\n\n").append(heading("operation", guards));
    OPERATIONS.forEach(
        (operation, name) -> {
          table.append("| ").append(name).append(" |");
          for (Guard guard : guards) {
            Spread spread =
                new Spread(
                    nanos.get(guard).get(operation).stream()
                        .mapToDouble(score -> score / NANOS_OF_A_MICRO)
                        .toArray());
            table.append(' ').append(spread.text("%.2f")).append(" |");
          }
          table.append('\n');
        });
    return table.toString();
  }

  private static String refusalTable(List<Guard> guards, Map<Guard, Map<String, String>> refusals) {
    StringBuilder table = new StringBuilder(heading("refused, where not granted", guards));
    for (String attempt : refusals.get(guards.get(0)).keySet()) {
      table.append("| ").append(attempt).append(" |");
      guards.forEach(
          guard -> table.append(' ').append(refusals.get(guard).get(attempt)).append(" |"));
      table.append('\n');
    }
    return table.toString();
  }

  private static String heading(String first, List<Guard> guards) {
    return guards.stream()
            .map(Guard::name)
            .collect(Collectors.joining(" | ", "| " + first + " | ", " |\n"))
        + "|---".repeat(guards.size() + 1)
        + "|\n";
  }
}
