package dev.sallyport.agent.caller;

import dev.sallyport.agent.credential.Octets;
import dev.sallyport.policy.decide.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that were lately found good, by their digests: a client sends the same one with every
 * call. Each is good for as long as it says, and under the very keys that verified it.
 */
final class RecentTokens {
  private static final int MOST = 1024;

  /** The one that was found good longest ago first. */
  private final Map<Octets, Good> tokens = new LinkedHashMap<>();

  private record Good(Caller caller, Instant until, IssuerKeys keys) {}

  /** Whose it is; null where it has to be verified. */
  @Nullable Caller caller(Octets digest, Instant now, IssuerKeys keys) {
    Good good;
    synchronized (tokens) {
      good = tokens.get(digest);
    }
    return good != null && good.keys == keys && now.isBefore(good.until) ? good.caller : null;
  }

  void add(Octets digest, Caller caller, Instant until, IssuerKeys keys) {
    Good good = new Good(caller, until, keys);
    synchronized (tokens) {
      tokens.remove(digest);
      tokens.put(digest, good);
      if (tokens.size() > MOST) {
        tokens.remove(tokens.keySet().iterator().next());
      }
    }
  }
}
