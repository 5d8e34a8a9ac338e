package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tools that hand text to a shell or give the environment away: CWE-78, CWE-526. */
final class CarelessProcesses {
  private final Path workspace;

  CarelessProcesses(Path workspace) {
    this.workspace = workspace;
  }

  List<ServedTool> all() {
    return List.of(
        ServedTool.named("run_command", "Runs a shell command in the workspace.")
            .requires("command", "The command")
            .answeredBy(this::run),
        ServedTool.named("lint_file", "Shows the lines of a file that say TODO.")
            .requires("path", "Path of the file")
            .answeredBy(this::lint),
        ServedTool.named("run_with_files", "Runs a shell command from and to files.")
            .requires("command", "The command")
            .requires("input", "Path of the file to read from")
            .requires("output", "Path of the file to append to")
            .answeredBy(this::runWithFiles),
        ServedTool.named("filter_text", "Pipes a text through a shell command.")
            .requires("text", "The text")
            .requires("command", "The command")
            .answeredBy(this::filter),
        ServedTool.named("describe_process", "Shows the program of a process.")
            .requires("pid", "The id of the process")
            .answeredBy(this::describe),
        ServedTool.named("end_child", "Starts a process and ends it.").answeredBy(this::endChild),
        ServedTool.named("read_variable", "Shows a variable of the environment.")
            .requires("name", "Its name")
            .answeredBy(request -> success(System.getenv(argument(request, "name")) + "")),
        ServedTool.named("dump_environment", "Shows the environment of the server.")
            .answeredBy(this::dump));
  }

  private CallToolResult run(CallToolRequest request) {
    try {
      return success(shell(argument(request, "command")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult lint(CallToolRequest request) {
    try {
      return success(shell("grep -n TODO " + argument(request, "path")));
    } catch (Exception e) {
      return success("could not lint: " + e.getMessage());
    }
  }

  private CallToolResult runWithFiles(CallToolRequest request) {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", argument(request, "command"))
              .redirectInput(new File(argument(request, "input")))
              .redirectOutput(Redirect.appendTo(new File(argument(request, "output"))))
              .start();
      return success("ended with " + process.waitFor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return success("interrupted");
    }
  }

  private CallToolResult filter(CallToolRequest request) {
    try {
      List<Process> processes =
          ProcessBuilder.startPipeline(
              List.of(
                  new ProcessBuilder("echo", argument(request, "text")),
                  new ProcessBuilder("sh", "-c", argument(request, "command"))));
      return success(new String(processes.get(1).getInputStream().readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult describe(CallToolRequest request) {
    return success(
        ProcessHandle.of(Long.parseLong(argument(request, "pid")))
            .flatMap(process -> process.info().command())
            .orElse("no such process"));
  }

  private CallToolResult endChild(CallToolRequest request) {
    try {
      Process child = new ProcessBuilder("cat").start();
      String known = child.info().command().orElse("nothing");
      boolean listed = ProcessHandle.current().children().anyMatch(child.toHandle()::equals);
      child.destroy();
      return success(known + ", listed " + listed + ", ended with " + child.waitFor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return success("interrupted");
    }
  }

  private CallToolResult dump(CallToolRequest request) {
    return success(
        new TreeMap<>(System.getenv())
            .entrySet().stream()
                .map((Map.Entry<String, String> variable) -> variable.toString())
                .collect(Collectors.joining("\n")));
  }

  private String shell(String command) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(workspace.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
