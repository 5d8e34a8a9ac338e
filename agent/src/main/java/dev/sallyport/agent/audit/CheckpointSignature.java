package dev.sallyport.agent.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** What a checkpoint signs with Ed25519 (RFC 8032), and how that is told. */
final class CheckpointSignature {
  static final String ALGORITHM = "Ed25519";

  private static final int ID = 16;

  private CheckpointSignature() {}

  /**
   * The bytes that are signed: {@code sallyport audit checkpoint 1}, the number of the last record
   * that it covers, and that record's chain value, each on a line of its own with a line feed.
   */
  static byte[] signed(String upTo, String head) {
    return ("sallyport audit checkpoint 1\n" + upTo + '\n' + head + '\n').getBytes(US_ASCII);
  }

  static boolean isGood(PublicKey key, String upTo, String head, String signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(signed(upTo, head));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException notOne) {
      return false;
    }
  }

  /** Stands for a key in records: the first 16 hex digits of the SHA-256 of its encoding. */
  static String id(PublicKey key) {
    byte[] digest = ChainLink.sha256().digest(key.getEncoded());
    return HexFormat.of().formatHex(digest).substring(0, ID);
  }

  /** A public key from PEM (RFC 7468). */
  static PublicKey publicKey(String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(decoded(pem, "PUBLIC KEY")));
  }

  static String pem(String label, byte[] encoded) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END "
        + label
        + "-----\n";
  }

  static byte[] decoded(String pem, String label) throws GeneralSecurityException {
    String begin = "-----BEGIN " + label + "-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new GeneralSecurityException("there is no " + label + " in it");
    }
    byte[] text = pem.substring(from + begin.length(), to).getBytes(StandardCharsets.UTF_8);
    return Base64.getMimeDecoder().decode(text);
  }
}
