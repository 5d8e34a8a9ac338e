package dev.sallyport.testapps.guarded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Who asks a server.
 *
 * @param subject as records name it; empty if nobody knows
 * @param headers that are sent with each of its requests
 */
record FrameworkCaller(String subject, Map<String, String> headers) {
  /** Who started the server. */
  static final FrameworkCaller LOCAL = new FrameworkCaller("host", Map.of());

  /** May use all that the policy lists. */
  static final FrameworkCaller OWNER = withKey("owner");

  /** May use one tool. */
  static final FrameworkCaller GUEST = withKey("guest");

  static final FrameworkCaller STRANGER = new FrameworkCaller("", Map.of());

  private static FrameworkCaller withKey(String subject) {
    return new FrameworkCaller(subject, Map.of("Authorization", "Bearer " + key(subject)));
  }

  private static String key(String subject) {
    return "key-of-" + subject + "-1f3870be274f";
  }

  /** Of its key, as a policy has it. */
  String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(key(subject).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
