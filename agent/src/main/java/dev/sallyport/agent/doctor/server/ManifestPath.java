package dev.sallyport.agent.doctor.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The other files that a jar's manifest puts on the class path, by its {@code Class-Path}. */
final class ManifestPath {
  private static final int LARGEST = 1 << 20;

  private ManifestPath() {}

  /**
   * Those, there or not.
   *
   * @param file the jar's own
   */
  static List<Path> of(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
    if (entry == null) {
      return List.of();
    }
    String classPath;
    try (InputStream in = zip.getInputStream(entry)) {
      Manifest manifest = new Manifest(new ByteArrayInputStream(in.readNBytes(LARGEST)));
      classPath = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    }
    if (classPath == null || classPath.isBlank()) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    for (String element : classPath.trim().split("\\s+", -1)) {
      add(element, file, files);
    }
    return files;
  }

  /**
   * Elements are URLs, relative ones to the jar's; the JVM passes over those that are of no file.
   */
  private static void add(String element, Path jar, List<Path> files) {
    try {
      URI place = jar.toAbsolutePath().toUri().resolve(new URI(element));
      if ("file".equals(place.getScheme())) {
        files.add(Path.of(place));
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      return;
    }
  }
}
