package dev.sallyport.agent.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** Signs policies as an operator would. */
final class Signer {
  private final KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  private final Path file;

  Signer(Path directory) throws GeneralSecurityException, IOException {
    file = Files.writeString(directory.resolve("key.pem"), pem("PUBLIC KEY", encoded()));
  }

  private byte[] encoded() {
    return keys.getPublic().getEncoded();
  }

  static String pem(String what, byte[] encoded) {
    String body = Base64.getMimeEncoder().encodeToString(encoded);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }

  Path file() {
    return file;
  }

  PolicyKey key() {
    return PolicyKey.read(file.toString());
  }

  /** In lines, as base64(1) writes them. */
  void sign(Path signed, String text) throws GeneralSecurityException, IOException {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update(text.getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        signed.resolveSibling(signed.getFileName() + ".sig"),
        Base64.getMimeEncoder().encodeToString(signer.sign()) + "\n");
  }
}
