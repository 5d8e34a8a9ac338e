package dev.sallyport.agent.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightTest {

  @Test
  void bytes_areThoseOfUtf8() {
    for (String text : List.of("", "plain", "\u00fc\u07ff", "\u20ac\uffff", "\ud83d\ude00")) {
      Weight weight = new Weight();
      assertThat(weight.apply(text)).isSameAs(text);
      assertThat(weight.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void bytes_ofAnAnswer_areThoseOfItsTexts() {
    Weight weight = new Weight();
    Object answer = Map.of("content", List.of(Map.of("text", "four")), "isError", false);

    assertThat(new Screen(weight, new Shapes()).of(answer)).isSameAs(answer);
    assertThat(weight.bytes()).isEqualTo("contenttextfourisError".length());
  }
}
