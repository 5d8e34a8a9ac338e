package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.inbound.InboundReaders;
import dev.sallyport.agent.inbound.InboundRequest;
import dev.sallyport.agent.weave.Hook;

/**
 * The way of a request that this server gets. Nothing is decided: what its client is known by is
 * remembered. The server's own objects are asked outside the gate, as a client's are.
 */
final class InboundDoor {
  private final Contexts contexts;
  private final InboundReaders readers = new InboundReaders();
  private final ClientTokens tokens;
  private final Checkpoint checkpoint;

  InboundDoor(Contexts contexts, ClientTokens tokens, Checkpoint checkpoint) {
    this.contexts = contexts;
    this.tokens = tokens;
    this.checkpoint = checkpoint;
  }

  /** Before the request is served. */
  void check(Hook hook, Object request) {
    if (contexts.isOwn()) {
      return;
    }
    InboundRequest read = null;
    Throwable failure = null;
    try {
      read = readers.of(hook.check()).read(request);
    } catch (Throwable e) {
      failure = e;
    }
    boolean tells = read != null && !(read.authorizations().isEmpty() && read.sessions().isEmpty());
    ThreadState state = tells || failure != null ? contexts.enter() : null;
    if (state == null) {
      return;
    }
    try {
      if (failure != null) {
        checkpoint.report(hook.id(), failure);
      } else if (read != null) {
        tokens.remember(read);
      }
    } catch (Throwable e) {
      checkpoint.report(hook.id(), e);
    } finally {
      state.inside = false;
    }
  }
}
