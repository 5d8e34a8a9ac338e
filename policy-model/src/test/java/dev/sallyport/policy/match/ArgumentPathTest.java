package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.policy.match.ArgumentPath.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentPathTest {
  private static List<Step> steps(String text) throws Malformed {
    return ArgumentPath.parse(text).steps();
  }

  @Test
  void parse_namesAndItems() throws Malformed {
    assertThat(steps("mode")).containsExactly(new Step.Member("mode"));
    assertThat(steps("options.mode"))
        .containsExactly(new Step.Member("options"), new Step.Member("mode"));
    assertThat(steps("rows[][].name"))
        .containsExactly(
            new Step.Member("rows"), new Step.Items(), new Step.Items(), new Step.Member("name"));
    assertThat(steps("a\\.b\\[\\\\")).containsExactly(new Step.Member("a.b[\\"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "[]", "a[0]", "a[", "a]", "a[]b", "a\\"})
  void parse_whatIsNoPath_isRefused(String text) {
    assertThatThrownBy(() -> ArgumentPath.parse(text)).isInstanceOf(Malformed.class);
  }
}
