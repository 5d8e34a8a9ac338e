package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** An HTTP client that nobody knows: it writes what it is told on whatever connection. */
final class HandMadeHttp {
  private static final int BUFFER = 64 * 1024;

  /** Everyone, as those do who don't care. */
  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  ServedTool tool() {
    return ServedTool.named("speak", "Writes on a connection of its own, and reads the answer.")
        .requires("kind", "socket, bytewise, channel, gathering, asynchronous, tls or engine")
        .requires("host", "Where to")
        .requires("port", "The port there")
        .requires("text", "What to write")
        .answeredBy(HandMadeHttp::speak);
  }

  private static CallToolResult speak(CallToolRequest request) {
    InetSocketAddress to =
        new InetSocketAddress(
            argument(request, "host"), Integer.parseInt(argument(request, "port")));
    byte[] text = argument(request, "text").getBytes(StandardCharsets.ISO_8859_1);
    try {
      return success(spoken(argument(request, "kind"), to, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String spoken(String kind, InetSocketAddress to, byte[] text)
      throws IOException, GeneralSecurityException {
    return switch (kind) {
      case "socket" -> bySocket(new Socket(to.getAddress(), to.getPort()), text, text.length);
      case "bytewise" -> bySocket(new Socket(to.getAddress(), to.getPort()), text, 1);
      case "tls" ->
          bySocket(
              trusting().getSocketFactory().createSocket(to.getHostString(), to.getPort()),
              text,
              text.length);
      case "channel", "gathering" -> byChannel(to, text, kind.equals("gathering"));
      case "asynchronous" -> asynchronously(to, text);
      case "engine" -> byEngine(to, text);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
    return context;
  }

  private static String bySocket(Socket socket, byte[] text, int piece) throws IOException {
    try (socket) {
      for (int at = 0; at < text.length; at += piece) {
        socket.getOutputStream().write(text, at, Math.min(piece, text.length - at));
      }
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String byChannel(InetSocketAddress to, byte[] text, boolean gathering)
      throws IOException {
    try (SocketChannel channel = SocketChannel.open(to)) {
      ByteBuffer[] halves = {
        ByteBuffer.wrap(text, 0, text.length / 2),
        ByteBuffer.wrap(text, text.length / 2, text.length - text.length / 2)
      };
      ByteBuffer whole = ByteBuffer.allocateDirect(text.length).put(text).flip();
      while (gathering ? halves[1].hasRemaining() : whole.hasRemaining()) {
        long written = gathering ? channel.write(halves) : channel.write(whole);
        require(written > 0);
      }
      ByteBuffer answer = ByteBuffer.allocate(BUFFER);
      while (channel.read(answer) >= 0) {
        require(answer.hasRemaining());
      }
      return text(answer.flip());
    }
  }

  private static String asynchronously(InetSocketAddress to, byte[] text) throws IOException {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      await(channel.connect(to));
      ByteBuffer out = ByteBuffer.wrap(text);
      while (out.hasRemaining()) {
        await(channel.write(out));
      }
      ByteBuffer answer = ByteBuffer.allocate(BUFFER);
      while (await(channel.read(answer)) >= 0) {
        require(answer.hasRemaining());
      }
      return text(answer.flip());
    }
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String byEngine(InetSocketAddress to, byte[] text)
      throws IOException, GeneralSecurityException {
    SSLEngine engine = trusting().createSSLEngine(to.getHostString(), to.getPort());
    engine.setUseClientMode(true);
    ByteBuffer plain = ByteBuffer.wrap(text);
    ByteBuffer in = ByteBuffer.allocate(BUFFER).limit(0);
    ByteBuffer answer = ByteBuffer.allocate(BUFFER);
    try (SocketChannel channel = SocketChannel.open(to)) {
      while (answer.position() == 0) {
        SSLEngineResult.HandshakeStatus status = engine.getHandshakeStatus();
        if (status == SSLEngineResult.HandshakeStatus.NEED_TASK) {
          engine.getDelegatedTask().run();
        } else if (status == SSLEngineResult.HandshakeStatus.NEED_WRAP
            || (status == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
                && plain.hasRemaining())) {
          ByteBuffer out = ByteBuffer.allocate(BUFFER);
          engine.wrap(plain, out);
          for (out.flip(); out.hasRemaining(); ) {
            channel.write(out);
          }
        } else {
          unwrap(engine, channel, in, answer);
        }
      }
    }
    return text(answer.flip());
  }

  private static void unwrap(
      SSLEngine engine, SocketChannel channel, ByteBuffer in, ByteBuffer answer)
      throws IOException {
    SSLEngineResult result = engine.unwrap(in, answer);
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
      in.compact();
      require(channel.read(in) >= 0);
      in.flip();
    }
  }

  private static void require(boolean progress) throws IOException {
    if (!progress) {
      throw new IOException("nothing comes of it");
    }
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes).toString();
  }
}
