package dev.sallyport.testapps.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Has a client send once while the server starts, and shake hands where it knows TLS. Many look at
 * their machine when they are used first, which no tool is granted.
 */
public final class FirstUse {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private FirstUse() {}

  /** The client, used once; whether it got an answer is all the same. */
  public static <C extends HttpCaller> C of(C caller) throws IOException {
    use(caller, "http");
    if (caller.isTls()) {
      use(caller, "https");
    }
    return caller;
  }

  private static void use(HttpCaller caller, String scheme) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(server), "first use");
      answering.setDaemon(true);
      answering.start();
      String url = scheme + "://127.0.0.1:" + server.getLocalPort() + "/";
      caller.send(new Sending("GET", url, Map.of(), ""));
    } catch (Exception e) {
      // One that speaks HTTP/2 alone is not understood, nor is a handshake.
    }
  }

  private static void answer(ServerSocket server) {
    try (Socket connection = server.accept();
        InputStream in = connection.getInputStream();
        OutputStream out = connection.getOutputStream()) {
      if (in.read(new byte[ANSWER.length]) > 0) {
        out.write(ANSWER);
      }
    } catch (IOException e) {
      // The client left, or needed no connection.
    }
  }
}
