package dev.sallyport.agent.caller;

import dev.sallyport.agent.credential.Octets;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.model.Callers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that callers send as they are, by their digests. */
final class StaticKeys {
  private final List<Digest> digests = new ArrayList<>();
  private final Providers providers;

  private record Digest(Octets sha256, Caller caller) {}

  StaticKeys(Map<String, Callers.Key> keys, Providers providers) {
    this.providers = providers;
    for (Callers.Key key : keys.values()) {
      Octets sha256 = Octets.of(HexFormat.of().parseHex(key.sha256()));
      Set<String> roles = Set.copyOf(key.roles());
      digests.add(new Digest(sha256, new Caller(key.subject(), roles, null, null, null, null)));
    }
  }

  boolean isEmpty() {
    return digests.isEmpty();
  }

  /** Whose key it is; null for nobody's. Takes as long for each of them as for none. */
  @Nullable Caller caller(String key) throws GeneralSecurityException {
    Octets sha256 = Octets.of(providers.sha256(key.getBytes(StandardCharsets.UTF_8)));
    Caller caller = null;
    for (Digest digest : digests) {
      if (digest.sha256.equals(sha256)) {
        caller = digest.caller;
      }
    }
    return caller;
  }
}
