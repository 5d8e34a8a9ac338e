package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONTENT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reading a file as it is. */
@SuppressWarnings({"resource", "DefaultCharset"}) // these uses are the point
final class Streams {
  private Streams() {}

  static Family reading() {
    Family read = new Family("read");
    read.add("FileInputStream(File)", CONTENT, at -> Text.of(new FileInputStream(at.file())));
    read.add("FileInputStream(String)", CONTENT, at -> Text.of(new FileInputStream(at.text())));
    read.add(
        "FileInputStream.getChannel",
        CONTENT,
        at -> Text.of(new FileInputStream(at.file()).getChannel()));
    read.add("FileReader", CONTENT, at -> Text.of(new FileReader(at.file())));
    read.add("RandomAccessFile r", CONTENT, Streams::randomAccess);
    read.add("RandomAccessFile mapped", CONTENT, Streams::randomAccessMapped);
    read.add("Scanner(File)", CONTENT, at -> new Scanner(at.file()).next());
    read.add("Scanner(Path)", CONTENT, at -> new Scanner(at.path()).next());
    read.add("Files.readAllBytes", CONTENT, at -> new String(Files.readAllBytes(at.path()), UTF_8));
    read.add("Files.readString", CONTENT, at -> Files.readString(at.path()));
    read.add("Files.readAllLines", CONTENT, at -> Files.readAllLines(at.path()));
    read.add("Files.lines", CONTENT, Streams::lines);
    read.add("Files.newInputStream", CONTENT, at -> Text.of(Files.newInputStream(at.path())));
    read.add("Files.newBufferedReader", CONTENT, at -> Text.of(Files.newBufferedReader(at.path())));
    read.add("Files.newByteChannel", CONTENT, at -> Text.of(Files.newByteChannel(at.path())));
    read.add("Files.copy to stream", CONTENT, Streams::copyToStream);
    read.add("Files.copy to file", CONTENT, Streams::copyToFile).needs("files.write", "%other%");
    read.add("FileChannel.open", CONTENT, at -> Text.of(FileChannel.open(at.path())));
    read.add("FileChannel.map", CONTENT, Streams::mapped);
    read.add("FileChannel.transferTo", CONTENT, Streams::transferred);
    read.add("AsynchronousFileChannel", CONTENT, Streams::asynchronous);
    read.add(
            "SecureDirectoryStream.newByteChannel",
            CONTENT,
            at -> {
              try (var directory = Files.newDirectoryStream(at.directory())) {
                return Text.of(
                    ((SecureDirectoryStream<Path>) directory)
                        .newByteChannel(at.fileName(), Set.of(StandardOpenOption.READ)));
              }
            })
        .needs("files.read", "%directory%/**")
        .near("files.read", "%directory%")
        .near("files.read", "%open%");
    read.add(
        "FileSystemProvider.newInputStream",
        CONTENT,
        at -> Text.of(at.path().getFileSystem().provider().newInputStream(at.path())));
    read.add(
        "FileSystemProvider.newFileChannel",
        CONTENT,
        at ->
            Text.of(
                at.path()
                    .getFileSystem()
                    .provider()
                    .newFileChannel(at.path(), Set.of(StandardOpenOption.READ))));
    read.add("URL file: openStream", CONTENT, at -> Text.of(url(at).openStream()));
    read.add(
        "URL file://localhost",
        CONTENT,
        at -> Text.of(new URL("file://localhost" + at.text()).openStream()));
    read.add(
        "URLConnection file:", CONTENT, at -> Text.of(url(at).openConnection().getInputStream()));
    read.add(
        "URL.getContent",
        CONTENT,
        at ->
            url(at).getContent() instanceof java.io.InputStream in
                ? Text.of(in)
                : url(at).getContent());
    read.add(
        "URLClassLoader.getResourceAsStream",
        CONTENT,
        at ->
            Text.of(
                new URLClassLoader(new URL[] {at.directory().toUri().toURL()}, null)
                    .getResource(at.fileName().toString())
                    .openStream()));
    read.add("HttpRequest.BodyPublishers.ofFile", CONTENT, Streams::published);
    return read;
  }

  private static URL url(Ground at) throws Exception {
    return at.path().toUri().toURL();
  }

  private static String randomAccess(Ground at) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(at.file(), "r")) {
      return file.readLine();
    }
  }

  private static String randomAccessMapped(Ground at) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(at.file(), "r")) {
      return Text.of(file.getChannel().map(MapMode.READ_ONLY, 0, file.length()));
    }
  }

  private static String lines(Ground at) throws Exception {
    try (Stream<String> lines = Files.lines(at.path())) {
      return lines.collect(Collectors.joining());
    }
  }

  private static String copyToStream(Ground at) throws Exception {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    Files.copy(at.path(), copy);
    return copy.toString(UTF_8);
  }

  private static String copyToFile(Ground at) throws Exception {
    Files.copy(at.path(), at.other());
    // Found in the answer if the copy was not refused; it may be read where it was written.
    return Files.size(at.other()) > 0 ? Files.readString(at.path()) : "empty";
  }

  private static String mapped(Ground at) throws Exception {
    try (FileChannel channel = FileChannel.open(at.path())) {
      return Text.of(channel.map(MapMode.READ_ONLY, 0, channel.size()));
    }
  }

  private static String transferred(Ground at) throws Exception {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (FileChannel channel = FileChannel.open(at.path())) {
      channel.transferTo(0, Text.ENOUGH, Channels.newChannel(copy));
    }
    return copy.toString(UTF_8);
  }

  private static String asynchronous(Ground at) throws Exception {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(at.path())) {
      ByteBuffer buffer = ByteBuffer.allocate(Text.ENOUGH);
      channel.read(buffer, 0).get(5, TimeUnit.SECONDS);
      return Text.of(buffer.flip());
    }
  }

  /** What a client would upload. */
  private static String published(Ground at) throws Exception {
    CompletableFuture<String> body = new CompletableFuture<>();
    BodyPublishers.ofFile(at.path())
        .subscribe(
            new Flow.Subscriber<>() {
              private final StringBuilder text = new StringBuilder();

              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(ByteBuffer item) {
                text.append(UTF_8.decode(item));
              }

              @Override
              public void onError(Throwable failure) {
                body.completeExceptionally(failure);
              }

              @Override
              public void onComplete() {
                body.complete(text.toString());
              }
            });
    return body.get(5, TimeUnit.SECONDS);
  }
}
