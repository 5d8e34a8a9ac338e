package dev.sallyport.agent.start;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What {@code java -jar} reads besides the jar itself: its manifest may put more on the class path,
 * and no property names that. The JVM opens each such jar when it first looks for a class in it,
 * which may be inside of a call. Written without {@code java.nio.file}, which premain does not
 * touch.
 */
final class JarClassPath {
  private JarClassPath() {}

  /** Those files and directories, there or not, where the JVM was started with a jar alone. */
  static List<File> of(@Nullable String classPath) {
    if (classPath == null || !classPath.endsWith(".jar")) {
      return List.of();
    }
    File jar = new File(classPath).getAbsoluteFile();
    List<File> files = new ArrayList<>();
    for (String element : elements(jar)) {
      add(jar.toURI(), element, files);
    }
    return files;
  }

  /** What can't be read the JVM will not start either. */
  private static String[] elements(File jar) {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      String written =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      // An empty element would be resolved to the directory that the jar is in.
      return written == null || written.isBlank() ? new String[0] : written.trim().split(" +", -1);
    } catch (IOException e) {
      return new String[0];
    }
  }

  /** Elements are URLs, relative to the jar's; the JVM passes over those that are of no file. */
  private static void add(URI jar, String element, List<File> files) {
    try {
      URI place = jar.resolve(element);
      if ("file".equals(place.getScheme())) {
        files.add(new File(place));
      }
    } catch (IllegalArgumentException e) {
      return;
    }
  }
}
