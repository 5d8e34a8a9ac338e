package dev.sallyport.agent.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of an issuer (RFC 7517). Those that can't verify a signature are left out:
 * symmetric ones, ones for encryption, ones too short, and what is no key at all.
 */
final class IssuerKeys {
  private static final int MOST = 64;

  /** What a token without the name of a key may cost. */
  private static final int MOST_TRIED = 4;

  private static final int SHORTEST_RSA = 2048;
  private static final int LONGEST_RSA = 8192;

  private static final List<String> NEEDED =
      List.of("kty", "use", "key_ops", "alg", "kid", "crv", "x", "y", "n", "e");

  private final byte[] text;
  private final List<Key> keys;

  /**
   * @param id null where it has none
   * @param algorithm null where it may be used with each that fits
   */
  private record Key(@Nullable String id, @Nullable String algorithm, JWSVerifier verifier) {
    boolean fits(@Nullable String wanted, JWSAlgorithm with) {
      return (wanted == null || wanted.equals(id))
          && (algorithm == null || algorithm.equals(with.getName()))
          && verifier.supportedJWSAlgorithms().contains(with);
    }
  }

  private IssuerKeys(byte[] text, List<Key> keys) {
    this.text = text;
    this.keys = keys;
  }

  /** Reads a key set; one without any key of use is refused. */
  static IssuerKeys parse(byte[] text, Json json, Providers providers) throws Refused {
    if (!(json.object(text).get("keys") instanceof List<?> items) || items.size() > MOST) {
      throw new Refused(Why.MALFORMED);
    }
    List<Key> keys = new ArrayList<>();
    for (Object item : items) {
      Key key = item instanceof Map<?, ?> members ? key(members, providers) : null;
      if (key != null) {
        keys.add(key);
      }
    }
    if (keys.isEmpty()) {
      throw new Refused(Why.MALFORMED);
    }
    return new IssuerKeys(text, List.copyOf(keys));
  }

  private static @Nullable Key key(Map<?, ?> members, Providers providers) {
    try {
      JWK key = JWK.parse(needed(members));
      boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
      boolean verifies =
          key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
      JWSVerifier verifier = signs && verifies ? verifier(key, providers) : null;
      String algorithm = key.getAlgorithm() == null ? null : key.getAlgorithm().getName();
      return verifier == null ? null : new Key(key.getKeyID(), algorithm, verifier);
    } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
      return null;
    }
  }

  /** The members that make a public key; not those that point to more, or hold certificates. */
  private static Map<String, Object> needed(Map<?, ?> members) {
    Map<String, Object> needed = new HashMap<>();
    for (String name : NEEDED) {
      Object value = members.get(name);
      if (value != null) {
        needed.put(name, value);
      }
    }
    return needed;
  }

  private static @Nullable JWSVerifier verifier(JWK key, Providers providers)
      throws JOSEException, GeneralSecurityException {
    if (key instanceof RSAKey rsa) {
      BigInteger modulus = rsa.getModulus().decodeToBigInteger();
      BigInteger exponent = rsa.getPublicExponent().decodeToBigInteger();
      if (modulus.bitLength() < SHORTEST_RSA || modulus.bitLength() > LONGEST_RSA) {
        return null;
      }
      RSAPublicKeySpec spec = new RSAPublicKeySpec(modulus, exponent);
      RSAPublicKey made = (RSAPublicKey) providers.rsaKeys().generatePublic(spec);
      return by(providers.rsa(), new RSASSAVerifier(made));
    }
    if (key instanceof ECKey curve) {
      return by(providers.curves(), new ECDSAVerifier(curve.toECPublicKey(providers.curves())));
    }
    if (key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
      byte[] point = pair.getX().decode();
      return point.length == EdwardsVerifier.KEY_BYTES
          ? new EdwardsVerifier(point, providers)
          : null;
    }
    return null;
  }

  private static JWSVerifier by(@Nullable Provider provider, JWSVerifier verifier) {
    if (provider != null) {
      verifier.getJCAContext().setProvider(provider);
    }
    return verifier;
  }

  /**
   * The keys that a token may be signed with.
   *
   * @param id that the token names; null where it names none
   */
  List<JWSVerifier> of(@Nullable String id, JWSAlgorithm algorithm) {
    List<JWSVerifier> fitting = new ArrayList<>(1);
    for (Key key : keys) {
      if (fitting.size() < MOST_TRIED && key.fits(id, algorithm)) {
        fitting.add(key.verifier);
      }
    }
    return fitting;
  }

  /** Whether that text is what they were read from. */
  boolean areOf(byte[] other) {
    return Arrays.equals(text, other);
  }
}
