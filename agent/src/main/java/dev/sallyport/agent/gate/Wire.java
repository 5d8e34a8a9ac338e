package dev.sallyport.agent.gate;

import dev.sallyport.agent.wire.Bytes;
import dev.sallyport.agent.wire.RequestStream;
import dev.sallyport.agent.wire.Sight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent on one connection, before encryption.
 *
 * <p>What is offered need not leave at once, or all of it: only what was sent is read for good. The
 * lock is held while bytes are read, and nothing else is called meanwhile.
 */
final class Wire {
  private RequestStream stream = new RequestStream();
  private @Nullable RequestStream ahead;
  private @Nullable Bytes offered;
  private volatile boolean looked;

  /** Whether anything was looked at; the rest costs nothing. */
  boolean isLooked() {
    return looked;
  }

  /** Whether so many bytes need not be looked at. */
  synchronized boolean passes(int length) {
    return stream.passes(length);
  }

  /** What is to be seen in bytes that are about to leave. */
  synchronized List<Sight> offer(Bytes bytes) {
    looked = true;
    RequestStream next = stream.copy();
    List<Sight> sights = next.read(bytes, bytes.length());
    ahead = next;
    offered = bytes;
    return sights;
  }

  /** So many bytes left, from the first of those that were offered, or were not. */
  synchronized void sent(int count) {
    if (ahead == null || offered == null) {
      if (stream.passes(count)) {
        stream.pass(count);
      } else {
        stream.lose();
      }
    } else if (count == offered.length()) {
      stream = ahead;
    } else {
      stream.read(offered, count);
    }
    ahead = null;
    offered = null;
  }

  /** Bytes leave that can't be looked at. */
  synchronized void lose() {
    stream.lose();
  }

  /** Where the tunnel leads that was asked for, as {@code host:port}; empty for none. */
  synchronized String tunnel() {
    return stream.tunnel();
  }
}
