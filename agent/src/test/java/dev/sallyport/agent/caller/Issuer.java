package dev.sallyport.agent.caller;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.policy.model.SignatureAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs with the JDK's own signatures whatever text it is given, and publishes its keys. */
final class Issuer implements KeySource {
  private final Map<String, KeyPair> pairs = new LinkedHashMap<>();
  private volatile String keySet;

  Issuer() throws GeneralSecurityException {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    pairs.put("rsa", rsa.generateKeyPair());
    for (String curve : new String[] {"256", "384", "521"}) {
      KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
      ec.initialize(new ECGenParameterSpec("secp" + curve + "r1"));
      pairs.put("ec" + curve, ec.generateKeyPair());
    }
    pairs.put("ed", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    StringBuilder keys = new StringBuilder();
    for (String id : pairs.keySet()) {
      keys.append(keys.isEmpty() ? "" : ",").append(key(id, id));
    }
    keySet = "{\"keys\":[" + keys + "]}";
  }

  /** The name of the key that signs so. */
  static String keyOf(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> "ec256";
      case ES384 -> "ec384";
      case ES512 -> "ec521";
      case EDDSA -> "ed";
      default -> "rsa";
    };
  }

  KeyPair pair(String id) {
    return pairs.get(id);
  }

  void publish(String text) {
    keySet = text;
  }

  /** One key of the set, under another name. */
  String key(String id, String as) {
    PublicKey key = pairs.get(id).getPublic();
    String members;
    if (key instanceof RSAPublicKey rsa) {
      members =
          "\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\""
              .formatted(base64(octets(rsa.getModulus(), 256)));
    } else if (key instanceof ECPublicKey ec) {
      int size = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
      members =
          "\"kty\":\"EC\",\"crv\":\"P-%s\",\"x\":\"%s\",\"y\":\"%s\""
              .formatted(
                  id.substring(2),
                  base64(octets(ec.getW().getAffineX(), size)),
                  base64(octets(ec.getW().getAffineY(), size)));
    } else {
      byte[] encoded = key.getEncoded();
      members =
          "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\""
              .formatted(base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
    }
    return "{\"kid\":\"" + as + "\"," + members + "}";
  }

  /** A token with the usual header. */
  String token(SignatureAlgorithm algorithm, String payload) throws GeneralSecurityException {
    String id = keyOf(algorithm);
    String header =
        "{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"at+jwt\"}".formatted(algorithm.key(), id);
    return token(algorithm, header, payload);
  }

  String token(SignatureAlgorithm algorithm, String header, String payload)
      throws GeneralSecurityException {
    String signed = base64(header.getBytes(UTF_8)) + "." + base64(payload.getBytes(UTF_8));
    PrivateKey key = pairs.get(keyOf(algorithm)).getPrivate();
    return signed + "." + base64(sign(algorithm, key, signed.getBytes(UTF_8)));
  }

  static byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] signed)
      throws GeneralSecurityException {
    String bits = algorithm.key().substring(2);
    Signature signature =
        Signature.getInstance(
            switch (algorithm.key().substring(0, 2)) {
              case "RS" -> "SHA" + bits + "withRSA";
              case "PS" -> "RSASSA-PSS";
              case "ES" -> "SHA" + bits + "withECDSAinP1363Format";
              default -> "Ed25519";
            });
    if (algorithm.key().startsWith("PS")) {
      signature.setParameter(pss(bits));
    }
    signature.initSign(key);
    signature.update(signed);
    return signature.sign();
  }

  private static AlgorithmParameterSpec pss(String bits) {
    return new PSSParameterSpec(
        "SHA-" + bits,
        "MGF1",
        new MGF1ParameterSpec("SHA-" + bits),
        Integer.parseInt(bits) / 8,
        PSSParameterSpec.TRAILER_FIELD_BC);
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] octets(BigInteger number, int size) {
    byte[] octets = new byte[size];
    byte[] all = number.toByteArray();
    int length = Math.min(all.length, size);
    System.arraycopy(all, all.length - length, octets, size - length, length);
    return octets;
  }

  @Override
  public byte[] read() throws IOException {
    return keySet.getBytes(UTF_8);
  }

  @Override
  public Duration every() {
    return Duration.ofMillis(20);
  }

  @Override
  public Duration atLeast() {
    return every();
  }

  @Override
  public String name() {
    return "issuer";
  }
}
