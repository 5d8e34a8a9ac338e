package dev.sallyport.testapps.files;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.failure;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.ServedTool;
import dev.sallyport.testapps.serving.Serving;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code batch-server [--kind sync|async|stateless] [--http PORT] WORKSPACE}: a call does as much
 * as its client wants, to see what that costs.
 */
public final class BatchMain {
  private final Path workspace;

  private BatchMain(Path workspace) {
    this.workspace = workspace;
  }

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    Path workspace = Path.of(options.operands().get(0)).toAbsolutePath();
    new Serving("batch-server", List.of(new BatchMain(workspace).tool())).run(options);
  }

  private ServedTool tool() {
    return ServedTool.named("read_files", "Reads as many text files of the workspace.")
        .accepts("paths", "Their paths, one on a line, relative to the workspace")
        .answeredBy(this::read);
  }

  private CallToolResult read(CallToolRequest request) {
    StringBuilder texts = new StringBuilder("texts:");
    try {
      for (String path : argument(request, "paths", "").lines().toList()) {
        texts.append(Files.readString(workspace.resolve(path)));
      }
    } catch (IOException e) {
      return failure("Cannot read: " + e);
    }
    return success(texts.toString());
  }
}
