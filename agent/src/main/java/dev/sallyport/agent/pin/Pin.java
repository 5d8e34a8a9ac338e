package dev.sallyport.agent.pin;

import org.jspecify.annotations.Nullable;

/**
 * What is held of one thing.
 *
 * @param digest of the definition that holds
 * @param accepted by command; else it holds because it was the first that was seen
 * @param seen the digest of the one that was last seen, where it is another; else null
 */
public record Pin(String digest, boolean accepted, @Nullable String seen) {
  static Pin first(String digest) {
    return new Pin(digest, /* accepted= */ false, /* seen= */ null);
  }

  public boolean isChanged() {
    return seen != null;
  }

  /** The same where that definition was seen last. */
  Pin seen(String now) {
    return new Pin(digest, accepted, now.equals(digest) ? null : now);
  }

  /** What was last seen is what holds from now on. */
  public Pin accept() {
    return new Pin(seen == null ? digest : seen, /* accepted= */ true, /* seen= */ null);
  }
}
