package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppTest {
  @Test
  void sdkLines_inTheirFolder_areInOrder() {
    assertThat(App.sdkLines())
        .extracting(App::name)
        .containsSubsequence("sdk-0.7", "sdk-0.8", "sdk-0.8-legacy", "sdk-0.9", "sdk-0.10")
        .containsSubsequence("sdk-0.18", "sdk-1.0", "sdk-2.1");
  }
}
