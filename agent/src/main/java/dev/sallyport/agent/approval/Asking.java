package dev.sallyport.agent.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is asked to approve: one call, of one caller, in one session, under one policy.
 *
 * @param arguments their canonical JSON
 * @param caller its subject; empty where it is not identified
 * @param session stands for the session, and is not its id
 * @param policy the digest of the policy
 */
public record Asking(String tool, String arguments, String caller, String session, String policy) {

  /**
   * Asks for a call.
   *
   * @param arguments null where they can't be told
   */
  static Asking of(
      String tool, @Nullable Map<?, ?> arguments, String caller, String session, String policy)
      throws Unfit {
    if (arguments == null) {
      throw new Unfit("the arguments are not known");
    }
    return new Asking(tool, CanonicalJson.of(arguments), caller, session, policy);
  }

  /** SHA-256 over the canonical JSON of all of it, in hexadecimal. */
  String digest() throws Unfit {
    // Of these names `arguments` is the first, and its value is canonical already.
    String others =
        CanonicalJson.of(
            Map.of("caller", caller, "policy", policy, "session", session, "tool", tool));
    String canonical = "{\"arguments\":" + arguments + "," + others.substring(1);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
