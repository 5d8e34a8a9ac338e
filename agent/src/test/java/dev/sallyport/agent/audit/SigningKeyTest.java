package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningKeyTest {
  private static final ChainPoint POINT = new ChainPoint(17, "ab".repeat(32));

  /** As {@code openssl genpkey -algorithm ed25519} writes it: RFC 8032, section 7.1, test 1. */
  private static final String OPENSSL =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  /** Its public half. */
  private static final String PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
      -----END PUBLIC KEY-----
      """;

  @TempDir private Path directory;

  @Test
  void read_keyOfTheRfc_signsForItsPublicHalf() throws Exception {
    File file = Files.writeString(directory.resolve("named.key"), OPENSSL).toFile();

    SigningKey key = SigningKey.read(file);

    PublicKey known = CheckpointSignature.publicKey(PUBLIC);
    assertThat(key.id()).isEqualTo(CheckpointSignature.id(known)).hasSize(16);
    String signature = key.sign(POINT);
    assertThat(CheckpointSignature.isGood(known, "17", POINT.head(), signature)).isTrue();
    assertThat(CheckpointSignature.isGood(known, "18", POINT.head(), signature)).isFalse();
    assertThat(CheckpointSignature.isGood(known, "17", "cd".repeat(32), signature)).isFalse();
    assertThat(CheckpointSignature.isGood(known, "17", POINT.head(), "none")).isFalse();
  }

  @Test
  void readOrMake_nothingThere_madeForItsOwnerOnly_andUsedAgain() throws Exception {
    File file = directory.resolve("state/audit.key").toFile();

    SigningKey made = SigningKey.readOrMake(file);

    assertThat(SigningKey.readOrMake(file).id()).isEqualTo(made.id());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
        .isEqualTo("rw-------");
    PublicKey beside =
        CheckpointSignature.publicKey(Files.readString(AuditLocation.publicKey(file).toPath()));
    assertThat(CheckpointSignature.id(beside)).isEqualTo(made.id());
    assertThat(directory.resolve("state").toFile().list())
        .containsExactlyInAnyOrder("audit.key", "audit.key.pub");
  }

  @Test
  void readOrMake_publicKeyGone_putBack() throws Exception {
    File file = directory.resolve("audit.key").toFile();
    SigningKey made = SigningKey.readOrMake(file);
    Path known = AuditLocation.publicKey(file).toPath();
    String text = Files.readString(known);
    Files.delete(known);

    assertThat(SigningKey.readOrMake(file).id()).isEqualTo(made.id());

    assertThat(known).hasContent(text);
  }

  @Test
  void read_noKey_refused() throws Exception {
    File file = Files.writeString(directory.resolve("none"), PUBLIC).toFile();

    assertThatThrownBy(() -> SigningKey.read(file)).isInstanceOf(GeneralSecurityException.class);
  }
}
