package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretShapeTest {
  /** A prefix, and how many letters follow; texts of no one. */
  @ParameterizedTest
  @CsvSource({
    "AKIA, 16, true",
    "AKIA, 15, false",
    "ASIA, 16, true",
    "ghp_, 36, true",
    "ghp_, 35, false",
    "github_pat_, 22, true",
    "glpat-, 20, true",
    "xoxb-, 20, true",
    "AIza, 35, true",
    "sk-, 32, true",
    "task-, 32, false",
    "sk_live_, 16, true",
    "npm_, 36, true",
    "eyJhbGciOi, 32, true",
    "eyJ2IjoxfQ, 32, false",
    "-----BEGIN RSA PRIVATE KEY-----, 9, true",
    "-----BEGIN CERTIFICATE-----, 99, false",
    "path/of/a/file, 99, false",
  })
  void text_isFoundByItsPrefix(String prefix, int letters, boolean found) {
    String text = prefix + "A".repeat(letters);
    assertThat(SecretShape.isIn(text)).isEqualTo(found);
    assertThat(SecretShape.isIn("use '" + text + "' now")).isEqualTo(found);
  }
}
