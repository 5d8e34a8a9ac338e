package dev.sallyport.agent.limit;

import dev.sallyport.agent.pin.Canonical;
import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.model.Requirement;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stands for what is required and the values of the arguments that are compared (RFC 2104, under a
 * key of this process): equal where both are, and of no use to who reads the memory later. Where in
 * a policy it is required does not matter, as another one may be in force by then.
 */
final class Digests {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_OCTETS = 32;

  private final SecretKeySpec key;

  Digests() {
    byte[] drawn = new byte[KEY_OCTETS];
    new SecureRandom().nextBytes(drawn);
    key = new SecretKeySpec(drawn, ALGORITHM);
  }

  /** Null where one of the arguments is left out or can't be compared: then nothing is the same. */
  @Nullable String of(Requirement requirement, Map<?, ?> arguments) {
    List<Object> compared = new ArrayList<>();
    compared.add(requirement.tool().toString());
    for (ArgumentPath path : requirement.same()) {
      compared.add(names(path));
      Object value = path.in(arguments);
      if (value == null) {
        return null;
      }
      compared.add(value);
    }
    try {
      return digest(Canonical.text(compared));
    } catch (IllegalArgumentException nestedTooDeeply) {
      return null;
    }
  }

  private static List<String> names(ArgumentPath path) {
    List<String> names = new ArrayList<>();
    for (ArgumentPath.Step step : path.steps()) {
      names.add(step instanceof ArgumentPath.Step.Member member ? member.name() : "");
    }
    return names;
  }

  private String digest(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
