package dev.sallyport.agent.caller;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What binds a token to a key of its client (RFC 7800). Of the ways to show that key, a certificate
 * (RFC 8705) is known here; a token that is bound in another way is nobody's.
 */
final class Confirmation {
  private Confirmation() {}

  static void hold(
      @Nullable Object confirmation, @Nullable X509Certificate certificate, Providers providers)
      throws Refused, GeneralSecurityException {
    if (!(confirmation instanceof Map<?, ?> members)
        || members.size() != 1
        || !(members.get("x5t#S256") instanceof String thumbprint)
        || certificate == null) {
      throw new Refused(Why.BOUND);
    }
    byte[] shown =
        Base64.getUrlEncoder().withoutPadding().encode(providers.sha256(certificate.getEncoded()));
    if (!MessageDigest.isEqual(shown, thumbprint.getBytes(StandardCharsets.UTF_8))) {
      throw new Refused(Why.BOUND);
    }
  }
}
