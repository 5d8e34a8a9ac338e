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
  boolean check(Hook hook, @Nullable Object a, @Nullable Object b) {
    return pass(hook, a, b, null).refused();
  }

  /** Before the request, which may be given another form. */
  @Nullable Object exchange(
      Hook hook, @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return pass(hook, a, b, argument).argument();
  }

  private record Passed(@Nullable Object argument, boolean refused) {}

  @SuppressWarnings("ReferenceEquality") // an inspection that changes nothing answers the same
  private Passed pass(
      Hook hook, @Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    if (contexts.isOwn()) {
      return new Passed(argument, /* refused= */ false);
    }
    HopReader reader = readers.of(hook.check());
    Hop hop;
    try {
      hop = reader.read(a, b, argument);
    } catch (Throwable failure) {
      return faulty(hook, argument, failure);
    }
    Inspected inspected = inspected(hook, hop);
    if (inspected.refusal() != null || inspected.hop() == hop) {
      return passed(hook, argument, inspected.refusal());
    }
    try {
      return new Passed(reader.write(a, b, argument, inspected.hop()), /* refused= */ false);
    } catch (Throwable failure) {
      return faulty(hook, argument, failure);
    }
  }

  private Inspected inspected(Hook hook, Hop hop) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return new Inspected(hop, null);
    }
    try {
      return gate.pass(hook.id(), state.context(), hop);
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
