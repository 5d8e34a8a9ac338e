package dev.sallyport.agent.limit;

/**
 * What is kept of a session for later calls.
 *
 * @param key by which the session is told from others
 * @param account goes on where a session without an id begins anew
 * @param moved begins anew with it, as do {@code successes} and {@code begun}
 */
public record Kept(String key, Account account, Moved moved, Successes successes, Begun begun) {

  /**
   * Of a session that begins.
   *
   * @param isNew whether it is known that there was none of its key before
   */
  public static Kept first(String key, boolean isNew) {
    Account account = new Account(isNew);
    return new Kept(key, account, account.moved(), new Successes(), new Begun(isNew));
  }

  /** Of the next session with the same key. */
  public Kept next() {
    return new Kept(
        key, account, new Moved(/* isNew= */ true), new Successes(), new Begun(/* isNew= */ true));
  }
}
