package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.CREATED;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Formatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Bringing a file, a directory or a link into being. */
@SuppressWarnings({"resource", "DefaultCharset"}) // these uses are the point
final class Creations {
  private static final byte[] WRITTEN = {'w'};
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private Creations() {}

  static Family writing() {
    Family create = new Family("create");
    create.add("FileOutputStream(File)", CREATED, at -> closed(new FileOutputStream(at.file())));
    create.add(
        "FileOutputStream(append)", CREATED, at -> closed(new FileOutputStream(at.text(), true)));
    create.add("FileWriter", CREATED, at -> closed(new FileWriter(at.file())));
    create.add("PrintStream(File)", CREATED, at -> closed(new PrintStream(at.file())));
    create.add("PrintStream(String)", CREATED, at -> closed(new PrintStream(at.text())));
    create.add("PrintWriter(File)", CREATED, at -> closed(new PrintWriter(at.file())));
    create.add("PrintWriter(String)", CREATED, at -> closed(new PrintWriter(at.text())));
    create.add("Formatter(File)", CREATED, at -> closed(new Formatter(at.file())));
    create
        .add("RandomAccessFile rw", CREATED, at -> closed(new RandomAccessFile(at.file(), "rw")))
        .needs("files.read", "%path%");
    create
        .add("RandomAccessFile rws", CREATED, at -> closed(new RandomAccessFile(at.file(), "rws")))
        .needs("files.read", "%path%");
    create.add("File.createNewFile", CREATED, at -> at.file().createNewFile());
    create.add("File.mkdir", CREATED, at -> at.file().mkdir());
    create.add("File.mkdirs", CREATED, at -> at.file().mkdirs());
    create
        .add("File.createTempFile", CREATED, Creations::temporaryFile)
        .takes("files.write", "%directory%/**");
    create
        .add("File.renameTo into", CREATED, at -> moved(at).toFile().renameTo(at.file()))
        .near("files.write", "%open%/**")
        .near("files.delete", "%open%/**");
    create.add("Files.write", CREATED, at -> Files.write(at.path(), WRITTEN));
    create.add("Files.write(lines)", CREATED, at -> Files.write(at.path(), List.of("written")));
    create.add("Files.writeString", CREATED, at -> Files.writeString(at.path(), "written"));
    create.add("Files.newOutputStream", CREATED, at -> closed(Files.newOutputStream(at.path())));
    create.add(
        "Files.newBufferedWriter", CREATED, at -> closed(Files.newBufferedWriter(at.path())));
    create.add(
        "Files.newByteChannel", CREATED, at -> Text.write(Files.newByteChannel(at.path(), NEW)));
    create.add("FileChannel.open", CREATED, at -> Text.write(FileChannel.open(at.path(), NEW)));
    create.add("FileChannel.map", CREATED, Creations::mapped).needs("files.read", "%path%");
    create.add("AsynchronousFileChannel", CREATED, Creations::asynchronous);
    create.add(
        "Files.copy from stream",
        CREATED,
        at -> Files.copy(new ByteArrayInputStream(WRITTEN), at.path()));
    create
        .add("Files.copy into", CREATED, at -> Files.copy(moved(at), at.path()))
        .near("files.write", "%open%/**")
        .near("files.read", "%open%/**");
    create
        .add("Files.move into", CREATED, at -> Files.move(moved(at), at.path()))
        .near("files.write", "%open%/**")
        .near("files.delete", "%open%/**");
    create.add("Files.createFile", CREATED, at -> Files.createFile(at.path()));
    create.add("Files.createDirectory", CREATED, at -> Files.createDirectory(at.path()));
    create
        .add(
            "Files.createDirectories",
            CREATED,
            at -> Files.createDirectories(at.path().resolve("a/b")))
        .needs("files.write", "%path%/**");
    create
        .add(
            "Files.createTempFile",
            CREATED,
            at -> Files.createTempFile(at.directory(), "secret", ".txt"))
        .takes("files.write", "%directory%/**");
    create
        .add(
            "Files.createTempDirectory",
            CREATED,
            at -> Files.createTempDirectory(at.directory(), "secret"))
        .takes("files.write", "%directory%/**");
    create
        .add(
            "Files.createSymbolicLink",
            CREATED,
            at -> Files.createSymbolicLink(at.path(), at.open()))
        .near("files.read", "%open%/**")
        .near("files.read", "%open%");
    create
        .add("Files.createLink", CREATED, at -> Files.createLink(at.path(), moved(at)))
        .near("files.write", "%open%/**")
        .near("files.read", "%open%/**");
    create
        .add("SecureDirectoryStream.newByteChannel", CREATED, Creations::secure)
        .near("files.read", "%directory%");
    create
        .add("SecureDirectoryStream.move", CREATED, Creations::secureMove)
        .near("files.read", "%directory%")
        .near("files.read", "%open%")
        .near("files.write", "%open%/**")
        .near("files.delete", "%open%/**");
    return create;
  }

  private static String closed(Closeable made) throws Exception {
    made.close();
    return DONE;
  }

  /** A file of one's own, to be given another name. */
  private static Path moved(Ground at) throws Exception {
    return Files.write(at.open().resolve("own.txt"), WRITTEN);
  }

  private static Object temporaryFile(Ground at) throws Exception {
    return File.createTempFile("secret", ".txt", at.directory().toFile());
  }

  private static String mapped(Ground at) throws Exception {
    try (FileChannel channel =
        FileChannel.open(
            at.path(),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      channel.map(MapMode.READ_WRITE, 0, WRITTEN.length).put(WRITTEN);
      return DONE;
    }
  }

  private static Object asynchronous(Ground at) throws Exception {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(at.path(), NEW, null)) {
      return channel.write(ByteBuffer.wrap(WRITTEN), 0).get(5, TimeUnit.SECONDS);
    }
  }

  private static String secure(Ground at) throws Exception {
    try (var directory = Files.newDirectoryStream(at.directory())) {
      return Text.write(
          ((SecureDirectoryStream<Path>) directory).newByteChannel(at.fileName(), NEW));
    }
  }

  private static String secureMove(Ground at) throws Exception {
    Path own = moved(at);
    try (var from = Files.newDirectoryStream(at.open());
        var to = Files.newDirectoryStream(at.directory())) {
      ((SecureDirectoryStream<Path>) from)
          .move(own.getFileName(), (SecureDirectoryStream<Path>) to, at.fileName());
      return DONE;
    }
  }
}
