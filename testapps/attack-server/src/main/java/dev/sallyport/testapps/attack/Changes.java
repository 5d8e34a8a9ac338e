package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.CHANGED;

import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;

/** Changing a file that is there: what it holds, and what it is. */
@SuppressWarnings({"resource", "DefaultCharset"}) // these uses are the point
final class Changes {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000_000_000L);

  private Changes() {}

  static Family writing() {
    Family change = new Family("change");
    change.add("FileOutputStream", CHANGED, Changes::overwritten);
    change.add("FileOutputStream, truncate only", CHANGED, Changes::truncated);
    change.add("FileWriter(append)", CHANGED, Changes::appended);
    change
        .add("RandomAccessFile.write", CHANGED, Changes::randomAccess)
        .needs("files.read", "%path%");
    change
        .add("RandomAccessFile.setLength", CHANGED, Changes::shortened)
        .needs("files.read", "%path%");
    change.add(
        "Files.writeString(append)",
        CHANGED,
        at -> Files.writeString(at.path(), "more", StandardOpenOption.APPEND));
    change.add(
        "Files.write(truncate)",
        CHANGED,
        at -> Files.write(at.path(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING));
    change
        .add(
            "Files.copy(replace)",
            CHANGED,
            at -> Files.copy(own(at), at.path(), StandardCopyOption.REPLACE_EXISTING))
        .needs("files.delete", "%path%")
        .near("files.write", "%open%/**")
        .near("files.read", "%open%/**");
    change.add("FileChannel.truncate", CHANGED, Changes::channelTruncated);
    change
        .add("FileChannel.transferFrom", CHANGED, Changes::transferred)
        .near("files.write", "%open%/**")
        .near("files.read", "%open%/**");
    change.add("FileChannel.map", CHANGED, Changes::mapped).needs("files.read", "%path%");
    change
        .add("SecureDirectoryStream.newByteChannel", CHANGED, Changes::secure)
        .near("files.read", "%directory%");
    change
        .add("zip FileSystem", CHANGED, Changes::zipfs)
        .seed(Seed.ZIP)
        .needs("files.read", "%directory%/**")
        .needs("files.write", "%directory%/**")
        .needs("files.delete", "%directory%/**");
    change
        .add(
            "jar, update",
            CHANGED,
            at ->
                Tools.run(
                    "jar",
                    "--update",
                    "--file",
                    at.text(),
                    "-C",
                    own(at).getParent().toString(),
                    "own.txt"))
        .seed(Seed.JAR)
        .needs("files.read", "%directory%/**")
        .needs("files.write", "%directory%/**")
        .needs("files.delete", "%directory%/**");
    change.add("File.setLastModified", CHANGED, at -> at.file().setLastModified(THEN.toMillis()));
    change.add("File.setReadOnly", CHANGED, at -> at.file().setReadOnly());
    change.add("File.setReadable", CHANGED, at -> at.file().setReadable(false, false));
    change.add("File.setWritable", CHANGED, at -> at.file().setWritable(false, false));
    change.add("File.setExecutable", CHANGED, at -> at.file().setExecutable(true, false));
    change
        .add("Files.setLastModifiedTime", CHANGED, at -> Files.setLastModifiedTime(at.path(), THEN))
        .near("files.read", "%path%");
    change
        .add(
            "Files.setAttribute(time)",
            CHANGED,
            at -> Files.setAttribute(at.path(), "lastModifiedTime", THEN))
        .near("files.read", "%path%");
    change.add(
        "Files.setAttribute(unix:mode)",
        CHANGED,
        at -> Files.setAttribute(at.path(), "unix:mode", 0700));
    change.add(
        "Files.setPosixFilePermissions",
        CHANGED,
        at ->
            Files.setPosixFilePermissions(at.path(), PosixFilePermissions.fromString("rwx------")));
    change
        .add("BasicFileAttributeView.setTimes", CHANGED, Changes::times)
        .near("files.read", "%path%");
    change.add("PosixFileAttributeView.setPermissions", CHANGED, Changes::permissions);
    change
        .add("SecureDirectoryStream permissions", CHANGED, Changes::securePermissions)
        .near("files.read", "%directory%/**");
    change
        .add("SecureDirectoryStream times", CHANGED, Changes::secureTimes)
        .near("files.read", "%directory%/**");
    change
        .add("Files.setOwner", CHANGED, at -> Files.setOwner(at.path(), Files.getOwner(at.path())))
        .near("files.read", "%path%")
        .near("files.read", "/etc/passwd");
    change
        .add("UserDefinedFileAttributeView.write", CHANGED, Changes::extended)
        .near("files.read", "%path%");
    change
        .add(
            "Files.setAttribute(user:)",
            CHANGED,
            at -> Files.setAttribute(at.path(), "user:key", new byte[1]))
        .near("files.read", "%path%");
    return change;
  }

  private static Path own(Ground at) throws Exception {
    return Files.writeString(at.open().resolve("own.txt"), "other content");
  }

  private static String overwritten(Ground at) throws Exception {
    try (FileOutputStream out = new FileOutputStream(at.file())) {
      out.write(1);
      return DONE;
    }
  }

  private static String truncated(Ground at) throws Exception {
    new FileOutputStream(at.text()).close();
    return DONE;
  }

  private static String appended(Ground at) throws Exception {
    try (FileWriter writer = new FileWriter(at.file(), true)) {
      writer.write("more");
      return DONE;
    }
  }

  private static String randomAccess(Ground at) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(at.file(), "rw")) {
      file.write(1);
      return DONE;
    }
  }

  private static String shortened(Ground at) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(at.file(), "rw")) {
      file.setLength(1);
      return DONE;
    }
  }

  private static String channelTruncated(Ground at) throws Exception {
    try (FileChannel channel = FileChannel.open(at.path(), StandardOpenOption.WRITE)) {
      channel.truncate(1);
      return DONE;
    }
  }

  private static String transferred(Ground at) throws Exception {
    try (FileChannel from = FileChannel.open(own(at));
        FileChannel to = FileChannel.open(at.path(), StandardOpenOption.WRITE)) {
      to.transferFrom(from, 0, from.size());
      return DONE;
    }
  }

  private static String mapped(Ground at) throws Exception {
    try (FileChannel channel =
        FileChannel.open(at.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.map(MapMode.READ_WRITE, 0, 1).put((byte) 1);
      return DONE;
    }
  }

  private static String secure(Ground at) throws Exception {
    try (var directory = Files.newDirectoryStream(at.directory())) {
      return Text.write(
          ((SecureDirectoryStream<Path>) directory)
              .newByteChannel(at.fileName(), java.util.Set.of(StandardOpenOption.WRITE)));
    }
  }

  private static String zipfs(Ground at) throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(URI.create("jar:" + at.path().toUri()), Map.of())) {
      Files.writeString(zip.getPath("added.txt"), "added");
      return DONE;
    }
  }

  private static String times(Ground at) throws Exception {
    Files.getFileAttributeView(at.path(), BasicFileAttributeView.class).setTimes(THEN, THEN, null);
    return DONE;
  }

  private static String permissions(Ground at) throws Exception {
    Files.getFileAttributeView(at.path(), PosixFileAttributeView.class)
        .setPermissions(PosixFilePermissions.fromString("rwx------"));
    return DONE;
  }

  private static String securePermissions(Ground at) throws Exception {
    try (var directory = Files.newDirectoryStream(at.directory())) {
      ((SecureDirectoryStream<Path>) directory)
          .getFileAttributeView(at.fileName(), PosixFileAttributeView.class)
          .setPermissions(PosixFilePermissions.fromString("rwx------"));
      return DONE;
    }
  }

  private static String secureTimes(Ground at) throws Exception {
    try (var directory = Files.newDirectoryStream(at.directory())) {
      ((SecureDirectoryStream<Path>) directory)
          .getFileAttributeView(at.fileName(), BasicFileAttributeView.class)
          .setTimes(THEN, THEN, null);
      return DONE;
    }
  }

  private static Object extended(Ground at) throws Exception {
    return Files.getFileAttributeView(at.path(), UserDefinedFileAttributeView.class)
        .write("key", Text.bytes("value"));
  }
}
