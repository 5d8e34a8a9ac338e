package dev.sallyport.agent.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {
  private static final String VALUE = "gh/p_S3cr+t=Va\"lue?9";
  private static final Found TOKEN = new Found("token", /* placeholder= */ false);

  private final Secrets secrets = Named.secret(VALUE);

  @ParameterizedTest
  @ValueSource(strings = {"%s", "Bearer %s", "a%sb", "%1$s%1$s", "gh/p_S3cr%s", "100%%%s", "%%2%s"})
  void plain_anywhere_isFound(String around) {
    assertThat(Named.in(String.format(around, VALUE), secrets)).containsExactly(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "gh/p_S3cr+t=Va\"lue?", "h/p_S3cr+t=Va\"lue?9", "GH/P_S3CR+T=VA\"LUE?9"})
  void other_text_isNot(String text) {
    assertThat(Named.in(text, secrets)).isEmpty();
  }

  @Test
  void percentEncoded_fullyOrInPart_isFound() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder("/a%20b%?q=");
      for (byte octet : VALUE.getBytes(UTF_8)) {
        text.append(
            switch (random.nextInt(3)) {
              case 0 -> String.format("%%%02x", octet);
              case 1 -> String.format("%%%02X", octet);
              default -> String.valueOf((char) octet);
            });
      }
      assertThat(Named.in(text.append("&x").toString(), secrets))
          .as(text.toString())
          .containsExactly(TOKEN);
    }
    assertThat(Named.in("q=" + URLEncoder.encode(VALUE, UTF_8), secrets)).containsExactly(TOKEN);
  }

  @Test
  void base64_atEveryOffset_isFound() {
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      for (int before = 0; before < 7; before++) {
        for (int after = 0; after < 4; after++) {
          String text = "u".repeat(before) + VALUE + "v".repeat(after);
          String encoded = encoder.encodeToString(text.getBytes(UTF_8));
          assertThat(Named.in("Basic " + encoded, secrets)).as(text).containsExactly(TOKEN);
          assertThat(Named.in("q=" + URLEncoder.encode(encoded, UTF_8), secrets))
              .as(text)
              .containsExactly(TOKEN);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"t\":\"gh/p_S3cr+t=Va\\\"lue?9\"}",
        "{\"t\":\"gh\\/p_S3cr+t=Va\\\"lue?9\"}",
        "{\"t\":\"gh/p_S3cr+t\\u003dVa\\\"lue?9\"}"
      })
  void json_escapedAsWritersDo_isFound(String text) {
    assertThat(Named.in(text, secrets)).containsExactly(TOKEN);
  }

  @Test
  void value_notAscii_isFoundAsUtf8() {
    assertThat(Named.in("x Schlüssel€𝄞 y", Named.secret("Schlüssel€𝄞"))).containsExactly(TOKEN);
  }

  @Test
  void stream_inAnyPieces_isOneText() {
    byte[] text = ("POST / " + URLEncoder.encode(VALUE, UTF_8) + "\r\n").getBytes(UTF_8);
    for (int cut = 0; cut <= text.length; cut++) {
      Scan scan = secrets.scan();
      scan.feed(text, 0, cut);
      int found = scan.feed(ByteBuffer.wrap(text, cut, text.length - cut));

      assertThat(found).as("cut at %d", cut).isEqualTo(1);
    }
  }

  @Test
  void fields_cutApart_areNoText() {
    Scan scan = secrets.scan();
    scan.feed(VALUE.substring(0, 10));
    scan.cut();

    assertThat(scan.feed(VALUE.substring(10))).isZero();
  }

  @Test
  void several_eachIsTold() {
    Secrets several =
        new Named()
            .and("short", "abcdefgh12")
            .and("long", "xabcdefgh12y")
            .and("same", "abcdefgh12")
            .secrets();

    assertThat(Named.in("-xabcdefgh12y-", several))
        .extracting(Found::name)
        .containsExactlyInAnyOrder("short", "same", "long");
  }

  @Test
  void patterns_ofAnyKind_areFoundAsBySearching() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      Named named = new Named();
      List<String> values = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        // A small alphabet, so that values overlap and hold each other.
        String value =
            "abcde".substring(random.nextInt(2)) + letters(random, 3 + random.nextInt(6));
        values.add(value + "abcde");
        named.and("n" + i, value + "abcde");
      }
      StringBuilder text = new StringBuilder(letters(random, 40));
      for (int i = 0; i < 3; i++) {
        text.insert(random.nextInt(text.length()), values.get(random.nextInt(values.size())));
      }
      Set<String> expected = new LinkedHashSet<>();
      for (int i = 0; i < values.size(); i++) {
        if (text.indexOf(values.get(i)) >= 0) {
          expected.add("n" + i);
        }
      }

      assertThat(Named.in(text.toString(), named.secrets()))
          .as("%s in %s", values, text)
          .extracting(Found::name)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String letters(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(5)));
    }
    return text.toString();
  }
}
