package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.failure;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** File tools that follow any path a client gives: CWE-22, CWE-59. */
final class CarelessFiles {
  private final Path workspace;

  CarelessFiles(Path workspace) {
    this.workspace = workspace;
  }

  List<ServedTool> all() {
    return List.of(
        ServedTool.named("read_file", "Reads a text file.")
            .requires("path", "Path of the file")
            .answeredBy(this::read),
        ServedTool.named("peek_file", "Shows the first 200 bytes of a file.")
            .requires("path", "Path of the file")
            .answeredBy(this::peek),
        ServedTool.named("delete_file", "Deletes a file.")
            .requires("path", "Path of the file")
            .answeredBy(this::delete),
        ServedTool.named("move_file", "Moves a file, replacing what is there.")
            .requires("from", "Path of the file")
            .requires("to", "Its new path")
            .answeredBy(this::move),
        ServedTool.named("rename_file", "Renames a file, as java.io does.")
            .requires("from", "Path of the file")
            .requires("to", "Its new path")
            .answeredBy(this::rename),
        ServedTool.named("link_file", "Makes a symbolic link.")
            .requires("link", "Path of the link")
            .requires("target", "Where it shall lead")
            .answeredBy(this::link),
        ServedTool.named("hard_link_file", "Gives a file a second name.")
            .requires("link", "The second name")
            .requires("existing", "Path of the file")
            .answeredBy(this::hardLink),
        ServedTool.named("tag_file", "Gives a file an extended attribute.")
            .requires("path", "Path of the file")
            .requires("tag", "Name of the attribute")
            .answeredBy(this::tag),
        ServedTool.named("touch_file", "Gives a file the times of 1970.")
            .requires("path", "Path of the file")
            .answeredBy(this::touch),
        ServedTool.named("watch_directory", "Watches a directory, for a moment.")
            .requires("path", "Path of the directory")
            .answeredBy(this::watch),
        ServedTool.named("make_temporary", "Makes a temporary file.")
            .requires("path", "Path of the directory")
            .answeredBy(this::makeTemporary),
        ServedTool.named("delete_later", "Deletes a file when the server ends.")
            .requires("path", "Path of the file")
            .answeredBy(this::deleteLater),
        ServedTool.named("stat_file", "Tells the size of a file.")
            .requires("path", "Path of the file")
            .answeredBy(this::stat));
  }

  private CallToolResult read(CallToolRequest request) {
    try {
      return success(Files.readString(workspace.resolve(argument(request, "path"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult peek(CallToolRequest request) {
    try (FileInputStream in =
        new FileInputStream(workspace.resolve(argument(request, "path")).toFile())) {
      return success(new String(in.readNBytes(200), StandardCharsets.UTF_8));
    } catch (Exception e) {
      return success("could not read: " + e.getMessage());
    }
  }

  private CallToolResult delete(CallToolRequest request) {
    String path = argument(request, "path");
    try {
      Files.delete(workspace.resolve(path));
      return success("deleted " + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult move(CallToolRequest request) {
    Path from = workspace.resolve(argument(request, "from"));
    Path to = workspace.resolve(argument(request, "to"));
    try {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
      return success("moved to " + to);
    } catch (Exception e) {
      return failure("could not move: " + e);
    }
  }

  private CallToolResult rename(CallToolRequest request) {
    File from = workspace.resolve(argument(request, "from")).toFile();
    File to = workspace.resolve(argument(request, "to")).toFile();
    return from.renameTo(to) ? success("renamed to " + to) : failure("could not rename");
  }

  private CallToolResult link(CallToolRequest request) {
    Path link = workspace.resolve(argument(request, "link"));
    try {
      Files.createSymbolicLink(link, Path.of(argument(request, "target")));
      return success("linked " + link);
    } catch (Exception e) {
      return success("could not link: " + e.getMessage());
    }
  }

  private CallToolResult hardLink(CallToolRequest request) {
    Path link = workspace.resolve(argument(request, "link"));
    Path existing = workspace.resolve(argument(request, "existing"));
    try {
      Files.createLink(link, existing);
      return success("linked " + link);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult tag(CallToolRequest request) {
    Path file = workspace.resolve(argument(request, "path"));
    try {
      Files.setAttribute(file, "user:" + argument(request, "tag"), ByteBuffer.allocate(1));
      return success("tagged " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult touch(CallToolRequest request) {
    Path file = workspace.resolve(argument(request, "path"));
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      return success("touched " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult watch(CallToolRequest request) {
    Path directory = workspace.resolve(argument(request, "path"));
    try (WatchService changes = FileSystems.getDefault().newWatchService()) {
      directory.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      return success("watched " + directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult makeTemporary(CallToolRequest request) {
    File directory = workspace.resolve(argument(request, "path")).toFile();
    try {
      return success("made " + File.createTempFile("made", ".tmp", directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult deleteLater(CallToolRequest request) {
    workspace.resolve(argument(request, "path")).toFile().deleteOnExit();
    return success("will be deleted");
  }

  private CallToolResult stat(CallToolRequest request) {
    try {
      return success(Files.size(workspace.resolve(argument(request, "path"))) + " bytes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
