package dev.sallyport.benchmarks;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program whose start is measured.
 *
 * @param command after the flags of the JVM
 * @param steps to where it has started
 * @param isEndedByItsInput whether it ends where its input does
 */
record StartedProgram(
    String name, List<String> command, List<Step> steps, boolean isEndedByItsInput) {
  private static final long PATIENCE_SECONDS = 60;

  /**
   * @param said to its input, if anything
   * @param awaited is in a line that it then writes
   */
  private record Step(String said, String awaited) {}

  /**
   * What a start took.
   *
   * @param resident the most memory that was resident, in bytes
   */
  record Start(Duration time, Duration processorTime, long resident) {}

  static StartedProgram doingNothing() {
    return new StartedProgram(
        "a program that does nothing, to its `main`",
        List.of("-cp", classes(), Trivial.class.getName()),
        List.of(new Step("", Trivial.READY)),
        /* isEndedByItsInput= */ true);
  }

  private static String classes() {
    return Trivial.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  /** By jars alone, as an archive of classes wants it. */
  static StartedProgram sdkServer(Path workspace) throws IOException {
    App app = App.filesServer();
    Path target = app.module().resolve("target");
    try (Stream<Path> own = Files.list(target);
        Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      String jars =
          Stream.concat(own, libraries)
              .map(Path::toString)
              .filter(file -> file.endsWith(".jar"))
              .sorted()
              .collect(Collectors.joining(":"));
      return new StartedProgram(
          "MCP server of the official SDK over stdio, to its first list of tools",
          List.of("-cp", jars, app.main(), workspace.toString()),
          List.of(
              new Step(
                  """
                  {"jsonrpc":"2.0","id":1,"method":"initialize","params":{\
                  "protocolVersion":"2025-06-18","capabilities":{},\
                  "clientInfo":{"name":"benchmark","version":"1"}}}
                  """,
                  "\"serverInfo\""),
              new Step(
                  """
                  {"jsonrpc":"2.0","method":"notifications/initialized"}
                  {"jsonrpc":"2.0","id":2,"method":"tools/list"}
                  """,
                  "\"tools\":[")),
          /* isEndedByItsInput= */ true);
    }
  }

  static StartedProgram springServer() {
    return new StartedProgram(
        "MCP server of Spring AI 2.0 in Spring Boot, to where it listens",
        List.of(
            "-jar",
            App.packagedFramework("spring/2.0-webmvc").files(),
            "--http",
            "0",
            "streamable"),
        List.of(new Step("", "listening on ")),
        /* isEndedByItsInput= */ false);
  }

  /**
   * Starts it, and ends it.
   *
   * @param state where the agent keeps its files
   */
  Start start(Jdk jdk, List<String> flags, Path state) throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>();
    whole.add(jdk.java().toString());
    whole.addAll(flags);
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole).directory(state.toFile()).redirectErrorStream(true);
    builder.environment().put("XDG_STATE_HOME", state.toString());
    long begin = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      Start start;
      try (OutputStream in = process.getOutputStream()) {
        for (Step step : steps) {
          in.write(step.said.getBytes(StandardCharsets.UTF_8));
          in.flush();
          await(step.awaited, out);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        ProcessFigures figures = new ProcessFigures(process.pid());
        start = new Start(time, figures.processorTime(), figures.mostResident());
      }
      if (!isEndedByItsInput) {
        process.destroy();
      }
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " does not end");
      }
      return start;
    } finally {
      process.destroyForcibly();
    }
  }

  private void await(String awaited, BufferedReader out) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(awaited)) {
        return;
      }
      lines.add(line);
    }
    throw new IllegalStateException(name + " ended: " + String.join("\n", lines));
  }
}
