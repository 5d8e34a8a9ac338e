package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathArgumentTest {
  private static final PathArgument RELATIVE = new PathArgument(List.of());
  private static final PathArgument UNDER = new PathArgument(List.of("/srv/tree"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b.txt",
        "./a",
        "a//b",
        "a/.hidden",
        "a..b",
        "..a",
        "a b",
        "100%",
        "50%25",
        "note: 1",
        "naïve/日本.txt",
        "ab:c",
        "a#b",
        "what?",
        "a;b/c",
        ""
      })
  void relative_thatStaysBelow_fits(String path) {
    assertThat(RELATIVE.fits(path)).isTrue();
    assertThat(UNDER.fits(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "a/../b",
        "a/..",
        "%2e%2e/a",
        "a/%2E%2e/b",
        "%252e%252e/a",
        "%25252e%25252e%25252fa",
        "..%2fa",
        "a/%c0%ae%c0%ae/b",
        "a/%e0%80%ae%e0%80%ae/b",
        "a/\uff0e\uff0e/b",
        "a/\u2024\u2024/b",
        "a/\u2025/b",
        ".. /a",
        // Found by ArgumentFuzz: Java's decoder takes a sign for a digit.
        "%-0-",
        "a%+ab",
        // Found by ArgumentFuzz: the path of a URI ends there.
        "..#",
        "a/..?b",
        "..%23/a",
        "..;x/a",
        "..\\a",
        "a\\b",
        "%5cserver",
        "C:/a",
        "c%3a/a",
        "//server/share",
        "~/a",
        "~root/a",
        "%7e/a",
        "file:a",
        "FILE:///etc/passwd",
        "jar:file:/a!/b",
        "http://127.0.0.1/",
        "a\u0000b",
        "a%00b",
        "a\nb",
        "%2fetc/passwd",
        "/etc/passwd",
        "/srv/tree2/a",
        "/srv/tree/../a",
        "/srv%2fwork/a",
        "/srv"
      })
  void path_thatCouldLeadElsewhere_doesNotFit(String path) {
    assertThat(RELATIVE.fits(path)).isFalse();
    assertThat(UNDER.fits(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/tree", "/srv/tree/", "/srv/tree/a/b"})
  void absolute_fitsBelowItsRootAlone(String path) {
    assertThat(UNDER.fits(path)).isTrue();
    assertThat(RELATIVE.fits(path)).isFalse();
  }
}
