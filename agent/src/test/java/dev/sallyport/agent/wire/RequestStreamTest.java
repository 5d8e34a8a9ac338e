package dev.sallyport.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestStreamTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

  /** Bigger than what is looked at in one go. */
  private static final int BIG = 10_000;

  private final RequestStream stream = new RequestStream();

  private static Bytes bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new ArrayBytes(bytes, 0, bytes.length);
  }

  private List<Sight> read(String text) {
    Bytes bytes = bytes(text);
    return stream.read(bytes, bytes.length());
  }

  /** Such as {@code GET /a x}. */
  private static List<String> text(List<Sight> sights) {
    return sights.stream().map(RequestStreamTest::text).toList();
  }

  private static String text(Sight sight) {
    return sight instanceof Sight.Head seen
        ? seen.head().method() + ' ' + seen.head().target() + ' ' + seen.head().host()
        : sight.getClass().getSimpleName();
  }

  @Test
  void head_inOneWrite_isSeen() {
    assertThat(text(read(GET))).containsExactly("GET /a x");
    assertThat(text(read(GET))).containsExactly("GET /a x");
  }

  @Test
  void head_inPieces_isSeenWithTheLast() {
    for (int i = 0; i < GET.length() - 1; i++) {
      assertThat(read(GET.substring(i, i + 1))).as("byte %d", i).isEmpty();
    }
    assertThat(text(read("\n"))).containsExactly("GET /a x");
  }

  @Test
  void heads_pipelined_areAllSeen() {
    assertThat(text(read(GET + "\r\n" + GET.replace("/a", "/b"))))
        .containsExactly("GET /a x", "GET /b x");
  }

  @Test
  void body_thatLooksLikeARequest_isNone() {
    read("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + GET.length() + "\r\n\r\n");

    assertThat(read(GET)).isEmpty();
    assertThat(text(read(GET))).containsExactly("GET /a x");
  }

  @Test
  void request_behindBody_inOneWrite_isSeen() {
    String body = "b".repeat(BIG);
    String post = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + BIG + "\r\n\r\n";

    assertThat(text(read(post + body + GET))).containsExactly("POST /a x", "GET /a x");
  }

  @Test
  void chunks_thatLookLikeRequests_areNone_andTheNextRequestIs() {
    String size = Integer.toHexString(GET.length());
    read("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");

    assertThat(read(size + "\r\n" + GET + "\r\n")).isEmpty();
    assertThat(read(size + ";x=y\r\n")).isEmpty();
    assertThat(read(GET)).isEmpty();
    assertThat(read("\r\n0\r\nTrailer: v\r\n\r\n")).isEmpty();
    assertThat(text(read(GET))).containsExactly("GET /a x");
  }

  @Test
  void part_ofWhatWasOffered_isReadForGood() {
    String post = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody" + GET;
    Bytes bytes = bytes(post);
    for (int sent = 1; sent < bytes.length(); sent++) {
      RequestStream begun = new RequestStream();
      List<Sight> seen = new ArrayList<>(begun.copy().read(bytes, bytes.length()));
      assertThat(text(seen)).containsExactly("POST /a x", "GET /a x");

      List<Sight> first = begun.read(bytes, sent);
      begun.copy().read(bytes(post.substring(sent)), post.length() - sent);
      List<Sight> rest = begun.read(bytes(post.substring(sent)), post.length() - sent);
      first.addAll(rest);
      assertThat(text(first)).as("sent %d", sent).containsExactly("POST /a x", "GET /a x");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET  /a HTTP/1.1\r\n\r\n",
        "GET\t/a\tHTTP/1.1\r\n\r\n",
        "GET /a b HTTP/1.1\r\n\r\n",
        "GET /a HTTP/1.7\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /a HTTP/1.1\r\n folded: x\r\n\r\n",
        "GET /a HTTP/1.1\r\nX: a\rHost: y\r\n\r\n",
        "GET /a HTTP/1.1\r\nX: \0\r\n\r\n",
        "POST /a HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /a HTTP/1.1\r\nContent-Length: +1\r\n\r\n",
        "POST /a HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nnone\r\n",
        "GET /a\r\n"
      })
  void request_thatTwoCouldReadDifferently_isUnreadable(String text) {
    assertThat(text(read(text))).last().isEqualTo("Unreadable");
    assertThat(read(GET)).as("what follows").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001",
        "EHLO example.org\r\n",
        "SSH-2.0-x\r\n",
        "*3\r\n$3\r\nSET\r\n",
        "INVITE sip:a@b SIP/2.0\r\n\r\n",
        "DESCRIBE rtsp://a/ RTSP/1.0\r\n\r\n",
        "GET key\r\n",
        "\u0000\u0000\u0000\u0008\u0004\u00d2\u0016/ "
      })
  void other_thanHttp_isNotLookedAt(String text) {
    assertThat(read(text)).isEmpty();
    assertThat(stream.passes(Integer.MAX_VALUE)).isTrue();
  }

  @Test
  void preface_ofHttp2_isSeen() {
    assertThat(text(read("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))).containsExactly("Http2");
    assertThat(stream.passes(1)).isTrue();
  }

  @Test
  void tunnel_isAskedFor_andReadOnInside() {
    assertThat(text(read("CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n")))
        .containsExactly("CONNECT b:443 b:443");
    assertThat(stream.tunnel()).isEqualTo("b:443");
    assertThat(text(read(GET))).containsExactly("GET /a x");
  }

  @Test
  void body_ofKnownLength_passesWithoutALook() {
    read("POST /a HTTP/1.1\r\nContent-Length: " + BIG + "\r\n\r\nb");

    assertThat(stream.passes(BIG - 2)).isTrue();
    assertThat(stream.passes(BIG - 1)).isFalse();
    stream.pass(BIG - 2);
    assertThat(text(read("b" + GET))).containsExactly("GET /a x");
  }

  @Test
  void bytes_thatWereNotSeen_endTheReadingOfTheirRequestOnly() {
    read("POST /a HTTP/1.1\r\nContent-Length: 100\r\n\r\n");
    stream.lose();

    assertThat(text(read(GET))).containsExactly("GET /a x");
  }

  private static String post(String body) {
    return "POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{}}",
        " [ {\"method\" : \"tools\\/list\", \"jsonrpc\": \"2.0\"}]",
        "{\"jsonrpc\":\"2.0\",\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"x\"}}"
      })
  void message_ofMcp_isSeen(String body) {
    assertThat(text(read(post(body)))).containsExactly("POST /mcp x", "McpMessage");
  }

  @Test
  void message_ofMcp_inChunksAndPieces_isSeen() {
    read("POST /mcp HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    List<Sight> seen = new ArrayList<>();
    for (char c : "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\"}".toCharArray()) {
      seen.addAll(read("1\r\n" + c + "\r\n"));
    }

    assertThat(text(seen)).containsExactly("McpMessage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"eth_call\",\"params\":[]}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"initialize\",\"params\":{\"rootUri\":null}}",
        "{\"a\":\"tools/call\"}",
        "text with \"jsonrpc\" and \"method\" and \"tools/call\""
      })
  void message_ofOthers_isNone(String body) {
    assertThat(text(read(post(body)))).containsExactly("POST /mcp x");
  }
}
