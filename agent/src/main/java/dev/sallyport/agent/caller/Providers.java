package dev.sallyport.agent.caller;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own cryptography. The application may put a provider of its own before it, as many do,
 * and so could code that wants every signature to be a good one.
 *
 * <p>Each is null where the JDK does not have it, as JDKs of some vendors don't: there the first
 * provider that can do it does.
 */
public record Providers(
    @Nullable Provider rsa,
    @Nullable Provider curves,
    @Nullable Provider codes,
    @Nullable Provider digests) {
  /** Those of this JDK. */
  public static Providers here() {
    return new Providers(
        Security.getProvider("SunRsaSign"),
        Security.getProvider("SunEC"),
        Security.getProvider("SunJCE"),
        Security.getProvider("SUN"));
  }

  byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    String name = "SHA-256";
    MessageDigest digest =
        digests == null
            ? MessageDigest.getInstance(name)
            : MessageDigest.getInstance(name, digests);
    return digest.digest(bytes);
  }

  Mac hmacSha256() throws GeneralSecurityException {
    String name = "HmacSHA256";
    return codes == null ? Mac.getInstance(name) : Mac.getInstance(name, codes);
  }

  KeyFactory rsaKeys() throws GeneralSecurityException {
    return rsa == null ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("RSA", rsa);
  }

  /** Reads keys of Ed25519. */
  public KeyFactory edwardsKeys() throws GeneralSecurityException {
    String name = "Ed25519";
    return curves == null ? KeyFactory.getInstance(name) : KeyFactory.getInstance(name, curves);
  }

  /** Makes and verifies signatures of Ed25519. */
  public Signature edwards() throws GeneralSecurityException {
    String name = "Ed25519";
    return curves == null ? Signature.getInstance(name) : Signature.getInstance(name, curves);
  }
}
