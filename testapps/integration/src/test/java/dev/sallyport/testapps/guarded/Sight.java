package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.UdpListener;
import dev.sallyport.testapps.attack.Target;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * One spot of the world, watched from outside the server.
 *
 * @param port of a service, or free; 0 if there is none
 * @param look whether something is other than before
 * @param end closes what was opened for looking
 */
record Sight(int port, Callable<Boolean> look, Runnable end) implements AutoCloseable {
  private static final int FIRST_PORT = 10_000;
  private static final int PORTS_EACH = 40;

  /**
   * Opens what is there to see.
   *
   * @param number no other sight of the same server has it
   */
  static Sight of(Target target, Path directory, Path path, int number) throws IOException {
    return switch (target) {
      case CREATED, PROGRAM -> appearing(directory);
      case CHANGED -> {
        Map<String, String> before = attributes(path);
        yield new Sight(0, () -> !attributes(path).equals(before), Sight::nothing);
      }
      case REMOVED ->
          new Sight(0, () -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS), Sight::nothing);
      case CONNECTION -> {
        LoopbackListener service = LoopbackListener.answering("answered");
        yield new Sight(service.port(), () -> service.accepted() > 0, service::close);
      }
      case LOCAL_CONNECTION -> local(path);
      case DATAGRAM -> {
        UdpListener service = UdpListener.open();
        yield new Sight(service.port(), () -> !service.received().isEmpty(), service::close);
      }
      case TCP_PORT -> {
        int port = freePort(number);
        yield new Sight(port, () -> answers(port), Sight::nothing);
      }
      case TAKEN_PORT -> {
        int port = freePort(number);
        yield new Sight(port, () -> isTaken(port), Sight::nothing);
      }
      case UDP_PORT -> {
        int port = freePort(number);
        yield new Sight(port, () -> isUdpTaken(port), Sight::nothing);
      }
      default -> new Sight(0, () -> false, Sight::nothing);
    };
  }

  boolean changed() {
    return Position.attempt(look);
  }

  @Override
  public void close() {
    end.run();
  }

  private static void nothing() {}

  /** Anything new in the directory, also under another name; a download brings its own service. */
  private static Sight appearing(Path directory) {
    LoopbackListener service = LoopbackListener.answering("downloaded");
    return new Sight(
        service.port(),
        () -> {
          try (Stream<Path> entries = Files.list(directory)) {
            return entries.anyMatch(entry -> !entry.endsWith("open"));
          }
        },
        service::close);
  }

  /** All that {@code stat(2)} tells but when the file was read. */
  private static Map<String, String> attributes(Path path) throws IOException {
    Map<String, String> attributes = new TreeMap<>();
    Files.readAttributes(path, "unix:*")
        .forEach(
            (name, value) -> {
              if (!name.equals("lastAccessTime")) {
                attributes.put(name, String.valueOf(value));
              }
            });
    attributes.put(
        "content",
        new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.ISO_8859_1));
    return attributes;
  }

  private static Sight local(Path path) throws IOException {
    ServerSocketChannel service =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(path));
    service.configureBlocking(false);
    return new Sight(
        0,
        () -> service.accept() != null,
        () ->
            Position.attempt(
                () -> {
                  service.close();
                  return null;
                }));
  }

  /** Below the ports that the system hands out, or it would give one away before its use. */
  private static int freePort(int number) throws IOException {
    int first = FIRST_PORT + number * PORTS_EACH;
    for (int port = first; port < first + PORTS_EACH; port++) {
      if (!isTaken(port) && !isUdpTaken(port)) {
        return port;
      }
    }
    throw new IOException("no port is free from " + first + " on");
  }

  private static boolean answers(int port) throws IOException {
    try (Socket socket = new Socket(loopback(), port)) {
      return socket.isConnected();
    } catch (java.net.ConnectException e) {
      return false;
    }
  }

  private static boolean isTaken(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
      return !socket.isBound();
    } catch (java.net.BindException e) {
      return true;
    }
  }

  private static boolean isUdpTaken(int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(port, loopback())) {
      return !socket.isBound();
    } catch (java.net.BindException e) {
      return true;
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }
}
