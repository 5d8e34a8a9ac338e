package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.LISTING;

import java.io.File;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.filechooser.FileSystemView;

/** Looking at what is in a directory. */
@SuppressWarnings("StreamResourceLeak") // closed by who joins their names
final class Listings {
  private Listings() {}

  static Family looking() {
    Family list = new Family("list");
    add(list, "File.list", at -> Arrays.toString(at.file().list()));
    add(list, "File.list(filter)", at -> Arrays.toString(at.file().list((in, name) -> true)));
    add(list, "File.listFiles", at -> Arrays.toString(at.file().listFiles()));
    add(
        list,
        "File.listFiles(FileFilter)",
        at -> Arrays.toString(at.file().listFiles(File::isFile)));
    add(list, "Files.list", at -> joined(Files.list(at.path())));
    add(list, "Files.walk", at -> joined(Files.walk(at.path())));
    add(
        list,
        "Files.find",
        at -> joined(Files.find(at.path(), 2, (path, is) -> is.isRegularFile())));
    add(list, "Files.walkFileTree", Listings::visited);
    add(list, "Files.newDirectoryStream", at -> streamed(at, "*"));
    add(list, "Files.newDirectoryStream(glob)", at -> streamed(at, "[!.]*"));
    add(list, "FileSystemProvider.newDirectoryStream", Listings::provided);
    add(list, "SecureDirectoryStream.newDirectoryStream", Listings::secure)
        .near("files.read", "%directory%")
        .near("files.read", "%open%");
    add(list, "URL file: of a directory", at -> Text.of(at.path().toUri().toURL().openStream()));
    add(list, "FileSystemView.getFiles", Listings::viewed);
    add(list, "JavaFileManager.list", Listings::managed);
    return list;
  }

  private static Family.Draft add(Family list, String api, Body body) {
    return list.add(api, LISTING, body).seed(Seed.DIRECTORY);
  }

  private static String joined(Stream<Path> paths) {
    try (paths) {
      return paths.map(Path::toString).collect(Collectors.joining("\n"));
    }
  }

  private static String joined(Iterable<Path> paths) {
    List<String> names = new ArrayList<>();
    paths.forEach(path -> names.add(path.toString()));
    return names.toString();
  }

  private static String visited(Ground at) throws Exception {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        at.path(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return found.toString();
  }

  private static String streamed(Ground at, String glob) throws Exception {
    try (var directory = Files.newDirectoryStream(at.path(), glob)) {
      return joined(directory);
    }
  }

  private static String provided(Ground at) throws Exception {
    try (var directory =
        at.path().getFileSystem().provider().newDirectoryStream(at.path(), path -> true)) {
      return joined(directory);
    }
  }

  private static String secure(Ground at) throws Exception {
    try (var directory = Files.newDirectoryStream(at.directory());
        var inner = ((SecureDirectoryStream<Path>) directory).newDirectoryStream(at.fileName())) {
      return joined(inner);
    }
  }

  private static String viewed(Ground at) {
    return Arrays.toString(FileSystemView.getFileSystemView().getFiles(at.file(), false));
  }

  private static String managed(Ground at) throws Exception {
    try (var files =
        javax.tools.ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(javax.tools.StandardLocation.CLASS_PATH, List.of(at.path()));
      return files
          .list(
              javax.tools.StandardLocation.CLASS_PATH,
              "",
              java.util.EnumSet.allOf(javax.tools.JavaFileObject.Kind.class),
              true)
          .toString();
    }
  }
}
