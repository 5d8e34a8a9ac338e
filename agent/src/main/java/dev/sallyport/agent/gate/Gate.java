package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import org.jspecify.annotations.Nullable;

/**
 * Judges the hooks of one kind of resource. What the operands are, {@code Check} says. A gate has
 * the doors that its rows name.
 */
interface Gate {

  /** Before the operation; null means go on. */
  default @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    throw new IllegalStateException(hook.id());
  }

  /** Before bytes outside of the heap leave; null means go on. */
  default @Nullable Refusal send(
      Hook hook, @Nullable Context context, Object socket, long address, int count) {
    throw new IllegalStateException(hook.id());
  }

  /** After it succeeded and before its caller knows; null means go on. */
  default @Nullable Refusal verify(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return null;
  }

  /** Before the operation, of which one argument may get another value. */
  default Exchange exchange(
      Hook hook,
      @Nullable Context context,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object argument) {
    throw new IllegalStateException(hook.id());
  }

  /** After it succeeded: what its caller gets, without what is not granted. */
  default Object filter(Hook hook, @Nullable Context context, @Nullable Object a, Object result) {
    throw new IllegalStateException(hook.id());
  }
}
