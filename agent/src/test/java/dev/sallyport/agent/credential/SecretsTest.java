package dev.sallyport.agent.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.CredentialSource;
import dev.sallyport.policy.model.Screening;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  private static final String VALUE = "s3cretValue";

  private final AtomicLong now = new AtomicLong();

  @TempDir private Path directory;

  private static Credential from(CredentialSource source) {
    return new Credential(
        "token", source, List.of(), List.of(), /* withhold= */ false, Screening.BLOCK);
  }

  private Secrets read(CredentialSource source, Map<String, String> variables, Properties other) {
    return read(from(source), variables, other);
  }

  private Secrets read(Credential credential, Map<String, String> variables, Properties other) {
    return Secrets.read(List.of(credential), variables, other, /* withholding= */ true, now::get);
  }

  private static boolean knows(Secrets secrets, String value) {
    return !Named.in("Bearer " + value, secrets).isEmpty();
  }

  @Test
  void value_ofEverySource_isKnown() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("a.b", VALUE);
    Path file = Files.writeString(directory.resolve("token"), VALUE + "\r\n");

    assertThat(
            knows(
                read(new CredentialSource.Environment("A"), Map.of("A", VALUE), properties), VALUE))
        .isTrue();
    assertThat(knows(read(new CredentialSource.Property("a.b"), Map.of(), properties), VALUE))
        .isTrue();
    assertThat(knows(read(new CredentialSource.File(file.toString()), Map.of(), properties), VALUE))
        .isTrue();
  }

  @Test
  void source_thatIsMissing_isAProblemAndNoCrash() {
    Path file = directory.resolve("none");

    assertThat(read(new CredentialSource.Environment("A"), Map.of(), new Properties()).problems())
        .containsExactly(entry("token", "variable A is not set"));
    assertThat(read(new CredentialSource.Property("a.b"), Map.of(), new Properties()).problems())
        .containsExactly(entry("token", "property a.b is not set"));
    assertThat(
            read(new CredentialSource.File(file.toString()), Map.of(), new Properties()).problems())
        .containsExactly(entry("token", "file " + file + " can't be read"));
  }

  @ParameterizedTest
  @CsvSource({
    "s3cret!, less than 8 bytes",
    "aaaaaaaaaaaa, less than 5 different",
    "'', less than 8"
  })
  void value_thatIsEverywhere_isRefused(String value, String why) {
    Secrets secrets =
        read(new CredentialSource.Environment("A"), Map.of("A", value), new Properties());

    assertThat(secrets.problems().get("token")).contains(why);
    assertThat(secrets.known()).isZero();
    assertThat(knows(secrets, value)).isFalse();
  }

  @Test
  void text_ofAnything_showsNoValue() {
    Secrets secrets =
        read(new CredentialSource.Environment("A"), Map.of("A", VALUE), new Properties());
    Secret secret = new Secret(from(new CredentialSource.Environment("A")), null);
    secret.becomes(Octets.of(Passages.octets(VALUE)), 0);

    assertThat(List.of(secrets, secrets.scan(), secrets.redaction(), secret).toString())
        .doesNotContain(VALUE);
    assertThat(secret.current()).hasToString("(secret)");
    assertThat(secret.patterns()).isNotEmpty().noneMatch(p -> p.toString().contains(VALUE));
  }

  @Test
  void file_thatIsRotated_isNoticedInTimeAndTheOldValueStaysForAWhile() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), VALUE);
    Secrets secrets = read(new CredentialSource.File(file.toString()), Map.of(), new Properties());
    Files.writeString(file, "an0therValue");

    assertThat(knows(secrets, "an0therValue")).isFalse();
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(knows(secrets, "an0therValue")).isTrue();
    assertThat(knows(secrets, VALUE)).isTrue();

    now.addAndGet(TimeUnit.HOURS.toNanos(2));
    assertThat(knows(secrets, "an0therValue")).isTrue();
    assertThat(knows(secrets, VALUE)).isFalse();
  }

  @Test
  void file_replacedByAnother_isNoticed() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), VALUE);
    Secrets secrets = read(new CredentialSource.File(file.toString()), Map.of(), new Properties());
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(knows(secrets, VALUE)).isTrue();
    Path other = Files.writeString(directory.resolve("new"), "S3cretValue");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    now.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(knows(secrets, "S3cretValue")).isTrue();
  }

  @Test
  void file_halfWritten_leavesWhatWasKnown() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), VALUE);
    Secrets secrets = read(new CredentialSource.File(file.toString()), Map.of(), new Properties());
    Files.writeString(file, "an0");
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(knows(secrets, VALUE)).isTrue();

    Files.writeString(file, "an0therValue");
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));

    assertThat(knows(secrets, "an0therValue")).isTrue();
  }

  private static Credential withheld(CredentialSource source) {
    return new Credential(
        "token", source, List.of(), List.of(), /* withhold= */ true, Screening.BLOCK);
  }

  @Test
  void withheld_inEverySource_isAPlaceholderThere() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("a.b", VALUE);
    Map<String, String> variables = new HashMap<>(Map.of("A", VALUE, "B", "other"));
    Path file = Files.writeString(directory.resolve("token"), VALUE + "\n");

    read(withheld(new CredentialSource.Environment("A")), variables, properties)
        .withholdVariables(variables);
    read(withheld(new CredentialSource.Property("a.b")), variables, properties)
        .withholdProperties(properties);
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    read(withheld(new CredentialSource.File(file.toString())), variables, properties)
        .withheldFiles()
        .get(0)
        .writeTo(shown);

    assertThat(variables.get("A")).hasSameSizeAs(VALUE).isNotEqualTo(VALUE);
    assertThat(variables).containsEntry("B", "other");
    assertThat(properties.getProperty("a.b")).hasSameSizeAs(VALUE).isNotEqualTo(VALUE);
    assertThat(shown.toString(UTF_8))
        .hasSize(VALUE.length() + 1)
        .endsWith("\n")
        .isNotEqualTo(VALUE + "\n");
    assertThat(file).hasContent(VALUE);
  }

  @Test
  void withheld_inAuditMode_isNot() {
    Map<String, String> variables = new HashMap<>(Map.of("A", VALUE));
    Credential credential = withheld(new CredentialSource.Environment("A"));

    Secrets.read(List.of(credential), variables, new Properties(), /* withholding= */ false)
        .withholdVariables(variables);

    assertThat(variables).containsEntry("A", VALUE);
  }

  @Test
  void withheld_thatCantBeLookedFor_isWithheldAllTheSame() {
    Map<String, String> variables = new HashMap<>(Map.of("A", "tiny"));
    Secrets secrets =
        read(withheld(new CredentialSource.Environment("A")), variables, new Properties());
    secrets.withholdVariables(variables);

    assertThat(secrets.known()).isZero();
    assertThat(variables.get("A")).hasSize(4).isNotEqualTo("tiny");
  }

  @Test
  void withheld_fileThatComesLater_isWithheldThen() throws IOException {
    Path file = directory.resolve("later");
    Secrets secrets =
        read(withheld(new CredentialSource.File(file.toString())), Map.of(), new Properties());
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    secrets.withheldFiles().get(0).writeTo(shown);

    assertThat(shown.toString(UTF_8)).matches("[a-z]{40}");
    assertThat(secrets.states()).containsExactly(entry("token", "withheld"));

    Files.writeString(file, VALUE);
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(knows(secrets, VALUE)).isTrue();
  }

  @Test
  void states_sayWhatIsDone() {
    Credential credential = withheld(new CredentialSource.Environment("A"));
    Properties none = new Properties();

    assertThat(read(credential, Map.of("A", VALUE), none).states())
        .containsExactly(entry("token", "withheld"));
    assertThat(read(new CredentialSource.Environment("A"), Map.of("A", VALUE), none).states())
        .containsExactly(entry("token", "known"));
    assertThat(read(credential, Map.of(), none).states())
        .containsExactly(entry("token", "unavailable"));
    assertThat(
            Secrets.read(List.of(credential), Map.of("A", VALUE), none, /* withholding= */ false)
                .states())
        .containsExactly(entry("token", "known, not withheld"));
  }
}
