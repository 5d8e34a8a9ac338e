package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipFile;

/**
 * Opens files by every API that opens one, over and over, while somebody outside swaps what their
 * names lead to: CWE-367.
 *
 * <p>Files are opened for writing without being cut off: {@code open(2)} cuts a file off before
 * anybody can look at what was opened.
 */
final class RacedOpens {
  /** How a file that nobody may read begins. */
  private static final int SECRET = 's';

  private final List<Opening> openings =
      List.of(
          RacedOpens::stream,
          RacedOpens::append,
          RacedOpens::random,
          RacedOpens::newInputStream,
          RacedOpens::byteChannel,
          RacedOpens::fileChannel,
          RacedOpens::mapping,
          RacedOpens::asynchronous,
          RacedOpens::secureDirectory,
          RacedOpens::zip);

  /** One API. */
  private interface Opening {
    /** Opens the files of that name in a directory and answers the first byte of what was read. */
    int open(Path directory, Opened opened) throws IOException;
  }

  /** Told of each file as soon as it is open. */
  private static final class Opened {
    private int files;
    private int zips;

    void one() {
      files++;
    }

    void oneZip() {
      zips++;
    }
  }

  ServedTool tool() {
    return ServedTool.named("open_often", "Opens files by every API, over and over.")
        .requires("linked", "A directory whose files are links that somebody swaps")
        .requires("swapped", "A link to a directory, which somebody swaps")
        .requires("attempts", "How often to open a file")
        .answeredBy(this::openOften);
  }

  /** Answers {@code opened <number> zips <number> leaked <number>}. */
  private CallToolResult openOften(CallToolRequest request) {
    Path linked = Path.of(argument(request, "linked"));
    Path swapped = Path.of(argument(request, "swapped"));
    int attempts = Integer.parseInt(argument(request, "attempts"));
    Opened opened = new Opened();
    int leaked = 0;
    for (int i = 0; i < attempts; i++) {
      Opening opening = openings.get(i % openings.size());
      Path directory = i / openings.size() % 2 == 0 ? linked : swapped;
      try {
        if (opening.open(directory, opened) == SECRET) {
          leaked++;
        }
      } catch (IOException e) {
        // Refused, as it should be where the name leads to what nobody may open.
      }
    }
    return success("opened " + opened.files + " zips " + opened.zips + " leaked " + leaked);
  }

  private static int stream(Path directory, Opened opened) throws IOException {
    try (InputStream in = new FileInputStream(directory.resolve("file").toFile())) {
      opened.one();
      return in.read();
    }
  }

  private static int append(Path directory, Opened opened) throws IOException {
    try (FileOutputStream out = new FileOutputStream(directory.resolve("log").toFile(), true)) {
      opened.one();
      out.write('x');
      return 0;
    }
  }

  private static int random(Path directory, Opened opened) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("log").toFile(), "rw")) {
      opened.one();
      int first = file.read();
      file.seek(0);
      file.write('x');
      return first;
    }
  }

  private static int newInputStream(Path directory, Opened opened) throws IOException {
    try (InputStream in = Files.newInputStream(directory.resolve("file"))) {
      opened.one();
      return in.read();
    }
  }

  private static int byteChannel(Path directory, Opened opened) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(directory.resolve("file"))) {
      opened.one();
      return first(channel);
    }
  }

  private static int fileChannel(Path directory, Opened opened) throws IOException {
    try (FileChannel channel = FileChannel.open(directory.resolve("file"))) {
      opened.one();
      return first(channel);
    }
  }

  private static int mapping(Path directory, Opened opened) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("log"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      opened.one();
      MappedByteBuffer memory = channel.map(MapMode.READ_WRITE, 0, 1);
      int first = memory.get(0);
      memory.put(0, (byte) 'x');
      return first;
    }
  }

  private static int asynchronous(Path directory, Opened opened) throws IOException {
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(directory.resolve("file"))) {
      opened.one();
      ByteBuffer buffer = ByteBuffer.allocate(1);
      channel.read(buffer, 0).get();
      return buffer.get(0);
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static int secureDirectory(Path directory, Opened opened) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
        SeekableByteChannel channel =
            ((SecureDirectoryStream<Path>) stream)
                .newByteChannel(Path.of("file"), Set.of(StandardOpenOption.READ))) {
      opened.one();
      return first(channel);
    }
  }

  private static int zip(Path directory, Opened opened) throws IOException {
    try (ZipFile zip = new ZipFile(directory.resolve("archive.zip").toFile())) {
      opened.oneZip();
      return zip.getEntry("secret") == null ? 0 : SECRET;
    }
  }

  private static int first(SeekableByteChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1);
    channel.read(buffer);
    return buffer.get(0);
  }
}
