package dev.sallyport.agent.command;

import dev.sallyport.agent.start.QuarkusJar;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's classes are, as one would tell the JVM: by jars, directories and class paths.
 */
final class ServerPaths {
  private static final String ALL_JARS = "*";

  private ServerPaths() {}

  /**
   * The jars and directories that are meant, there or not.
   *
   * @param given each may be of several elements
   */
  static List<Path> of(List<String> given) {
    List<Path> paths = new ArrayList<>();
    for (String one : given) {
      for (String element : one.split(File.pathSeparator, -1)) {
        if (!element.isEmpty()) {
          add(element, paths);
        }
      }
    }
    return paths;
  }

  private static void add(String element, List<Path> paths) {
    File file = new File(element);
    File[] jars = file.getName().equals(ALL_JARS) ? jarsBeside(file) : null;
    if (jars != null) {
      for (File jar : jars) {
        paths.add(jar.toPath());
      }
      return;
    }
    paths.add(file.toPath());
    for (File directory : QuarkusJar.directories(file)) {
      paths.add(directory.toPath());
    }
  }

  /** What the JVM takes for {@code lib/*}; null where there is no such directory. */
  private static File @Nullable [] jarsBeside(File wildcard) {
    File directory = wildcard.getParentFile();
    return (directory == null ? new File(".") : directory)
        .listFiles(
            (parent, name) ->
                name.toLowerCase(Locale.ROOT).endsWith(".jar")
                    && Files.isRegularFile(parent.toPath().resolve(name)));
  }
}
