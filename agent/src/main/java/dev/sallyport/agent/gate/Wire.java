package dev.sallyport.agent.gate;

import dev.sallyport.agent.credential.Found;
import dev.sallyport.agent.credential.Scan;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.wire.Bytes;
import dev.sallyport.agent.wire.RequestStream;
import dev.sallyport.agent.wire.Sight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent on one connection, before encryption.
 *
 * <p>What is offered need not leave at once, or all of it: only what was sent is read for good. The
 * lock is held while bytes are read, and nothing else is asked of anyone meanwhile.
 */
final class Wire {
  private static final int WINDOW = 4096;

  private final Secrets secrets;
  private RequestStream stream = new RequestStream();
  private @Nullable Scan scan;
  private @Nullable Ahead ahead;
  private volatile boolean looked;

  /** Where reading stands once all of what was offered has left. */
  private record Ahead(RequestStream stream, @Nullable Scan scan, Bytes bytes) {}

  /**
   * What is to be seen in what was offered.
   *
   * @param method of the request that it is of, empty for none
   */
  record Seen(List<Sight> sights, List<Found> found, String method) {
    boolean isNothing() {
      return sights.isEmpty() && found.isEmpty();
    }
  }

  Wire(Secrets secrets) {
    this.secrets = secrets;
  }

  /** Whether anything was looked at; the rest costs nothing. */
  boolean isLooked() {
    return looked;
  }

  /** Whether so many bytes need not be looked at. */
  synchronized boolean passes(int length) {
    return stream.passes(length) && (secrets.isEmpty() || stream.isEncrypted());
  }

  /** What is to be seen in bytes that are about to leave. */
  synchronized Seen offer(Bytes bytes) {
    looked = true;
    RequestStream next = stream.copy();
    List<Sight> sights = next.read(bytes, bytes.length());
    Scan found = secrets.isEmpty() || next.isEncrypted() ? null : scanned(bytes, bytes.length());
    ahead = new Ahead(next, found, bytes);
    return new Seen(sights, found == null ? List.of() : found.found(), next.method());
  }

  private Scan scanned(Bytes bytes, int length) {
    Scan next = scan == null ? secrets.scan() : secrets.after(scan);
    byte[] window = new byte[Math.min(length, WINDOW)];
    for (int at = 0; at < length; at += window.length) {
      int some = Math.min(window.length, length - at);
      bytes.copy(at, window, some);
      next.feed(window, 0, some);
    }
    return next;
  }

  /** So many bytes left, from the first of those that were offered, or were not. */
  synchronized void sent(int count) {
    if (ahead == null) {
      if (stream.passes(count)) {
        stream.pass(count);
      } else {
        stream.lose();
      }
    } else if (count == ahead.bytes.length()) {
      stream = ahead.stream;
      scan = ahead.scan;
    } else {
      stream.read(ahead.bytes, count);
      scan = ahead.scan == null ? null : scanned(ahead.bytes, count);
    }
    ahead = null;
  }

  /** Bytes leave that can't be looked at. */
  synchronized void lose() {
    stream.lose();
    scan = null;
  }

  /** Where the tunnel leads that was asked for, as {@code host:port}; empty for none. */
  synchronized String tunnel() {
    return stream.tunnel();
  }
}
