package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.credential.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a socket that this process opened.
 *
 * <p>Of those that it was accepted, and of pipes, nothing is known: who may talk to whoever came in
 * was decided where it listened.
 */
final class OpenSocket {
  /** As many calls as use one connection at a time, more or less; one more is asked about again. */
  private static final int MOST_CONTEXTS = 8;

  private static final Context[] NOBODY = {};

  private final boolean datagrams;
  private volatile boolean bound;
  private volatile int port;
  private volatile @Nullable Peer peer;
  private volatile Context[] passed = NOBODY;
  private final Secrets secrets;
  private volatile Wire wire;

  /**
   * @param secrets which are looked for in what is sent
   */
  OpenSocket(boolean datagrams, Secrets secrets) {
    this.datagrams = datagrams;
    this.secrets = secrets;
    this.wire = new Wire(secrets);
  }

  /** Whether it sends datagrams, as far as is known. */
  boolean datagrams() {
    return datagrams;
  }

  boolean bound() {
    return bound;
  }

  /**
   * It is bound now.
   *
   * @param local the port that was asked for, 0 for any
   */
  void bind(int local) {
    port = local;
    bound = true;
  }

  /** The port that it was bound to; 0 where the system chose one, or none is known. */
  int port() {
    return port;
  }

  /** Null where it is not connected. */
  @Nullable Peer peer() {
    return peer;
  }

  void connect(Peer to, @Nullable Context context) {
    passed = context == null ? NOBODY : new Context[] {context};
    wire = new Wire(secrets);
    peer = to;
  }

  /** What is sent on it. */
  Wire wire() {
    return wire;
  }

  /** The call that wrote on it last, of those that were asked about; null for none. */
  @Nullable Context latest() {
    Context[] all = passed;
    return all.length == 0 || all[0].call() == null ? null : all[0];
  }

  /** Whether that context was let write to the peer before. Allocates nothing. */
  @SuppressWarnings("ReferenceEquality") // of one call there is one
  boolean passed(Context context) {
    for (Context before : passed) {
      if (before == context) {
        return true;
      }
    }
    return false;
  }

  /** The latest come first, and the last is forgotten: it would only be asked about again. */
  synchronized void pass(Context context) {
    Context[] before = passed;
    Context[] after = new Context[Math.min(before.length + 1, MOST_CONTEXTS)];
    after[0] = context;
    System.arraycopy(before, 0, after, 1, after.length - 1);
    passed = after;
  }
}
