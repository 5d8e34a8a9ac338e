package dev.sallyport.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentValuesTest {

  @Test
  void of_nestedValues_byTheirPointers() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("path", "a.txt");
    arguments.put("a/b~c", 3);
    arguments.put("nothing", null);
    arguments.put("options", Map.of("lines", List.of(1, true)));

    assertThat(ArgumentValues.of(arguments))
        .containsExactly(
            entry("/path", "a.txt"),
            entry("/a~1b~0c", "3"),
            entry("/nothing", "null"),
            entry("/options/lines/0", "1"),
            entry("/options/lines/1", "true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Passphrase",
        "api_key",
        "apiKey",
        "X-Api-Key",
        "key",
        "signing_key",
        "token",
        "accessToken",
        "clientSecret",
        "Authorization",
        "cookie",
        "privateKey",
        "credentials",
        "pwd"
      })
  void of_namesOfSecrets_redactedWithAllBelow(String name) {
    assertThat(ArgumentValues.of(Map.of(name, "x"))).containsOnly(entry("/" + name, "(redacted)"));
    assertThat(ArgumentValues.of(Map.of(name, List.of(Map.of("a", 1)))))
        .containsOnly(entry("/" + name + "/0/a", "(redacted)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "keyboard", "monkey", "query", "url", "user", "text"})
  void of_otherNames_shown(String name) {
    assertThat(ArgumentValues.of(Map.of(name, "x"))).containsOnly(entry("/" + name, "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "an ghp_16C7e42F292c6912E7710c838347Ae178B4a of somebody, (redacted)",
    "https://ann:pass@example.com/a, (redacted)",
    "jdbc:postgresql://ann:pass@db/app, (redacted)",
    "https://example.com/a?mail=ann@example.com, https://example.com/a?mail=ann@example.com",
    "ann@example.com, ann@example.com"
  })
  void of_textsOfSecrets_redacted(String text, String shown) {
    assertThat(ArgumentValues.of(Map.of("text", text))).containsOnly(entry("/text", shown));
  }

  @Test
  void of_longTexts_cut() {
    String cut = "y".repeat(256) + "... (1000 characters)";

    assertThat(ArgumentValues.of(Map.of("text", "y".repeat(1000))))
        .containsOnly(entry("/text", cut));
    assertThat(ArgumentValues.of(Map.of("y".repeat(1000), 1))).containsOnly(entry("/" + cut, "1"));
  }

  @Test
  void of_manyOrDeepValues_onlySome() {
    List<Object> deep = new ArrayList<>(List.of("bottom"));
    for (int i = 0; i < 100_000; i++) {
      deep = new ArrayList<>(List.of(deep));
    }
    List<Integer> many = IntStream.range(0, 1_000).boxed().toList();

    assertThat(ArgumentValues.of(Map.of("many", many))).hasSize(64);
    assertThat(ArgumentValues.of(Map.of("deep", deep)))
        .containsOnly(entry("/deep" + "/0".repeat(15), "(nested)"));
  }
}
