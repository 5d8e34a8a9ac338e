package dev.sallyport.policy.model;

import org.jspecify.annotations.Nullable;

/**
 * How much a call may do. Each is null where not written: then there is no limit.
 *
 * @param sent bytes that leave during the call, all told
 * @param received bytes that arrive during the call, all told
 * @param read bytes of files that the call reads, all told
 * @param redirects that follow on one request
 * @param result bytes of what the call answers
 * @param files that it reads, changes or removes
 */
public record Limits(
    @Nullable Entry<Long> sent,
    @Nullable Entry<Long> received,
    @Nullable Entry<Long> read,
    @Nullable Entry<Long> redirects,
    @Nullable Entry<Long> result,
    @Nullable Entry<Long> files) {
  /** No limits. */
  public static final Limits NONE = new Limits(null, null, null, null, null, null);

  /** Of each two the narrower; of two that are equal, the one of these. */
  public Limits narrowed(Limits other) {
    return new Limits(
        narrower(sent, other.sent),
        narrower(received, other.received),
        narrower(read, other.read),
        narrower(redirects, other.redirects),
        narrower(result, other.result),
        narrower(files, other.files));
  }

  private static @Nullable Entry<Long> narrower(
      @Nullable Entry<Long> one, @Nullable Entry<Long> other) {
    return one == null || (other != null && other.value() < one.value()) ? other : one;
  }
}
