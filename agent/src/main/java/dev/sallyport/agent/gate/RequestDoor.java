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
 * <p>A request may pass several rows: before anything connects, where one stream hands it to
 * another, and where it is written. What one decided holds at the next for what is still the same
 * there, and is then used up.
 */
final class RequestDoor {
  private final Contexts contexts;
  private final HopReaders readers;
  private final HttpGate gate;
  private final Checkpoint checkpoint;
  private final Enforcer enforcer;

  /** By what is one object at two rows. */
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

  private record Passed(@Nullable Object answer, boolean refused) {}

  /** Before the request; true where the woven method is to answer a value. */
  boolean check(Hook hook, @Nullable Object a, @Nullable Object b) {
    return pass(hook, a, b, null).refused();
  }

  /**
   * Before the request, which may be given another form; of another type where the woven method is
   * to answer that.
   */
  @Nullable Object exchange(
      Hook hook, @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return pass(hook, a, b, argument).answer();
  }

  private Passed pass(
      Hook hook, @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    Passed unchanged = new Passed(argument, /* refused= */ false);
    if (contexts.isOwn()) {
      return unchanged;
    }
    HopReader reader = readers.of(hook.check());
    Refusal refusal;
    try {
      if (!reader.isReady()) {
        prepare(reader);
      }
      Hop hop = reader.read(a, b, argument);
      if (hop == null) {
        return unchanged;
      }
      Object identity = reader.identity(a, b, argument);
      Passage before = identity == null ? null : passages.get(identity);
      boolean follows = reader.follows(a, b, argument);
      Passage own = follows && before != null && isOfThis(before) ? before : null;
      if (own != null && own.read().asksFor(hop)) {
        hop = hop.asAfter(own.read());
      }
      Inspected inspected = inspected(hook, hop, own);
      if (before != null) {
        passages.replace(identity, before, null);
      }
      refusal = inspected.refusal();
      if (refusal == null) {
        Context whose = own == null ? contexts.current() : own.context();
        Passed passed = passed(reader, a, b, argument, new Passage(hop, inspected.hop(), whose));
        return passed == null ? unchanged : passed;
      }
    } catch (Throwable failure) {
      refusal = faulty(hook, failure);
    }
    if (refusal == null) {
      return unchanged;
    }
    Object answer = tell(reader, hook, a, b, argument, refusal);
    return new Passed(answer, enforcer.refuse(hook.denied(), refusal));
  }

  /** What a client goes on with; null where nothing changes. */
  @SuppressWarnings("ReferenceEquality") // what a reader hands back unchanged is the same object
  private @Nullable Passed passed(
      HopReader reader,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object argument,
      Passage passage)
      throws Throwable {
    Hop read = passage.read();
    Hop sent = passage.sent();
    Object given = argument;
    if (!reader.isWritten(a, b, argument)) {
      given = reader.mark(a, b, argument);
      Object identity = reader.identity(a, b, given);
      if (identity != null) {
        passages.put(identity, passage);
      }
    } else if (reader.alwaysWrites() || !sent.asksFor(read) || !sent.carries(read)) {
      given = reader.write(a, b, argument, read, sent);
    }
    return given == argument ? null : new Passed(given, /* refused= */ false);
  }

  /** A client that can't be told is refused all the same. */
  private @Nullable Object tell(
      HopReader reader,
      Hook hook,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object argument,
      Refusal refusal) {
    try {
      return reader.refuse(a, b, argument, enforcer.exception(refusal));
    } catch (Throwable failure) {
      faulty(hook, failure);
      return null;
    }
  }

  private void prepare(HopReader reader) throws ReflectiveOperationException {
    ThreadState state = contexts.enter();
    if (state != null) {
      try {
        reader.prepare();
      } finally {
        state.inside = false;
      }
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

  @SuppressWarnings("ReferenceEquality") // an inspection that changes nothing answers the same
  private Inspected inspected(Hook hook, Hop hop, @Nullable Passage before) {
    if (before == null || !before.read().asksFor(hop)) {
      return decided(hook, hop, before);
    }
    boolean isUnchanged = before.sent() == before.read();
    if (before.read().carries(hop)) {
      return new Inspected(isUnchanged ? hop : before.sent(), null);
    }
    Additions additions = new Additions(hop, before.read(), before.sent());
    Inspected added =
        additions.isEmpty()
            ? new Inspected(additions.hop(), null)
            : carried(hook, additions.hop(), before);
    boolean isAsItIs = isUnchanged && added.hop() == additions.hop();
    return new Inspected(isAsItIs ? hop : additions.with(added.hop()), added.refusal());
  }

  private Inspected decided(Hook hook, Hop hop, @Nullable Passage before) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return new Inspected(hop, null);
    }
    try {
      Context context = before == null ? state.context() : before.context();
      return gate.pass(hook, context, hop);
    } catch (Throwable failure) {
      return new Inspected(hop, fault(hook, state, failure));
    } finally {
      state.inside = false;
    }
  }

  private Inspected carried(Hook hook, Hop added, Passage before) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return new Inspected(added, null);
    }
    try {
      return gate.carry(hook, before.context(), added);
    } catch (Throwable failure) {
      return new Inspected(added, fault(hook, state, failure));
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
