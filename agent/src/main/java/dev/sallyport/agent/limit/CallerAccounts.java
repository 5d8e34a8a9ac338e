package dev.sallyport.agent.limit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The accounts of callers, by subject. Under the lock of {@link Turnstile}.
 *
 * <p>Bounded: of more than there is room for, the one used longest ago goes. Once one had to go
 * that was not full, each new one begins with empty buckets, and may move nothing.
 */
final class CallerAccounts {
  static final int MOST = 16_384;

  private final Map<String, Account> accounts =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private boolean beginNew = true;

  Account of(String subject, long now) {
    Account account = accounts.get(subject);
    if (account == null) {
      if (accounts.size() == MOST) {
        Iterator<Account> oldest = accounts.values().iterator();
        beginNew &= oldest.next().isFull(now);
        oldest.remove();
      }
      account = new Account(beginNew);
      accounts.put(subject, account);
    }
    return account;
  }
}
