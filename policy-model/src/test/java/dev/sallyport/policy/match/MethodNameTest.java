package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodNameTest {

  @Test
  void parse_method_isItsParts() throws Malformed {
    assertThat(MethodName.parse("com.acme.Server$Inner#call(String, java.util.Map,byte[][])"))
        .isEqualTo(
            new MethodName(
                "com.acme.Server$Inner", "call", List.of("String", "java.util.Map", "byte[][]")));
    assertThat(MethodName.parse("Server#run()").parameters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Server",
        "Server#call",
        "Server#call(",
        "#call()",
        "Server#()",
        "Server.call(String)",
        "com..Server#call()",
        "Server#a.b()",
        "Server#call(String,)",
        "Server#call(List<String>)",
        "Server#call(String)x",
        "Server[]#call()",
        "Server#call([])",
        "1Server#call()"
      })
  void parse_noMethod_isRefused(String text) {
    assertThatThrownBy(() -> MethodName.parse(text)).isInstanceOf(Malformed.class);
  }
}
