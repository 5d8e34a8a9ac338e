package dev.sallyport.testapps.files;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.failure;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads, writes, lists and searches the files of a workspace. */
final class FileTools {
  private final Path workspace;

  FileTools(Path workspace) {
    this.workspace = workspace;
  }

  List<ServedTool> all() {
    return List.of(
        ServedTool.named("read_file", "Reads a text file of the workspace.")
            .requires("path", "Path of the file, relative to the workspace")
            .answeredBy(this::read),
        ServedTool.named("write_file", "Writes a text file, with its directories if need be.")
            .requires("path", "Path of the file, relative to the workspace")
            .requires("content", "The whole new content")
            .answeredBy(this::write),
        ServedTool.named("list_directory", "Lists a directory; names of directories end in a /.")
            .accepts("path", "Path of the directory, relative to the workspace")
            .answeredBy(this::list),
        ServedTool.named("search_files", "Finds the files under a directory by their names.")
            .accepts("path", "Path of the directory, relative to the workspace")
            .requires("pattern", "Glob for the file's name, such as *.md")
            .answeredBy(this::search));
  }

  private CallToolResult read(CallToolRequest request) {
    String path = argument(request, "path");
    try {
      return success(Files.readString(workspace.resolve(path)));
    } catch (IOException e) {
      return failure("Cannot read " + path + ": " + e);
    }
  }

  private CallToolResult write(CallToolRequest request) {
    String path = argument(request, "path");
    String content = argument(request, "content");
    try {
      Path file = workspace.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return success("Wrote " + content.length() + " characters to " + path);
    } catch (IOException e) {
      return failure("Cannot write " + path + ": " + e);
    }
  }

  private CallToolResult list(CallToolRequest request) {
    String path = argument(request, "path", ".");
    try (Stream<Path> entries = Files.list(workspace.resolve(path))) {
      return success(
          entries
              .map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
              .sorted()
              .collect(Collectors.joining("\n")));
    } catch (IOException | UncheckedIOException e) {
      return failure("Cannot list " + path + ": " + e);
    }
  }

  private CallToolResult search(CallToolRequest request) {
    String path = argument(request, "path", ".");
    PathMatcher pattern =
        FileSystems.getDefault().getPathMatcher("glob:" + argument(request, "pattern"));
    try (Stream<Path> files = Files.walk(workspace.resolve(path).normalize())) {
      return success(
          files
              .filter(file -> pattern.matches(file.getFileName()) && Files.isRegularFile(file))
              .map(file -> workspace.relativize(file).toString())
              .sorted()
              .collect(Collectors.joining("\n")));
    } catch (IOException | UncheckedIOException e) {
      return failure("Cannot search " + path + ": " + e);
    }
  }
}
