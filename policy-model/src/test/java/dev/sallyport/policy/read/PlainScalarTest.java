package dev.sallyport.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainScalarTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "-1", "+0", "007", "1.5", ".5", "1.", "1e3", "-1.5E-3", "0x1f", "0o17"})
  void kind_ofNumber_isNumber(String text) {
    assertThat(PlainScalar.kind(text)).isEqualTo(Node.Kind.NUMBER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "+",
        ".",
        "e3",
        "1e",
        "1e+",
        "0x",
        "0xg",
        "0o8",
        "1.2.3",
        "1_000",
        "8000-8100",
        "1٢"
      })
  void kind_ofAlmostNumber_isText(String text) {
    assertThat(PlainScalar.kind(text)).isEqualTo(Node.Kind.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no", "on", "off", "tRue", "nil", "NuLL", "y"})
  void kind_ofWordOfYaml11_isText(String text) {
    assertThat(PlainScalar.kind(text)).isEqualTo(Node.Kind.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "False", "TRUE"})
  void kind_ofBoolean_isBoolean(String text) {
    assertThat(PlainScalar.kind(text)).isEqualTo(Node.Kind.BOOLEAN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void kind_ofNull_isNull(String text) {
    assertThat(PlainScalar.kind(text)).isEqualTo(Node.Kind.NULL);
  }
}
