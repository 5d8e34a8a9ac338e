package dev.sallyport.agent.start;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * By what a policy is told from others, in hexadecimal: of one text its SHA-256, of several the
 * SHA-256 of theirs, each in a line of its own.
 */
final class PolicyDigest {
  /** Bytes that are digested together. */
  private static final int BLOCK = 64;

  private PolicyDigest() {}

  /** Loads what it takes: for a cold JVM as much as to read the YAML of a small policy. */
  static void prepare() {
    sha256(new byte[BLOCK]);
  }

  /** The digest of a policy that is made of these. */
  static String of(List<byte[]> texts) {
    if (texts.size() == 1) {
      return sha256(texts.get(0));
    }
    StringBuilder digests = new StringBuilder();
    for (byte[] text : texts) {
      digests.append(sha256(text)).append('\n');
    }
    return sha256(digests.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static String sha256(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
