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
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Harmless operations of the public API that come to hooks which nothing else leads to: those amid
 * a method or after it succeeded, and the one in a pool's loop.
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

  private boolean leads(Hook row) throws IOException {
    switch (row.id()) {
      case "FileInputStream.open" -> new FileInputStream(file.toFile()).close();
      case "FileOutputStream.open" -> new FileOutputStream("/dev/null").close();
      case "RandomAccessFile.open" -> new RandomAccessFile(file.toFile(), "r").close();
      case "UnixNativeDispatcher.open" -> FileChannel.open(file).close();
      case "UnixNativeDispatcher.openat" -> openInDirectory();
      case "InetAddress.getAddressesFromNameService" -> InetAddress.getAllByName("localhost");
      case "Net.socket" -> SocketChannel.open().close();
      case "Net.bind" -> listen();
      case "JarFileFactory.getCachedJarFile" -> new URL("jar:" + file.toUri() + "!/").openStream();
      case "ZipFileSystemProvider.getFileSystem" ->
          FileSystems.getFileSystem(URI.create("jar:" + file.toUri()));
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

  private void openInDirectory() throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(file.getParent())) {
      if (!(stream instanceof SecureDirectoryStream<Path> directory)) {
        throw new IOException("this file system opens nothing by a descriptor");
      }
      directory.newByteChannel(file.getFileName(), Set.of()).close();
    }
  }

  /** Whether a pool's worker runs its tasks through the gate. */
  @Nullable Outcome run(Hook row) {
    if (!row.id().equals("ThreadPoolExecutor.runWorker")) {
      return null;
    }
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    try {
      Future<Boolean> task = pool.submit(Operations::cameThroughTheGate);
      return task.get(10, TimeUnit.SECONDS)
          ? new Outcome(true, "")
          : new Outcome(false, "did not fire");
    } catch (ExecutionException | TimeoutException e) {
      return new Outcome(false, "could not be tried: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(false, "could not be tried: " + e);
    } finally {
      pool.shutdown();
    }
  }

  private static boolean cameThroughTheGate() {
    for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
      if (frame.getClassName().equals("java.lang.SallyportGate")
          && frame.getMethodName().equals("run")) {
        return true;
      }
    }
    return false;
  }
}
