package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.REMOVED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipFile;

/** Making a file disappear. */
@SuppressWarnings("resource") // these uses are the point
final class Removals {
  private Removals() {}

  static Family removing() {
    Family remove = new Family("remove");
    remove.add("File.delete", REMOVED, at -> at.file().delete());
    remove
        .add("File.delete, directory", REMOVED, at -> at.file().delete())
        .seed(Seed.EMPTY_DIRECTORY);
    remove.add("Files.delete", REMOVED, Removals::deleted);
    remove.add("Files.delete, directory", REMOVED, Removals::deleted).seed(Seed.EMPTY_DIRECTORY);
    remove.add("Files.deleteIfExists", REMOVED, at -> Files.deleteIfExists(at.path()));
    remove
        .add("DELETE_ON_CLOSE", REMOVED, Removals::deletedOnClose)
        .needs("files.write", "%path%")
        .near("files.read", "%path%");
    remove
        .add("ZipFile OPEN_DELETE", REMOVED, Removals::zip)
        .seed(Seed.ZIP)
        .needs("files.read", "%path%");
    remove
        .add("SecureDirectoryStream.deleteFile", REMOVED, Removals::secure)
        .near("files.read", "%directory%");
    remove
        .add("SecureDirectoryStream.deleteDirectory", REMOVED, Removals::secureDirectory)
        .seed(Seed.EMPTY_DIRECTORY)
        .near("files.read", "%directory%");
    remove
        .add("SecureDirectoryStream.move", REMOVED, Removals::secureMove)
        .near("files.read", "%directory%")
        .near("files.read", "%open%")
        .near("files.write", "%open%/**");
    remove
        .add("File.renameTo away", REMOVED, at -> at.file().renameTo(away(at).toFile()))
        .near("files.write", "%open%/**");
    remove
        .add("Files.move away", REMOVED, at -> Files.move(at.path(), away(at)))
        .near("files.write", "%open%/**");
    remove
        .add(
            "Files.move away, atomic",
            REMOVED,
            at -> Files.move(at.path(), away(at), StandardCopyOption.ATOMIC_MOVE))
        .near("files.write", "%open%/**");
    remove.add("FileSystemProvider.delete", REMOVED, Removals::provided);
    return remove;
  }

  private static Path away(Ground at) {
    return at.open().resolve("away");
  }

  private static String deleted(Ground at) throws Exception {
    Files.delete(at.path());
    return DONE;
  }

  private static String provided(Ground at) throws Exception {
    at.path().getFileSystem().provider().delete(at.path());
    return DONE;
  }

  private static String deletedOnClose(Ground at) throws Exception {
    Files.newByteChannel(at.path(), StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE)
        .close();
    // The API promises no more than an attempt, so success is asked for.
    return at.file().exists() ? "still there" : DONE;
  }

  private static String zip(Ground at) throws Exception {
    new ZipFile(at.file(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE).close();
    return DONE;
  }

  private static String secure(Ground at) throws Exception {
    try (var directory = Files.newDirectoryStream(at.directory())) {
      ((SecureDirectoryStream<Path>) directory).deleteFile(at.fileName());
      return DONE;
    }
  }

  private static String secureDirectory(Ground at) throws Exception {
    try (var directory = Files.newDirectoryStream(at.directory())) {
      ((SecureDirectoryStream<Path>) directory).deleteDirectory(at.fileName());
      return DONE;
    }
  }

  private static String secureMove(Ground at) throws Exception {
    try (var from = Files.newDirectoryStream(at.directory());
        var to = Files.newDirectoryStream(at.open())) {
      ((SecureDirectoryStream<Path>) from)
          .move(at.fileName(), (SecureDirectoryStream<Path>) to, Path.of("away"));
      return DONE;
    }
  }
}
