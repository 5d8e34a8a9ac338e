package dev.sallyport.agent.start;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The "fast jar" that Quarkus packages a server as: its main class finds the classes in directories
 * beside the jar, which no property names. Jars there are opened for one class and closed again,
 * and so opened inside of calls.
 */
public final class QuarkusJar {
  private static final String MAIN = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
  private static final String[] DIRECTORIES = {"app", "lib", "quarkus"};

  private QuarkusJar() {}

  /** Patterns of those directories, where the JVM was started with such a jar alone. */
  static void addFiles(@Nullable String classPath, List<String> patterns) {
    if (classPath != null) {
      for (File directory : directories(new File(classPath).getAbsoluteFile())) {
        patterns.add(FilePattern.of(directory).concat("/**"));
      }
    }
  }

  /** Those directories; none where it is no such jar. */
  public static List<File> directories(File jar) {
    List<File> directories = new ArrayList<>();
    if (jar.getName().endsWith(".jar") && jar.isFile() && isStartedByQuarkus(jar)) {
      for (String directory : DIRECTORIES) {
        directories.add(new File(jar.getParentFile(), directory));
      }
    }
    return directories;
  }

  /** What can't be read the JVM will not start either. */
  private static boolean isStartedByQuarkus(File jar) {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      return manifest != null
          && MAIN.equals(manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
    } catch (IOException e) {
      return false;
    }
  }
}
