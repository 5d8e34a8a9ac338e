package dev.sallyport.agent.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;

/** Ed25519 (RFC 8037) as the JDK has it; Nimbus asks another library for it. */
final class EdwardsVerifier extends BaseJWSProvider implements JWSVerifier {
  static final int KEY_BYTES = 32;

  /** What stands before such a key in its X.509 form (RFC 8410). */
  private static final byte[] HEAD = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0
  };

  private final PublicKey key;
  private final Providers providers;

  EdwardsVerifier(byte[] point, Providers providers) throws GeneralSecurityException {
    super(Set.of(JWSAlgorithm.EdDSA));
    byte[] encoded = new byte[HEAD.length + KEY_BYTES];
    System.arraycopy(HEAD, 0, encoded, 0, HEAD.length);
    System.arraycopy(point, 0, encoded, HEAD.length, KEY_BYTES);
    this.providers = providers;
    this.key = providers.edwardsKeys().generatePublic(new X509EncodedKeySpec(encoded));
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL code) throws JOSEException {
    try {
      Signature signature = providers.edwards();
      signature.initVerify(key);
      signature.update(signed);
      return signature.verify(code.decode());
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new JOSEException(e.getMessage(), e);
    }
  }
}
