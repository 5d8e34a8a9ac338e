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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code batch-server [--kind sync|async|stateless] [--http PORT] WORKSPACE}: a call does as much
 * as its client wants, to see what that costs.
 */
public final class BatchMain {
  private final Path workspace;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private BatchMain(Path workspace) {
    this.workspace = workspace;
  }

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    Path workspace = Path.of(options.operands().get(0)).toAbsolutePath();
    new Serving("batch-server", new BatchMain(workspace).tools()).run(options);
  }

  private List<ServedTool> tools() {
    return List.of(
        ServedTool.named("read_files", "Reads as many text files of the workspace.")
            .accepts("paths", "Their paths, one on a line, relative to the workspace")
            .answeredBy(this::read),
        ServedTool.named("fetch_urls", "Fetches as many URLs.")
            .accepts("urls", "One on a line")
            .answeredBy(this::fetch));
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

  private CallToolResult fetch(CallToolRequest request) {
    StringBuilder texts = new StringBuilder("texts:");
    try {
      for (String url : argument(request, "urls", "").lines().toList()) {
        HttpRequest get = HttpRequest.newBuilder(URI.create(url)).build();
        texts.append(client.send(get, HttpResponse.BodyHandlers.ofString()).body());
      }
    } catch (IOException e) {
      return failure("Cannot fetch: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure("Interrupted");
    }
    return success(texts.toString());
  }
}
