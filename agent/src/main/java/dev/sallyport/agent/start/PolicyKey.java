package dev.sallyport.agent.start;

import dev.sallyport.agent.caller.Providers;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The key by which each text of a policy has to be signed (Ed25519, RFC 8032), in a file beside it.
 * Read once: who could change the key later could sign what he likes.
 */
public final class PolicyKey {
  private static final String HEAD = "-----BEGIN PUBLIC KEY-----";
  private static final String FOOT = "-----END PUBLIC KEY-----";

  /** More than a key or a signature of this kind has. */
  private static final int LONGEST_FILE = 4096;

  private final String file;
  private final Providers providers = Providers.here();
  private @Nullable PublicKey key;
  private String problem = "";

  private PolicyKey(String file) {
    this.file = file;
  }

  /**
   * The key of a file; nothing is signed by one that can't be used.
   *
   * @param file a public key in PEM (SubjectPublicKeyInfo, RFC 8410)
   */
  public static PolicyKey read(String file) {
    PolicyKey read = new PolicyKey(file);
    try {
      byte[] encoded = Base64.getDecoder().decode(body(text(file)));
      read.key = read.providers.edwardsKeys().generatePublic(new X509EncodedKeySpec(encoded));
    } catch (IOException e) {
      read.problem = "can't read the key: " + e.getMessage();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      read.problem = file + " is no public key of Ed25519 in PEM";
    }
    return read;
  }

  private static String body(String pem) {
    int head = pem.indexOf(HEAD);
    int foot = pem.indexOf(FOOT);
    if (head < 0 || foot < head) {
      throw new IllegalArgumentException(HEAD);
    }
    return withoutSpace(pem.substring(head + HEAD.length(), foot));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  private static String text(String file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      return new String(in.readNBytes(LONGEST_FILE), StandardCharsets.US_ASCII);
    }
  }

  /** Where it is from. */
  String file() {
    return file;
  }

  /** The file with the signature of another. */
  static String signature(String signed) {
    return signed.concat(".sig");
  }

  /** What stands there now; empty where it can't be read. */
  static String signatureNow(String signed) {
    try {
      return text(signature(signed));
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Has a text signed.
   *
   * @param signed the file that it is of
   * @param signature what stands in the file with its signature
   * @throws IOException where it is not, whose message says why
   */
  void verify(String signed, byte[] text, String signature) throws IOException {
    if (key == null) {
      throw new IOException(problem);
    }
    String where = signature(signed);
    if (signature.isEmpty()) {
      throw new IOException(signed + " is not signed: there is no " + where);
    }
    if (!isSigned(text, signature, key)) {
      throw new IOException(where + " is no signature of " + signed + " by the key of " + file);
    }
  }

  private boolean isSigned(byte[] text, String signature, PublicKey by) {
    try {
      Signature verifier = providers.edwards();
      verifier.initVerify(by);
      verifier.update(text);
      return verifier.verify(Base64.getDecoder().decode(withoutSpace(signature)));
    } catch (SignatureException | IllegalArgumentException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
