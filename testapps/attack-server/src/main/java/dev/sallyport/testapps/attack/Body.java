package dev.sallyport.testapps.attack;

import org.jspecify.annotations.Nullable;

/** One use of one API. */
@FunctionalInterface
interface Body {
  /**
   * Tries it.
   *
   * @return what the API answered, as evidence; {@link #DONE} if it answers nothing
   */
  @Nullable Object on(Ground at) throws Throwable;

  /** What stands for the success of an API that answers nothing. */
  String DONE = "done";

  /** What stands for an observation that only a success allows. */
  String SEEN = "SEEN";

  /** {@link #SEEN}, or what is no evidence. */
  static String seen(boolean success) {
    return success ? SEEN : "nothing";
  }
}
