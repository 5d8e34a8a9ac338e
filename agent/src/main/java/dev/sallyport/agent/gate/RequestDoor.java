package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.client.HopReader;
import dev.sallyport.agent.client.HopReaders;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.enforce.Enforcer;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.identity.WeakTable;
import dev.sallyport.agent.weave.Hook;
import org.jspecify.annotations.Nullable;

/**
 * The way of an HTTP request through the doors.
 *
 * <p>A client's own objects are asked outside the gate, where hooks fire as ever: an application
 * may have written them, and what they do is not the agent's.
 *
 * <p>A request may pass two rows: one before anything connects, and one where it is written. What
 * the first decided holds at the second for what is still the same there, and is then used up.
 */
final class RequestDoor {
  private final Contexts contexts;
  private final HopReaders readers;
  private final HttpGate gate;
  private final Checkpoint checkpoint;
  private final Enforcer enforcer;

  /** By what is one object at both rows. */
  private final WeakTable<Passage> passages = new WeakTable<>();

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

  /**
   * A request that may be made.
   *
   * @param read as it was decided on
   * @param sent as it is to be sent
   * @param context for whom; where it is written another thread may be at work
   */
  private record Passage(Hop read, Hop sent, @Nullable Context context) {}

  private record Passed(@Nullable Object argument, boolean refused) {}

  /** Before the request; true where the woven method is to answer a value. */
  boolean check(Hook hook, @Nullable Object a, @Nullable Object b) {
    return pass(hook, a, b, null).refused();
  }

  /** Before the request, which may be given another form. */
  @Nullable Object exchange(
      Hook hook, @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return pass(hook, a, b, argument).argument();
  }

  @SuppressWarnings("ReferenceEquality") // an inspection that changes nothing answers the same
  private Passed pass(
      Hook hook, @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    if (contexts.isOwn()) {
      return new Passed(argument, /* refused= */ false);
    }
    HopReader reader = readers.of(hook.check());
    Hop hop;
    Object identity;
    boolean isWritten;
    try {
      hop = reader.read(a, b, argument);
      identity = reader.identity(a, b, argument);
      isWritten = reader.isWritten(a, b, argument);
    } catch (Throwable failure) {
      return faulty(hook, argument, failure);
    }
    Passage before = identity == null ? null : passages.get(identity);
    Passage own = before != null && isOfThis(before) ? before : null;
    Inspected inspected = inspected(hook, hop, own);
    if (identity != null && (before != null || !isWritten)) {
      passages.replace(identity, before, passage(hop, inspected, own, isWritten));
    }
    boolean isOther = inspected.hop() != hop || reader.alwaysWrites();
    if (inspected.refusal() != null || !isWritten || !isOther) {
      return passed(hook, argument, inspected.refusal());
    }
    try {
      Object written = reader.write(a, b, argument, hop, inspected.hop());
      return new Passed(written, /* refused= */ false);
    } catch (Throwable failure) {
      return faulty(hook, argument, failure);
    }
  }

  /**
   * Whether this thread may go on with a request: one call's is no other call's, whatever objects
   * they share. Where a client writes it on a thread of its own there is no call.
   */
  @SuppressWarnings("ReferenceEquality") // equals of a record would link classes inside a hook
  private boolean isOfThis(Passage passage) {
    Context current = contexts.current();
    return current == null || current == passage.context();
  }

  /** What is remembered of a request; null where there is nothing any more. */
  private @Nullable Passage passage(
      Hop hop, Inspected inspected, @Nullable Passage before, boolean isWritten) {
    return isWritten || inspected.refusal() != null
        ? null
        : new Passage(hop, inspected.hop(), before == null ? contexts.current() : before.context());
  }

  private Inspected inspected(Hook hook, Hop hop, @Nullable Passage before) {
    boolean isDecided = before != null && before.read().asksFor(hop);
    if (before != null && isDecided && before.read().carries(hop)) {
      return new Inspected(before.sent(), null);
    }
    ThreadState state = contexts.enter();
    if (state == null) {
      return new Inspected(hop, null);
    }
    try {
      Context context = before == null ? state.context() : before.context();
      return isDecided ? gate.carry(hook.id(), context, hop) : gate.pass(hook.id(), context, hop);
    } catch (Throwable failure) {
      return new Inspected(hop, fault(hook, state, failure));
    } finally {
      state.inside = false;
    }
  }

  /** The client's own objects could not be asked, so nothing is known of the request. */
  private Passed faulty(Hook hook, @Nullable Object argument, Throwable failure) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return new Passed(argument, /* refused= */ false);
    }
    Refusal refusal;
    try {
      refusal = fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
    return passed(hook, argument, refusal);
  }

  private @Nullable Refusal fault(Hook hook, ThreadState state, Throwable failure) {
    return checkpoint.fault(state.context(), new Subject("agent", "check", hook.id()), failure);
  }

  private Passed passed(Hook hook, @Nullable Object argument, @Nullable Refusal refusal) {
    return new Passed(argument, refusal != null && enforcer.refuse(hook.denied(), refusal));
  }
}
