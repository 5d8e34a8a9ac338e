package dev.sallyport.agent.pin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client is shown of a thing.
 *
 * @param canonical one text for all that mean the same
 */
record Definition(Thing thing, String canonical) {

  /**
   * As it is listed.
   *
   * @param listed the members of its JSON, those that don't matter too
   */
  static Definition of(Thing thing, Map<?, ?> listed) {
    return new Definition(thing, Canonical.text(members(thing, listed)));
  }

  /** Those that matter. */
  static Map<String, @Nullable Object> members(Thing thing, Map<?, ?> listed) {
    Map<String, @Nullable Object> members = new HashMap<>();
    for (String name : thing.kind().members()) {
      members.put(name, listed.get(name));
    }
    return members;
  }

  /** SHA-256 in hexadecimal. */
  String digest() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
