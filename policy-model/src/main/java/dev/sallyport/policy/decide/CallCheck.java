package dev.sallyport.policy.decide;

import org.jspecify.annotations.Nullable;

/** Something that has to hold for a call of a tool that may be used. */
interface CallCheck {
  /** Why the call may not go on; null where this is no reason. */
  @Nullable Decision refusal(Request.ToolCall call, Circumstances circumstances);
}
