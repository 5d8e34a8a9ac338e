package dev.sallyport.agent.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LockTextTest {
  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);
  private static final String FIRST = "sallyport-lock 1\n";

  @Test
  void text_isALineForEach() {
    String text =
        LockText.of(
            Map.of(
                new Thing(Kind.TOOL, "read_file"), new Pin(A, true, null),
                new Thing(Kind.PROMPT, "a \"b\""), new Pin(A, false, B)));

    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .containsExactly(
            "sallyport-lock 1",
            "pinned tool sha256:" + A + " \"read_file\"",
            "new prompt sha256:" + A + " seen sha256:" + B + " \"a \\\"b\\\"\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "two words",
        "\"",
        "\\",
        "\\u0041",
        "a\nnew tool",
        "\u200bno width",
        "\udb40\udc41",
        "lone \ud800",
        "\u00e9\u4e2d",
        "# no comment",
        "file:///a%20b?c=\"d\""
      })
  void name_ofAnyText_isReadBackFromAscii(String name) throws LockDamage {
    Map<Thing, Pin> pins = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      pins.put(new Thing(kind, name), new Pin(A, false, B));
    }

    String text = LockText.of(pins);

    assertThat(text).matches("[\\x0a\\x20-\\x7e]*");
    assertThat(LockText.read("f", text)).isEqualTo(pins);
  }

  @Test
  void text_withCommentsAndEmptyLines_isRead() throws LockDamage {
    assertThat(LockText.read("f", FIRST + "\n# why\npinned tool sha256:" + A + " \"t\"\n").keySet())
        .containsExactly(new Thing(Kind.TOOL, "t"));
  }

  @Test
  void damage_isToldWithItsLine() {
    String good = "pinned tool sha256:" + A + " \"t\"\n";

    assertDamage("", 1, "the file is empty");
    assertDamage("sallyport-lock 2\n", 1, "the first line is not `sallyport-lock 1`");
    assertDamage(FIRST + good + good, 3, "pinned twice");
    assertDamage(FIRST + good.strip(), 2, "the line breaks off");
    assertDamage(FIRST + good.replace("\"t\"", "t"), 2, "no name in quotes at its end");
    assertDamage(FIRST + good.replace("\"t\"", "\"t"), 2, "no name in quotes at its end");
    assertDamage(FIRST + good.replace("\"t\"", "\"t\"u\""), 2, "no name in quotes at its end");
    assertDamage(FIRST + good.replace("\"t\"", "\"\\\""), 2, "no name in quotes at its end");
    assertDamage(FIRST + good.replace("\"t\"", "\"\\u00\""), 2, "no name in quotes at its end");
    assertDamage(FIRST + good.replace("pinned", "fixed"), 2, "neither `pinned` nor `new`");
    assertDamage(FIRST + good.replace("tool", "fool"), 2, "not a kind of thing that is pinned");
    assertDamage(FIRST + good.replace("aaa", "aa"), 2, "not a SHA-256 digest");
    assertDamage(FIRST + good.replace("aaa", "AAA"), 2, "not a SHA-256 digest");
    assertDamage(FIRST + good.replace("tool ", ""), 2, "not `pinned|new KIND DIGEST \"NAME\"`");
    assertDamage(FIRST + good.replace(" \"", "\""), 2, "not `pinned|new KIND DIGEST \"NAME\"`");
    assertDamage(FIRST + "<<<<<<< ours\n", 2, "no name in quotes at its end");
  }

  private static void assertDamage(String text, int line, String what) {
    assertThatThrownBy(() -> LockText.read("f.lock", text))
        .isInstanceOf(LockDamage.class)
        .hasMessage("f.lock:" + line + ": " + what);
  }
}
