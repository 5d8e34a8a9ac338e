package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.model.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which policies are signed. */
class PolicyKeyTest {
  private static final String TEXT = "sallyport: 1\nmode: audit\ntools: { t: {} }\n";

  /** As {@code openssl} 3.0 made them of {@link #TEXT}. */
  private static final String OPENSSL_KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAqw7xkESERqxA5VcBPXyeDWewn+/h4aKM7VPWj4Gf8us=
      -----END PUBLIC KEY-----
      """;

  private static final String OPENSSL_SIGNATURE =
      """
      YbZCoS2pWUepTg9u6aXi09qX8ceYw3GQ1nnYAxIplgTYtqvpD8ik7f7/boMy9MScKlbEDDNGvhZi
      l9kng0RRDw==
      """;

  @TempDir Path temporary;
  private Path file;
  private Signer signer;

  @BeforeEach
  void prepare() throws Exception {
    file = Files.writeString(temporary.toRealPath().resolve("policy.yaml"), TEXT);
    signer = new Signer(file.getParent());
  }

  private PolicyFile read() {
    return read(signer.key());
  }

  private PolicyFile read(PolicyKey key) {
    return PolicyFile.read(PolicySource.of(file.toString(), key, Map.of(), new Properties()));
  }

  private Path signature() {
    return file.resolveSibling("policy.yaml.sig");
  }

  @Test
  void signature_ofTheText_isAccepted() throws Exception {
    signer.sign(file, TEXT);

    assertThat(read().problem()).isNull();
    assertThat(read().files())
        .containsExactly(file.toString(), signature().toString(), signer.file().toString());
    assertThat(read().digest()).isEqualTo(read(null).digest());
  }

  @Test
  void signature_thatOpensslMade_isAccepted() throws Exception {
    Path key = Files.writeString(file.resolveSibling("openssl.pem"), OPENSSL_KEY);
    Files.writeString(signature(), OPENSSL_SIGNATURE);

    assertThat(read(PolicyKey.read(key.toString())).problem()).isNull();
    Files.writeString(file, TEXT + " ");
    assertThat(read(PolicyKey.read(key.toString())).problem()).contains("is no signature of");
  }

  @Test
  void policy_withoutASignature_isNotRead_norItsMode() throws Exception {
    PolicyFile found = read();

    assertThat(found.problem())
        .isEqualTo("can't read the policy: " + file + " is not signed: there is no " + signature());
    assertThat(found.mode()).isNull();
    assertThat(Start.mode(Options.read("", new Properties(), Map.of()), found))
        .isEqualTo(Mode.ENFORCE);
    assertThat(read(null).problem()).isNull();
  }

  @Test
  void signature_ofAnotherText_orByAnotherKey_orOfNothing_isNone() throws Exception {
    signer.sign(file, TEXT + "\n");
    assertThat(read().problem()).contains(signature() + " is no signature of " + file);

    signer.sign(file, TEXT);
    Path elsewhere = Files.createDirectory(file.resolveSibling("other"));
    assertThat(read(new Signer(elsewhere).key()).problem()).contains("is no signature of");

    for (String none : new String[] {"AAAA", "no base64!", "A".repeat(88), "A".repeat(100_000)}) {
      Files.writeString(signature(), none);
      assertThat(read().problem()).as(none).contains("is no signature of");
    }
  }

  @Test
  void base_hasToBeSigned_butForPresets() throws Exception {
    String overlay = "sallyport: 1\nextends: base.yaml\n";
    Path base = Files.writeString(file.resolveSibling("base.yaml"), TEXT);
    Files.writeString(file, overlay);
    signer.sign(file, overlay);

    assertThat(read().problem()).contains(base + " is not signed");
    signer.sign(base, TEXT);
    assertThat(read().problem()).isNull();
    assertThat(read().files()).contains(base.toString(), base + ".sig");

    String preset = "sallyport: 1\nextends: preset:strict\n";
    Files.writeString(file, preset);
    signer.sign(file, preset);
    assertThat(read().problem()).isNull();
  }

  @Test
  void key_thatIsNone_signsNothing() throws Exception {
    signer.sign(file, TEXT);
    byte[] rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic().getEncoded();
    for (String none : new String[] {"", "x", Signer.pem("PUBLIC KEY", rsa), TEXT}) {
      Files.writeString(signer.file(), none);
      assertThat(read().problem()).contains(signer.file() + " is no public key of Ed25519 in PEM");
    }
    Files.delete(signer.file());
    assertThat(read().problem()).contains("can't read the key", signer.file().toString());
  }

  @Test
  void key_isReadOnce() throws Exception {
    signer.sign(file, TEXT);
    PolicyKey key = signer.key();
    Files.writeString(signer.file(), "");
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    String signature = PolicyKey.signatureNow(file.toString());

    assertThatCode(() -> key.verify(file.toString(), text, signature)).doesNotThrowAnyException();
    assertThatThrownBy(() -> key.verify(file.toString(), new byte[0], signature))
        .isInstanceOf(IOException.class);
  }

  @Test
  void option_withoutAPolicy_isAProblem() {
    assertThat(Options.read("policy-key=/k", new Properties(), Map.of()).problems())
        .singleElement()
        .asString()
        .contains("policy-key is `/k`, but there is no `policy`");
    assertThat(Options.read("policy=/p,policy-key=/k", new Properties(), Map.of()).policyKey())
        .isEqualTo("/k");
  }
}
