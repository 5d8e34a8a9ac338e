package dev.sallyport.agent.start;

import dev.sallyport.policy.match.PathPattern;
import java.io.File;
import java.io.IOException;

/** The pattern of one file, which the command line or an option names in any way that opens it. */
final class FilePattern {
  private static final String UP = "/../";

  private FilePattern() {}

  static String of(File file) {
    return PathPattern.quote(straight(file.getAbsolutePath()));
  }

  /**
   * Without {@code ..}, of which patterns know nothing. What is before it may be a link, and is
   * followed as the system does; what is behind it stays as it is named.
   */
  private static String straight(String path) {
    int up = path.concat("/").lastIndexOf(UP);
    if (up < 0) {
      return path;
    }
    int rest = up + UP.length() - 1;
    return new File(followed(path.substring(0, rest)), path.substring(rest)).getPath();
  }

  private static String followed(String path) {
    File directory = new File(path);
    try {
      return directory.getCanonicalPath();
    } catch (IOException e) {
      return directory.toPath().normalize().toString();
    }
  }
}
