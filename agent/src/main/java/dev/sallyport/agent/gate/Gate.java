package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import org.jspecify.annotations.Nullable;

/** Judges the hooks of one kind of resource. What the operands are, {@code Check} says. */
interface Gate {

  /** Before the operation; null means go on. */
  @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m);

  /** After it succeeded and before its caller knows; null means go on. */
  default @Nullable Refusal verify(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return null;
  }
}
