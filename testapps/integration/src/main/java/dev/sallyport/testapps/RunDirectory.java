package dev.sallyport.testapps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of one run of a server.
 *
 * @param keep whether it outlives the run, for someone to read
 */
record RunDirectory(Path path, boolean keep) {

  static RunDirectory create(String name) throws IOException {
    String runs = System.getProperty("sallyport.runs");
    if (runs == null) {
      return new RunDirectory(Files.createTempDirectory(name + "-").toRealPath(), false);
    }
    Path parent = Files.createDirectories(Path.of(runs)).toRealPath();
    return new RunDirectory(Files.createTempDirectory(parent, name + "-"), true);
  }

  /** Removes the directory unless it is kept; may be asked for twice. */
  void release() throws IOException {
    if (keep || Files.notExists(path)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(path)) {
      List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
      for (Path entry : deepestFirst) {
        Files.delete(entry);
      }
    }
  }
}
