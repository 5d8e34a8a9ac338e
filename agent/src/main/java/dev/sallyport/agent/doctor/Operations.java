package dev.sallyport.agent.doctor;

import dev.sallyport.agent.gate.Canary;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.weave.Hook;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Harmless operations of the public API that come to hooks which nothing else leads to: those amid
 * a method or after it succeeded.
 */
final class Operations {
  private final Gates gates;
  private final Path file;

  /**
   * Operations on one file.
   *
   * @param file one that can be read, and is not changed
   */
  Operations(Gates gates, Path file) {
    this.gates = gates;
    this.file = file;
  }

  /** What came of an operation that leads to the row, or null where none is known. */
  @Nullable Outcome lead(int number, Hook row) {
    Canary canary = new Canary(number);
    gates.expect(canary);
    try {
      if (!leads(row)) {
        return null;
      }
    } catch (Exception e) {
      if (!canary.fired()) {
        return new Outcome(false, "could not be tried: " + e);
      }
    } finally {
      gates.expect(null);
    }
    return canary.fired() ? new Outcome(true, "") : new Outcome(false, "did not fire");
  }

  private boolean leads(Hook row) throws Exception {
    switch (row.id()) {
      case "FileInputStream.open" -> new FileInputStream(file.toFile()).close();
      case "FileOutputStream.open" -> new FileOutputStream("/dev/null").close();
      case "RandomAccessFile.open" -> new RandomAccessFile(file.toFile(), "r").close();
      case "UnixNativeDispatcher.open" -> FileChannel.open(file).close();
      case "UnixNativeDispatcher.openat" -> openInDirectory();
      case "InetAddress.getAddressesFromNameService" -> InetAddress.getAllByName("localhost");
      case "Net.socket" -> SocketChannel.open().close();
      case "Net.bind" -> listen();
      case "SocketDispatcher.write",
          "SocketDispatcher.writev",
          "SocketDispatcher.read",
          "SocketDispatcher.readv" ->
          talk();
      case "JarFileFactory.getCachedJarFile" -> new URL("jar:" + file.toUri() + "!/").openStream();
      case "ZipFileSystemProvider.getFileSystem" ->
          FileSystems.getFileSystem(URI.create("jar:" + file.toUri()));
      case "ThreadPoolExecutor.runWorker" -> work();
      case "Thread.<init>" -> makeThreads();
      case "FutureTask.<init>" -> makeTasks();
      case "CompletableFuture$AsyncSupply.<init>" ->
          forget(CompletableFuture.supplyAsync(file::toString, work -> {}));
      case "CompletableFuture$AsyncRun.<init>" ->
          forget(CompletableFuture.runAsync(() -> {}, work -> {}));
      case "CompletableFuture$UniCompletion.<init>" ->
          forget(new CompletableFuture<Void>().thenRun(() -> {}));
      case "File.createTempFile" -> File.createTempFile("sallyport", null);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void listen() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
  }

  /** With one buffer and with two. */
  private static void talk() throws IOException {
    try (ServerSocketChannel server =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel here = SocketChannel.open(server.getLocalAddress());
        SocketChannel there = server.accept()) {
      here.write(ByteBuffer.allocate(1));
      here.write(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(1)});
      there.read(ByteBuffer.allocate(1));
      there.read(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(1)});
    }
  }

  private void openInDirectory() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(file.getParent())) {
      if (!(stream instanceof SecureDirectoryStream<Path> directory)) {
        throw new IOException("this file system opens nothing by a descriptor");
      }
      directory.newByteChannel(file.getFileName(), Set.of()).close();
    }
  }

  /** A worker of a pool, on this thread: a canary stays with the thread that sent it. */
  private static void work() {
    List<Runnable> workers = new ArrayList<>();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            worker -> {
              workers.add(worker);
              return new Thread(() -> {});
            });
    try {
      pool.execute(() -> {});
      workers.get(0).run();
    } finally {
      pool.shutdownNow();
    }
  }

  private static void makeTasks() {
    forget(new FutureTask<>(() -> null));
    forget(new FutureTask<>(() -> {}, null));
  }

  private static void forget(Future<?> never) {
    never.cancel(/* mayInterruptIfRunning= */ false);
  }

  /** One that inherits nothing, and where there are virtual threads one of these. */
  private static void makeThreads() throws ReflectiveOperationException {
    Object unused = new Thread(null, () -> {}, "sallyport-canary", 0, false);
    if (Runtime.version().feature() >= 21) {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class.forName("java.lang.Thread$Builder")
          .getMethod("unstarted", Runnable.class)
          .invoke(builder, (Runnable) () -> {});
    }
  }
}
