package dev.sallyport.agent.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what a client sends on one connection, and finds where each request begins.
 *
 * <p>Bodies are passed over by their framing, so that bytes in them that look like a request are
 * none, and a request that begins amid a write is one. What two servers could frame differently is
 * not guessed at: the request can't be read, and nothing after it is.
 *
 * <p>A head may come in pieces. All but its last have left by the time it is known, and a server
 * can do nothing with them.
 *
 * <p>Mutable, and used under the lock of whoever has it. A copy reads on without changing it.
 */
public final class RequestStream {
  /** More than any server takes. */
  private static final int MOST_OF_HEAD = 64 * 1024;

  /** So much of a body is looked at for what it is. */
  private static final int MOST_OF_BODY = 2048;

  private static final int MOST_OF_CHUNK_LINE = 4096;
  private static final int MOST_HEX_DIGITS = 15;
  private static final String PREFACE = "PRI * HTTP/2.0";

  /** The first byte of the first record of TLS (RFC 8446, 5.1). */
  private static final byte HANDSHAKE = 0x16;

  private static final byte[] NOTHING = {};

  private enum State {
    /** A request may begin, after empty lines (RFC 9112, 2.2). */
    START,
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    /** Not HTTP, or not to be read any more. */
    OPAQUE
  }

  private State state = State.START;

  /** Of a body or chunk. */
  private long left;

  /** Whether a request was read before. */
  private boolean served;

  private boolean chunked;

  /** Of the head, or of one line between chunks. */
  private byte[] kept = NOTHING;

  private int count;
  private int lineStart;

  private byte[] body = NOTHING;
  private int bodyCount;

  /** Whether the beginning of this body is still of interest. */
  private boolean tasting;

  private String tunnel = "";
  private String method = "";
  private boolean encrypted;

  public RequestStream() {}

  private RequestStream(RequestStream other) {
    state = other.state;
    left = other.left;
    served = other.served;
    chunked = other.chunked;
    kept = other.count == 0 ? NOTHING : Arrays.copyOf(other.kept, other.count);
    count = other.count;
    lineStart = other.lineStart;
    bodyCount = other.bodyCount;
    body = tasted(other);
    tasting = other.tasting;
    tunnel = other.tunnel;
    method = other.method;
    encrypted = other.encrypted;
  }

  private static byte[] tasted(RequestStream other) {
    return other.tasting && other.bodyCount > 0 ? Arrays.copyOf(other.body, MOST_OF_BODY) : NOTHING;
  }

  /** Another that stands where this one does. */
  public RequestStream copy() {
    return new RequestStream(this);
  }

  /** Whether that many bytes are of no interest, whatever they are. */
  public boolean passes(int length) {
    return switch (state) {
      case OPAQUE -> true;
      case BODY, CHUNK -> !tasting && length < left;
      default -> false;
    };
  }

  /** Reads past bytes that {@link #passes} told of. */
  public void pass(int length) {
    if (state != State.OPAQUE) {
      left -= length;
    }
  }

  /** Bytes left that were not seen. */
  public void lose() {
    if (state != State.OPAQUE) {
      begin(State.START);
      served = false;
    }
  }

  /** Where the tunnel leads that was asked for last, as {@code host:port}; empty for none. */
  public String tunnel() {
    return tunnel;
  }

  /** Of the request that was read last; empty for none. */
  public String method() {
    return method;
  }

  /** Whether it is TLS, so that nothing can be read. */
  public boolean isEncrypted() {
    return encrypted;
  }

  /** Reads on. */
  public List<Sight> read(Bytes bytes, int length) {
    List<Sight> sights = new ArrayList<>(1);
    byte[] window = new byte[Math.min(length, MOST_OF_BODY)];
    int from = 0;
    while (from < length && state != State.OPAQUE) {
      if (state == State.BODY || state == State.CHUNK) {
        if (!tasting) {
          int some = (int) Math.min(left, length - from);
          from += some;
          skip(some);
          continue;
        }
      }
      int some = Math.min(window.length, length - from);
      bytes.copy(from, window, some);
      from += read(window, some, sights);
    }
    return sights;
  }

  /** Reads on, up to where bytes need not be looked at, and answers how many were read. */
  private int read(byte[] window, int length, List<Sight> sights) {
    int at = 0;
    while (at < length && state != State.OPAQUE) {
      switch (state) {
        case START, HEAD -> head(window[at++], sights);
        case BODY, CHUNK -> {
          if (!tasting) {
            return at;
          }
          int some = (int) Math.min(left, length - at);
          taste(window, at, some, sights);
          at += some;
          skip(some);
        }
        default -> between(window[at++], sights);
      }
    }
    return at;
  }

  private void skip(int some) {
    left -= some;
    if (left == 0) {
      begin(state == State.CHUNK ? State.CHUNK_END : State.START);
    }
  }

