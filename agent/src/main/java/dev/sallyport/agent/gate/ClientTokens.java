package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Arrival;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens that this server's clients sent, to know them again. Kept is a hash of each
 * under a key of this start, never the token.
 *
 * <p>A token is remembered for an hour after the last request that came with it, or in its session.
 * Of more than can be kept those go first that were seen longest ago.
 */
final class ClientTokens {
  static final int MOST = 4096;
  static final long IDLE_MILLIS = 3_600_000;

  /** What is shorter is no secret, and would be found by chance. */
  static final int SHORTEST = 8;

  private static final int LENGTHS = 8192;
  private static final String ALGORITHM = "HmacSHA256";
  private static final String BEARER = "bearer ";

  private final InstantSource clock;

  /** By the first bits of its hash, the one seen longest ago first. */
  private final Map<Long, Remembered> tokens = new LinkedHashMap<>();

  /** Whether a token of that length was ever remembered: only such texts are worth a hash. */
  private final boolean[] lengths = new boolean[LENGTHS + 1];

  private @Nullable SecretKeySpec key;
  private volatile int count;

  ClientTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** A token that was seen. */
  private static final class Remembered {
    final byte[] hash;

    /** The first bits of the hash of its session; 0 where it has none. */
    final long session;

    final long seen;

    Remembered(byte[] hash, long session, long seen) {
      this.hash = hash;
      this.session = session;
      this.seen = seen;
    }
  }

  /** Remembers what a client sent. */
  void remember(Arrival request) {
    long session = request.sessions().isEmpty() ? 0 : bits(hash(request.sessions().get(0)));
    boolean found = false;
    for (String authorization : request.authorizations()) {
      String token = bearer(authorization);
      if (token.length() >= SHORTEST) {
        found = true;
        remember(token, session);
      }
    }
    if (!found && session != 0) {
      prolong(session);
    }
  }

  private static String bearer(String authorization) {
    String value = authorization.strip();
    return value.regionMatches(/* ignoreCase= */ true, 0, BEARER, 0, BEARER.length())
        ? value.substring(BEARER.length()).strip()
        : "";
  }

  private void remember(String token, long session) {
    byte[] hash = hash(token);
    long now = clock.millis();
    lengths[Math.min(token.length(), LENGTHS)] = true;
    synchronized (tokens) {
      // Put in anew, so that the order is that of the last time each was seen.
      tokens.remove(bits(hash));
      tokens.put(bits(hash), new Remembered(hash, session, now));
      if (tokens.size() > MOST) {
        tokens.remove(tokens.keySet().iterator().next());
      }
      count = tokens.size();
    }
  }

  /** A session goes on without saying who it is of: so do its tokens. */
  private void prolong(long session) {
    long now = clock.millis();
    synchronized (tokens) {
      List<Remembered> of = new ArrayList<>(1);
      for (Remembered remembered : tokens.values()) {
        if (remembered.session == session) {
          of.add(remembered);
        }
      }
      for (Remembered remembered : of) {
        tokens.remove(bits(remembered.hash));
        tokens.put(bits(remembered.hash), new Remembered(remembered.hash, session, now));
      }
    }
  }

  /** Whether a text holds one of the tokens, as it is or percent-encoded. */
  boolean isIn(String text) {
    return count != 0 && (isWithin(text) || isWithin(Tokenised.decoded(text)));
  }

  private boolean isWithin(String text) {
    Tokenised candidates = new Tokenised(text);
    while (candidates.next()) {
      int length = candidates.end() - candidates.start();
      if (length >= SHORTEST
          && lengths[Math.min(length, LENGTHS)]
          && isKnown(text.substring(candidates.start(), candidates.end()))) {
        return true;
      }
    }
    return false;
  }

  private boolean isKnown(String candidate) {
    byte[] hash = hash(candidate);
    long now = clock.millis();
    synchronized (tokens) {
      Remembered remembered = tokens.get(bits(hash));
      if (remembered == null) {
        return false;
      }
      if (now - remembered.seen > IDLE_MILLIS) {
        tokens.remove(bits(hash));
        count = tokens.size();
        return false;
      }
      return MessageDigest.isEqual(remembered.hash, hash);
    }
  }

  /** How many are remembered. */
  int count() {
    return count;
  }

  private byte[] hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Drawn when it is first needed, which for most servers is never. */
  private synchronized SecretKeySpec key() {
    SecretKeySpec drawn = key;
    if (drawn == null) {
      byte[] bits = new byte[32];
      new SecureRandom().nextBytes(bits);
      drawn = new SecretKeySpec(bits, ALGORITHM);
      key = drawn;
    }
    return drawn;
  }

  private static long bits(byte[] hash) {
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = (bits << 8) | (hash[i] & 0xff);
    }
    return bits;
  }
}
