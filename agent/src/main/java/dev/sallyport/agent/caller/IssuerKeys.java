package dev.sallyport.agent.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
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
    boolean signs = !members.containsKey("use") || "sig".equals(members.get("use"));
    boolean verifies =
        !(members.get("key_ops") instanceof List<?> operations) || operations.contains("verify");
    if (!signs || !verifies) {
      return null;
    }
    try {
      JWSVerifier verifier = verifier(members, providers);
      return verifier == null
          ? null
          : new Key(text(members, "kid"), text(members, "alg"), verifier);
    } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable JWSVerifier verifier(Map<?, ?> members, Providers providers)
      throws JOSEException, GeneralSecurityException {
    String type = text(members, "kty");
    if ("RSA".equals(type)) {
      return rsa(octets(members, "n"), octets(members, "e"), providers);
    }
    Curve curve = Curve.parse(text(members, "crv"));
    if ("EC".equals(type)) {
      ECKey key = new ECKey.Builder(curve, octets(members, "x"), octets(members, "y")).build();
      return by(providers.curves(), new ECDSAVerifier(key.toECPublicKey(providers.curves())));
    }
    if ("OKP".equals(type) && curve.equals(Curve.Ed25519)) {
      byte[] point = octets(members, "x").decode();
      return point.length == EdwardsVerifier.KEY_BYTES
          ? new EdwardsVerifier(point, providers)
          : null;
    }
    return null;
  }

  private static @Nullable JWSVerifier rsa(Base64URL n, Base64URL e, Providers providers)
      throws GeneralSecurityException {
    BigInteger modulus = n.decodeToBigInteger();
    if (modulus.bitLength() < SHORTEST_RSA || modulus.bitLength() > LONGEST_RSA) {
      return null;
    }
    RSAPublicKeySpec spec = new RSAPublicKeySpec(modulus, e.decodeToBigInteger());
    RSAPublicKey key = (RSAPublicKey) providers.rsaKeys().generatePublic(spec);
    return by(providers.rsa(), new RSASSAVerifier(key));
  }

  /** Null where it is not there; a key with another type of it is none. */
  private static @Nullable String text(Map<?, ?> members, String name) {
    return (String) members.get(name);
  }

  private static Base64URL octets(Map<?, ?> members, String name) {
    return new Base64URL(text(members, name));
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
