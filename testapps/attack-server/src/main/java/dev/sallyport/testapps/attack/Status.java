package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.seen;
import static dev.sallyport.testapps.attack.Target.STATUS;

import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** Looking at a file. */
final class Status {
  private Status() {}

  static Family looking() {
    Family stat = new Family("stat");
    stat.add("File.exists", STATUS, at -> seen(at.file().exists()));
    stat.add("File.isFile", STATUS, at -> seen(at.file().isFile()));
    stat.add("File.isDirectory", STATUS, at -> seen(at.file().isDirectory()))
        .seed(Seed.EMPTY_DIRECTORY);
    stat.add("File.length", STATUS, at -> seen(at.file().length() > 0));
    stat.add("File.lastModified", STATUS, at -> seen(at.file().lastModified() > 0));
    stat.add("File.canRead", STATUS, at -> seen(at.file().canRead()));
    stat.add("File.canWrite", STATUS, at -> seen(at.file().canWrite()));
    stat.add("File.getCanonicalPath", STATUS, at -> seen(canonical(at).equals(at.text())));
    stat.add("File.getTotalSpace", STATUS, at -> seen(at.file().getTotalSpace() > 0));
    stat.add("File.getFreeSpace", STATUS, at -> seen(at.file().getFreeSpace() > 0));
    stat.add("File.getUsableSpace", STATUS, at -> seen(at.file().getUsableSpace() > 0));
    stat.add("Files.exists", STATUS, at -> seen(Files.exists(at.path())));
    stat.add("Files.isRegularFile", STATUS, at -> seen(Files.isRegularFile(at.path())));
    stat.add("Files.isDirectory", STATUS, at -> seen(Files.isDirectory(at.path())))
        .seed(Seed.EMPTY_DIRECTORY);
    stat.add("Files.isReadable", STATUS, at -> seen(Files.isReadable(at.path())));
    stat.add("Files.isWritable", STATUS, at -> seen(Files.isWritable(at.path())));
    stat.add("Files.isExecutable", STATUS, at -> seen(Files.isExecutable(at.path())))
        .seed(Seed.EMPTY_DIRECTORY);
    stat.add("Files.size", STATUS, at -> seen(Files.size(at.path()) > 0));
    stat.add(
        "Files.getLastModifiedTime",
        STATUS,
        at -> seen(Files.getLastModifiedTime(at.path()).toMillis() > 0));
    stat.add("Files.getOwner", STATUS, at -> seen(!Files.getOwner(at.path()).getName().isEmpty()));
    stat.add(
        "Files.getPosixFilePermissions",
        STATUS,
        at -> seen(!Files.getPosixFilePermissions(at.path()).isEmpty()));
    stat.add(
        "Files.readAttributes(Basic)",
        STATUS,
        at -> seen(Files.readAttributes(at.path(), BasicFileAttributes.class).isRegularFile()));
    stat.add(
        "Files.readAttributes(Posix)",
        STATUS,
        at -> seen(Files.readAttributes(at.path(), PosixFileAttributes.class).isRegularFile()));
    stat.add(
        "Files.readAttributes(unix:*)",
        STATUS,
        at -> seen(!Files.readAttributes(at.path(), "unix:*").isEmpty()));
    stat.add(
        "Files.getAttribute(unix:ino)",
        STATUS,
        at -> seen(Files.getAttribute(at.path(), "unix:ino") != null));
    stat.add(
        "Files.getAttribute(dos:hidden)",
        STATUS,
        at -> seen(Files.getAttribute(at.path(), "dos:hidden") != null));
    stat.add(
        "Files.getFileStore",
        STATUS,
        at -> seen(Files.getFileStore(at.path()).getTotalSpace() > 0));
    stat.add(
        "Files.isSameFile",
        STATUS,
        at -> seen(Files.isSameFile(at.path(), at.open().resolve("link"))));
    stat.add("Path.toRealPath", STATUS, at -> seen(at.path().toRealPath().equals(at.path())));
    stat.add(
        "Path.toRealPath of link",
        STATUS,
        at -> seen(at.open().resolve("link").toRealPath().equals(at.path())));
    stat.add(
            "Files.readSymbolicLink",
            STATUS,
            at -> seen(Files.readSymbolicLink(at.open().resolve("link")).equals(at.path())))
        .takes("files.read", "%open%/link");
    stat.add(
            "Files.isSymbolicLink",
            STATUS,
            at -> seen(Files.isSymbolicLink(at.open().resolve("link"))))
        .takes("files.read", "%open%/link");
    stat.add(
        "BasicFileAttributeView",
        STATUS,
        at ->
            seen(
                Files.getFileAttributeView(at.path(), BasicFileAttributeView.class)
                        .readAttributes()
                        .size()
                    > 0));
    stat.add(
        "PosixFileAttributeView",
        STATUS,
        at ->
            seen(
                Files.getFileAttributeView(at.path(), PosixFileAttributeView.class)
                        .readAttributes()
                        .group()
                    != null));
    stat.add(
        "FileOwnerAttributeView",
        STATUS,
        at ->
            seen(
                Files.getFileAttributeView(at.path(), FileOwnerAttributeView.class).getOwner()
                    != null));
    stat.add("SecureDirectoryStream attributes", STATUS, Status::secure)
        .needs("files.read", "%directory%/**")
        .near("files.read", "%directory%")
        .near("files.read", "%open%");
    stat.add(
        "URLConnection.getContentLength",
        STATUS,
        at -> seen(at.path().toUri().toURL().openConnection().getContentLength() > 0));
    stat.add(
        "URLConnection.getLastModified",
        STATUS,
        at -> seen(at.path().toUri().toURL().openConnection().getLastModified() > 0));
    stat.add("WatchService", STATUS, Status::watched)
        .seed(Seed.EMPTY_DIRECTORY)
        .takes("files.read", "%path%/**");
    stat.add("UserDefinedFileAttributeView.list", STATUS, at -> seen(extended(at).list() != null));
    stat.add("FileStore.supportsFileAttributeView", STATUS, Status::supports);
    return stat;
  }

  private static String canonical(Ground at) throws Exception {
    return at.open().resolve("link").toFile().getCanonicalPath();
  }

  private static String secure(Ground at) throws Exception {
    try (var directory = Files.newDirectoryStream(at.directory())) {
      return seen(
          ((SecureDirectoryStream<Path>) directory)
                  .getFileAttributeView(at.fileName(), BasicFileAttributeView.class)
                  .readAttributes()
                  .size()
              > 0);
    }
  }

  private static String watched(Ground at) throws Exception {
    try (WatchService watch = at.path().getFileSystem().newWatchService()) {
      return seen(at.path().register(watch, StandardWatchEventKinds.ENTRY_CREATE).isValid());
    }
  }

  private static UserDefinedFileAttributeView extended(Ground at) {
    return Files.getFileAttributeView(at.path(), UserDefinedFileAttributeView.class);
  }

  private static String supports(Ground at) throws Exception {
    FileStore store = Files.getFileStore(at.path());
    return seen(store.supportsFileAttributeView(BasicFileAttributeView.class));
  }
}
