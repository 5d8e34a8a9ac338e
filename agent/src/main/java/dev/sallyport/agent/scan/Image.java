package dev.sallyport.agent.scan;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** Reads the classes of the running JDK, of all modules that are in its image (JEP 220). */
final class Image {
  private static final String CLASS = ".class";

  private Image() {}

  /**
   * Reads all of it, some 27,000 classes in a few seconds.
   *
   * @throws IOException if the image can't be read
   */
  static Code running() throws IOException {
    Code code = new Code();
    FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(image.getPath("/modules"))) {
      for (Path module : modules) {
        read(module, code);
      }
    }
    code.link();
    return code;
  }

  private static void read(Path module, Code code) throws IOException {
    Set<String> exported = exported(module);
    String name = module.getFileName().toString();
    Files.walkFileTree(
        module,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(CLASS)) {
              String folder = module.relativize(file.getParent()).toString();
              code.add(name, exported.contains(folder), Files.readAllBytes(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The packages that any module can use, or reflect on. */
  private static Set<String> exported(Path module) throws IOException {
    Set<String> exported = new HashSet<>();
    ModuleDescriptor descriptor;
    try (var in = Files.newInputStream(module.resolve("module-info.class"))) {
      descriptor = ModuleDescriptor.read(in);
    }
    for (ModuleDescriptor.Exports exports : descriptor.exports()) {
      if (!exports.isQualified()) {
        exported.add(exports.source().replace('.', '/'));
      }
    }
    for (ModuleDescriptor.Opens opens : descriptor.opens()) {
      if (!opens.isQualified()) {
        exported.add(opens.source().replace('.', '/'));
      }
    }
    return exported;
  }
}
