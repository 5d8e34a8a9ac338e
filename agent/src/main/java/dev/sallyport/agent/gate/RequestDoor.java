package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.client.HopReader;
import dev.sallyport.agent.client.HopReaders;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.enforce.Enforcer;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import org.jspecify.annotations.Nullable;

/**
 * The way of an HTTP request through the doors.
 *
 * <p>A client's own objects are asked outside the gate, where hooks fire as ever: an application
 * may have written them, and what they do is not the agent's.
 */
final class RequestDoor {
  private static final Object REFUSED = new Object();

  private final Contexts contexts;
  private final HopReaders readers;
  private final HttpGate gate;
  private final Checkpoint checkpoint;
  private final Enforcer enforcer;

  RequestDoor(
      Contexts contexts,
      HopReaders readers,
      HttpGate gate,
      Checkpoint checkpoint,
      Enforcer enforcer) {
    this.contexts = contexts;
    this.readers = readers;
    this.gate = gate;
    this.checkpoint = checkpoint;
    this.enforcer = enforcer;
  }

  /** Before the request; true where the woven method is to answer a value. */
  @SuppressWarnings("ReferenceEquality") // there is one such object
  boolean check(Hook hook, @Nullable Object a, @Nullable Object b) {
    return pass(hook, a, b, null) == REFUSED;
  }

  /**
   * Before the request, which may be given another form; null where the woven method is to answer a
   * value.
   */
  @SuppressWarnings("ReferenceEquality") // there is one such object
  @Nullable Object exchange(
      Hook hook, @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    Object given = pass(hook, a, b, argument);
    return given == REFUSED ? null : given;
  }

  private @Nullable Object pass(
      Hook hook, @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    if (contexts.isOwn()) {
      return argument;
    }
    HopReader reader = readers.of(hook.check());
    Refusal refusal;
    try {
      Hop hop = reader.read(a, b, argument);
      if (hop == null) {
        return argument;
      }
      Inspected inspected = inspected(hook, hop);
      refusal = inspected.refusal();
      if (refusal == null && !inspected.hop().isAs(hop)) {
        return reader.write(a, b, argument, inspected.hop());
      }
    } catch (Throwable failure) {
      refusal = faulty(hook, failure);
    }
    if (refusal == null) {
      return argument;
    }
    tell(reader, hook, a, b, argument, refusal);
    return enforcer.refuse(hook.denied(), refusal) ? REFUSED : argument;
  }

  /** A client that can't be told is refused all the same. */
  private void tell(
      HopReader reader,
      Hook hook,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object argument,
      Refusal refusal) {
    try {
      reader.refuse(a, b, argument, enforcer.exception(refusal));
    } catch (Throwable failure) {
      faulty(hook, failure);
    }
  }

  private Inspected inspected(Hook hook, Hop hop) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return new Inspected(hop, null);
    }
    try {
      return gate.pass(hook, state.context(), hop);
    } catch (Throwable failure) {
      return new Inspected(hop, fault(hook, state, failure));
    } finally {
      state.inside = false;
    }
  }

  /** The client's own objects could not be asked, so nothing is known of the request. */
  private @Nullable Refusal faulty(Hook hook, Throwable failure) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return null;
    }
    try {
      return fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
  }

  private @Nullable Refusal fault(Hook hook, ThreadState state, Throwable failure) {
    return checkpoint.fault(state.context(), new Subject("agent", "check", hook.id()), failure);
  }
}
