package dev.sallyport.agent.audit;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * What signs checkpoints: a private key of Ed25519 (RFC 8032), kept in PKCS #8 (RFC 8410).
 *
 * @param publicKey what checks them
 */
record SigningKey(PrivateKey key, PublicKey publicKey) {
  private static final String LABEL = "PRIVATE KEY";

  /** From a file, as {@code openssl genpkey -algorithm ed25519} writes it. */
  static SigningKey read(File file) throws IOException, GeneralSecurityException {
    byte[] encoded = CheckpointSignature.decoded(Files.readString(file.toPath()), LABEL);
    PrivateKey key =
        KeyFactory.getInstance(CheckpointSignature.ALGORITHM)
            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    return new SigningKey(key, publicKey(key));
  }

  /**
   * From a file, which is made where there is none, readable by its owner only. Its public key is
   * put beside it where that is missing, under the same name with {@code .pub} at the end.
   */
  static SigningKey readOrMake(File file) throws IOException, GeneralSecurityException {
    if (!file.exists()) {
      make(file);
    }
    SigningKey key = read(file);
    File known = AuditLocation.publicKey(file);
    if (!known.exists()) {
      Files.writeString(
          known.toPath(), CheckpointSignature.pem("PUBLIC KEY", key.publicKey().getEncoded()));
    }
    return key;
  }

  /** As {@link CheckpointSignature#id} tells it. */
  String id() {
    return CheckpointSignature.id(publicKey);
  }

  /** The signature of that place in the chain, in base64. */
  String sign(ChainPoint point) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(CheckpointSignature.ALGORITHM);
    signature.initSign(key);
    signature.update(CheckpointSignature.signed(Long.toString(point.seq()), point.head()));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  private static void make(File file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(CheckpointSignature.ALGORITHM).generateKeyPair();
    Path temporary = OwnedFile.temporary(file.toPath());
    try {
      Files.writeString(temporary, CheckpointSignature.pem(LABEL, pair.getPrivate().getEncoded()));
      // Two servers may start at once: whoever links first has made the key of both.
      Files.createLink(file.toPath(), temporary);
    } catch (FileAlreadyExistsException anotherWasFirst) {
      // Then that one is used.
    } finally {
      Files.delete(temporary);
    }
  }

  /**
   * The public half. The JDK derives it only when it makes a pair, from 32 random bytes, which RFC
   * 8032 calls the private key; here they are those that are known.
   */
  private static PublicKey publicKey(PrivateKey key) throws GeneralSecurityException {
    byte[] seed =
        key instanceof EdECPrivateKey known ? known.getBytes().orElse(new byte[0]) : new byte[0];
    KeyPairGenerator pairs = KeyPairGenerator.getInstance(CheckpointSignature.ALGORITHM);
    pairs.initialize(255, new Known(seed));
    KeyPair pair = pairs.generateKeyPair();
    if (!pair.getPrivate().equals(key)) {
      throw new GeneralSecurityException("its public key can't be told on this JDK");
    }
    return pair.getPublic();
  }

  /** Answers what is known already. */
  private static final class Known extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    private Known(byte[] bytes) {
      super(null, null);
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] to) {
      System.arraycopy(bytes, 0, to, 0, Math.min(bytes.length, to.length));
    }
  }
}
