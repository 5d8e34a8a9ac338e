package dev.sallyport.agent.credential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The forms in which a value is looked for. */
final class Forms {
  /** Of the characters of a group, those that also depend on one or two bytes before the value. */
  private static final int[] LEAD = {0, 2, 3};

  private static final int BITS_OF_CHARACTER = 6;

  private final Secret secret;
  private final boolean placeholder;
  private final Octets value;
  private final List<Pattern> patterns = new ArrayList<>();

  private Forms(Secret secret, boolean placeholder, Octets value) {
    this.secret = secret;
    this.placeholder = placeholder;
    this.value = value;
  }

  /** Every form of a value, each once. */
  static List<Pattern> of(Secret secret, boolean placeholder, Octets value) {
    Forms forms = new Forms(secret, placeholder, value);
    byte[] bytes = value.copy();
    forms.add(Encoding.PLAIN, bytes, 0);
    for (Json json : Json.values()) {
      forms.add(Encoding.JSON, json.escaped(bytes), 0);
    }
    for (int offset = 0; offset < LEAD.length; offset++) {
      forms.add(Encoding.BASE64, base64(Base64.getEncoder(), bytes, offset), LEAD[offset]);
      forms.add(Encoding.BASE64, base64(Base64.getUrlEncoder(), bytes, offset), LEAD[offset]);
    }
    return forms.patterns;
  }

  private void add(Encoding encoding, byte[] bytes, int lead) {
    Octets form = Octets.of(bytes);
    for (Pattern known : patterns) {
      if (known.form().equals(form)) {
        return;
      }
    }
    patterns.add(new Pattern(secret, placeholder, value, encoding, form, lead));
  }

  /** The characters that are the same whatever stands before the value, and after it. */
  private static byte[] base64(Base64.Encoder encoder, byte[] value, int offset) {
    byte[] shifted = new byte[offset + value.length];
    System.arraycopy(value, 0, shifted, offset, value.length);
    byte[] text = encoder.withoutPadding().encode(shifted);
    int whole = shifted.length * Byte.SIZE / BITS_OF_CHARACTER;
    return Arrays.copyOfRange(text, LEAD[offset], whole);
  }

  /** What writers of JSON do to the characters of a value. */
  enum Json {
    /** What has to be escaped. */
    LEAST("\"\\"),
    /** A slash as well. */
    SLASHES("\"\\/"),
    /** What HTML gives a meaning as well, by number. */
    HTML("\"\\");

    private static final String BY_NUMBER = "<>&='";

    private final String escaped;

    Json(String escaped) {
      this.escaped = escaped;
    }

    byte[] escaped(byte[] value) {
      StringBuilder text = new StringBuilder(value.length);
      // One character for each byte, so that what is not ASCII stays as it is.
      for (char c : new String(value, StandardCharsets.ISO_8859_1).toCharArray()) {
        append(text, c);
      }
      return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void append(StringBuilder text, char c) {
      int control = "\b\t\n\f\r".indexOf(c);
      if (control >= 0) {
        text.append('\\').append("btnfr".charAt(control));
      } else if (escaped.indexOf(c) >= 0) {
        text.append('\\').append(c);
      } else if (this == HTML && BY_NUMBER.indexOf(c) >= 0) {
        text.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 0xf, 16));
      } else {
        text.append(c);
      }
    }
  }
}
