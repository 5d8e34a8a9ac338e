package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
