package dev.sallyport.agent.start;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By what a policy is told from others: the SHA-256 of its text, in hexadecimal. */
public final class PolicyDigest {
  private PolicyDigest() {}

  /** The digest of a policy of one file. */
  public static String of(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
