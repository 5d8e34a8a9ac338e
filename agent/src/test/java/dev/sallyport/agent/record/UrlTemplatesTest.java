package dev.sallyport.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlTemplatesTest {
  private static final String API = "https://api.example.com:443";

  private final UrlTemplates templates = new UrlTemplates();

  @ParameterizedTest
  @CsvSource({
    "/users/42, /users/{}",
    "/orders/0f8fad5b-d9cb-469f-a165-70867728950e/lines, /orders/{}/lines",
    "/commits/a94a8fe, /commits/{}",
    "/objects/cus_9s6XKzkNRiz8i3, /objects/{}",
    "/v1/health, /v1/health",
    "/, /",
    "/repos/{owner}, ''"
  })
  void template_ofOneUrl_showsWhatLooksLikeAnIdentifier(String path, String template) {
    assertThat(templates.of("https://api.example.com" + path))
        .isEqualTo(template.isEmpty() ? "" : API + template);
  }

  @Test
  void template_ofManyNamesInOnePlace_leavesThemOut() {
    for (String owner : new String[] {"ada", "bob", "cyd", "dan", "eve"}) {
      for (String name : new String[] {"one", "two", "red", "blue", "green"}) {
        templates.of("https://api.example.com/repos/" + owner + "/" + name + "/issues");
      }
    }

    assertThat(templates.of("https://api.example.com/repos/fay/grey/issues"))
        .isEqualTo(API + "/repos/{}/{}/issues");
    assertThat(templates.of("https://api.example.com/users/fay")).isEqualTo(API + "/users/fay");
    assertThat(templates.of("https://other.example.com/repos/ada/one"))
        .isEqualTo("https://other.example.com:443/repos/ada/one");
  }

  @Test
  void template_ofTailsOfManyLengths_endsOpen() {
    String[] names = {"a", "b", "c", "d", "e", "f"};
    String contents = "https://api.example.com/contents/";
    for (String first : names) {
      templates.of(contents + first);
      for (String second : names) {
        templates.of(contents + first + "/" + second);
        for (String third : names) {
          templates.of(contents + first + "/" + second + "/" + third);
        }
      }
    }

    assertThat(templates.of(contents + "src/main/App.java")).isEqualTo(API + "/contents/**");
    assertThat(templates.of(contents + "README")).isEqualTo(API + "/contents/**");
  }

  @Test
  void template_ofPathsOfOneLength_keepsIt() {
    for (int i = 0; i < 100; i++) {
      templates.of("https://api.example.com/a/" + i + "/" + i);
    }

    assertThat(templates.of("https://api.example.com/a/x1/x2")).isEqualTo(API + "/a/x1/x2");
    assertThat(templates.of("https://api.example.com/a/7/8")).isEqualTo(API + "/a/{}/{}");
  }

  @Test
  void template_ofPathWithoutEnd_isCut() {
    assertThat(templates.of("https://api.example.com" + "/x".repeat(1000)))
        .isEqualTo(API + "/x".repeat(16) + "/**");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/hosts", "https://a/%2e%2e/x", "?"})
  void template_ofWhatHasNoOneMeaning_isEmpty(String url) {
    assertThat(templates.of(url)).isEmpty();
  }
}
