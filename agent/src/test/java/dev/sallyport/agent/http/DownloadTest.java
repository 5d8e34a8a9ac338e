package dev.sallyport.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DownloadTest {
  private static final int MOST = 10;

  /** What is got from a server that answers with that text and closes. */
  private static String got(String answer) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> request =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket client = server.accept()) {
                  String head = head(client);
                  client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                  return head;
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/a?b=c");
      String got = new String(new Download(new Endpoint(url), MOST, 20_000).get("x/y"), ISO_8859_1);
      assertThat(request.join())
          .startsWith("GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n")
          .contains("\r\nAccept: x/y\r\n");
      return got;
    }
  }

  private static String head(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = client.getInputStream().read();
      assertThat(next).isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n0123456789",
        "Content-Length: 10\r\n\r\n0123456789and more",
        "Transfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n6;x=y\r\n456789\r\n0\r\n\r\n",
        "transfer-encoding: Chunked\r\nContent-Length: 3\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n"
      })
  void body_isRead_howeverItIsFramed(String rest) throws IOException {
    assertThat(got("HTTP/1.1 200 OK\r\n" + rest)).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n0123456789a",
        "Content-Length: 11\r\n\r\n0123456789a",
        "Content-Length: 9\r\n\r\n01234567",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: x\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n7\r\n456789a\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n",
        "Transfer-Encoding: chunked\r\n\r\n4\r\n01",
        "Transfer-Encoding: chunked\r\n\r\n4\r\n01234\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n0"
      })
  void body_thatIsNotWhole_orTooLong_isAFailure(String rest) {
    assertThatThrownBy(() -> got("HTTP/1.1 200 OK\r\n" + rest)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SSH-2.0\r\n", "HTTP/1.1 999\r\n\r\n", "HTTP/1.1 302 Found\r\n\r\n"})
  void answer_thatIsAnother_isAFailure(String answer) {
    assertThatThrownBy(() -> got(answer)).isInstanceOf(IOException.class);
  }

  @Test
  void head_isBounded() {
    String longest = "x".repeat(8000);

    assertThatThrownBy(() -> got("HTTP/1.1 200 OK\r\nA: " + longest + longest + "\r\n\r\n"))
        .hasMessage("head too long");
    assertThatThrownBy(() -> got("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(101) + "\r\n"))
        .hasMessage("head too long");
  }

  @Test
  void answer_thatComesDropByDrop_takesNoLongerThanItMay() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> dripping =
          CompletableFuture.runAsync(
              () -> {
                try (Socket client = server.accept()) {
                  head(client);
                  client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
                  for (int i = 0; i < Integer.MAX_VALUE; i++) {
                    client.getOutputStream().write(' ');
                  }
                } catch (IOException e) {
                  // The other side had enough.
                }
              });
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());

      assertThatThrownBy(
              () -> new Download(new Endpoint(url), Integer.MAX_VALUE - 8, 200).get("*/*"))
          .isInstanceOf(SocketTimeoutException.class);

      dripping.join();
    }
  }
}
