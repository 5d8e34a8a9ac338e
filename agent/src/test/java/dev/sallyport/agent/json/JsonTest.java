package dev.sallyport.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"b\":1,\"a\":[true,false,null,\"\\\"\\\\\\n\"],\"c\":{\"d\":{}}}",
        "{\"n\":[0.10,12345678901234567890,-1]}"
      })
  void text_ofWhatWasRead_isTheSame(String text) {
    assertThat(Json.text(Json.members(text))).isEqualTo(text);
  }

  @Test
  void members_ofWhatIsNoObject_areNone() {
    assertThat(Json.members("[1]")).isEmpty();
  }

  @Test
  void members_ofWhatBreaksOff_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.members("{\"a\":"));
  }

  @Test
  void value_isOneOfAnyKind() {
    assertThat(Json.value("[1.50,\"x\"]")).isEqualTo(List.of(new BigDecimal("1.50"), "x"));
    assertThat(Json.value("true")).isEqualTo(true);
    assertThat(Json.value("null")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "x", "1 2", "[1", "{}{}"})
  void value_ofWhatIsNotOne_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.value(text));
  }
}
