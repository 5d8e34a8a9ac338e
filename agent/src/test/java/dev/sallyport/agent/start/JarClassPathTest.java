package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarClassPathTest {
  @TempDir private Path directory;

  @Test
  void elements_areResolvedBesideTheJar() throws IOException {
    assertThat(JarClassPath.of(jar(" lib/a.jar  conf/ ")))
        .containsExactly(file("lib/a.jar"), file("conf"));
  }

  /** Quarkus writes an empty one into a jar that holds everything. */
  @Test
  void classPath_thatIsEmpty_isNotTheDirectoryOfTheJar() throws IOException {
    assertThat(JarClassPath.of(jar(""))).isEmpty();
    assertThat(JarClassPath.of(jar(" "))).isEmpty();
  }

  private File file(String name) {
    return directory.resolve(name).toFile();
  }

  private String jar(String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    Path jar = directory.resolve("server.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
    return jar.toString();
  }
}