  private void begin(State next) {
    state = next;
    count = 0;
    lineStart = 0;
  }

  private void keep(byte b) {
    if (count == kept.length) {
      kept = Arrays.copyOf(kept, Math.max(256, 2 * count));
    }
    kept[count++] = b;
  }

  private void head(byte b, List<Sight> sights) {
    if (state == State.START) {
      if (b == HANDSHAKE && !served) {
        encrypted = true;
        begin(State.OPAQUE);
        return;
      }
      if (b == '\r' || b == '\n') {
        return;
      }
      state = State.HEAD;
    }
    keep(b);
    if (b != '\n') {
      if (count > MOST_OF_HEAD || (lineStart == 0 && !mayBeRequest())) {
        end(served || lineStart > 0, sights);
      }
      return;
    }
    int line = lineStart;
    lineStart = count;
    if (line == 0) {
      requestLine(sights);
    } else if (isEmptyLine(line)) {
      whole(sights);
    }
  }

  /** What is no text up to its first space is no request. */
  private boolean mayBeRequest() {
    int last = kept[count - 1] & 0xff;
    return (last >= ' ' && last < 0x7f) || last == '\t' || last == '\r' || last >= 0x80;
  }

  private boolean isEmptyLine(int start) {
    return count - start == 1 || (count - start == 2 && kept[start] == '\r');
  }

  private void requestLine(List<Sight> sights) {
    String line = new String(kept, 0, count, StandardCharsets.ISO_8859_1).strip();
    if (line.equals(PREFACE)) {
      sights.add(new Sight.Http2());
      begin(State.OPAQUE);
    } else if (!RequestHead.isRequestLine(line)) {
      end(served, sights);
    } else if (!line.contains("HTTP/")) {
      // HTTP/0.9 has no more than this line.
      end(/* request= */ true, sights);
    }
  }

  private void whole(List<Sight> sights) {
    RequestHead head = RequestHead.parse(kept, count);
    if (head == null) {
      end(/* request= */ true, sights);
      return;
    }
    sights.add(new Sight.Head(head));
    served = !head.isTunnel();
    method = head.method();
    tunnel = head.isTunnel() ? head.target() : tunnel;
    chunked = head.chunked();
    left = head.isTunnel() ? 0 : head.length();
    bodyCount = 0;
    tasting = chunked || left > 0;
    begin(chunked ? State.CHUNK_SIZE : left > 0 ? State.BODY : State.START);
  }

  private void end(boolean request, List<Sight> sights) {
    if (request) {
      sights.add(new Sight.Unreadable());
    }
    begin(State.OPAQUE);
    kept = NOTHING;
  }

  /** The lines between chunks, and after the last one (RFC 9112, 7.1). */
  private void between(byte b, List<Sight> sights) {
    if (b != '\n') {
      keep(b);
      if (count > MOST_OF_CHUNK_LINE) {
        end(/* request= */ true, sights);
      }
      return;
    }
    int length = count > 0 && kept[count - 1] == '\r' ? count - 1 : count;
    switch (state) {
      case CHUNK_SIZE -> chunk(size(length), sights);
      case CHUNK_END -> {
        if (length > 0) {
          end(/* request= */ true, sights);
        } else {
          begin(State.CHUNK_SIZE);
        }
      }
      default -> begin(length == 0 ? State.START : State.TRAILERS);
    }
  }

  private void chunk(long size, List<Sight> sights) {
    if (size < 0) {
      end(/* request= */ true, sights);
      return;
    }
    left = size;
    begin(size == 0 ? State.TRAILERS : State.CHUNK);
  }

  /** Negative where it is none. What follows a semicolon is an extension. */
  private long size(int length) {
    long size = 0;
    int digits = 0;
    while (digits < length && Character.digit(kept[digits], 16) >= 0) {
      size = size * 16 + Character.digit(kept[digits++], 16);
      if (digits > MOST_HEX_DIGITS) {
        return -1;
      }
    }
    boolean ended = digits == length || kept[digits] == ';';
    return digits > 0 && ended ? size : -1;
  }

  private void taste(byte[] window, int at, int some, List<Sight> sights) {
    int more = Math.min(some, MOST_OF_BODY - bodyCount);
    if (bodyCount == 0 && !McpText.mayBegin(window[at])) {
      tasting = false;
      return;
    }
    if (body.length == 0) {
      body = new byte[MOST_OF_BODY];
    }
    System.arraycopy(window, at, body, bodyCount, more);
    bodyCount += more;
    if (McpText.isMessage(body, bodyCount)) {
      sights.add(new Sight.McpMessage());
      tasting = false;
    } else if (bodyCount == MOST_OF_BODY) {
      tasting = false;
    }
  }
}
