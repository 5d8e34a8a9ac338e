package dev.sallyport.agent.credential;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts values where their placeholders stand, written as those are. */
final class Filling {
  private static final int GROUP = 4;

  private final Automaton automaton;
  private final Set<String> names;

  /**
   * @param names whose placeholders are meant
   */
  Filling(Automaton automaton, Set<String> names) {
    this.automaton = automaton;
    this.names = names;
  }

  /** The text with the values; the same where none is to be put there, or none can. */
  String of(String text) {
    byte[] octets = Passages.octets(text);
    boolean changed = false;
    int done = 0;
    for (Passages.Passage passage = first(octets, done); passage != null; ) {
      int end = end(octets, passage);
      byte[] written = written(octets, passage);
      if (written == null) {
        done = passage.end();
      } else {
        int left = octets.length - end;
        octets = spliced(octets, start(passage), end, written);
        done = octets.length - left;
        changed = true;
      }
      passage = first(octets, done);
    }
    return changed ? Passages.text(octets) : text;
  }

  /** One at a time: each changes where the next one stands. */
  private Passages.@Nullable Passage first(byte[] text, int from) {
    for (Passages.Passage passage : Passages.of(automaton, text, /* placeholders= */ true)) {
      if (passage.end() > from && isMeant(passage.pattern())) {
        return passage;
      }
    }
    return null;
  }

  private boolean isMeant(Pattern pattern) {
    return names.contains(pattern.secret().name()) && pattern.secret().current() != null;
  }

  /** Null where what stands there is written in a way that can't be read back. */
  private static byte @Nullable [] written(byte[] text, Passages.Passage passage) {
    Pattern pattern = passage.pattern();
    byte[] value = value(pattern.secret());
    byte[] plain =
        switch (pattern.encoding()) {
          case PLAIN -> value;
          case JSON -> Forms.Json.SLASHES.escaped(value);
          case BASE64 -> passage.percent() ? null : base64(text, passage, value);
        };
    return plain != null && passage.percent() ? percent(plain) : plain;
  }

  private static byte[] value(Secret secret) {
    Octets value = secret.current();
    if (value == null) {
      throw new IllegalStateException("no value for " + secret.name());
    }
    return value.copy();
  }

  /** The whole groups from where it begins to the end of what is encoded there. */
  private static byte @Nullable [] base64(byte[] text, Passages.Passage passage, byte[] value) {
    byte[] encoded = Arrays.copyOfRange(text, start(passage), end(text, passage));
    boolean url = isUrl(encoded);
    byte[] decoded;
    try {
      decoded = (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(encoded);
    } catch (IllegalArgumentException e) {
      return null;
    }
    int before = Math.max(0, passage.pattern().lead() - 1);
    byte[] filled = spliced(decoded, before, before + passage.pattern().value().length(), value);
    Base64.Encoder encoder = url ? Base64.getUrlEncoder() : Base64.getEncoder();
    return (encoded.length % GROUP == 0 ? encoder : encoder.withoutPadding()).encode(filled);
  }

  private static boolean isUrl(byte[] encoded) {
    for (byte octet : encoded) {
      if (octet == '-' || octet == '_') {
        return true;
      }
    }
    return false;
  }

  private static int start(Passages.Passage passage) {
    return passage.start() - passage.pattern().lead();
  }

  private static int end(byte[] text, Passages.Passage passage) {
    int end = passage.end();
    if (passage.pattern().encoding() == Encoding.BASE64) {
      while (end < text.length && Passages.isBase64(text[end])) {
        end++;
      }
      while (end < text.length && text[end] == '=' && (end - start(passage)) % GROUP != 0) {
        end++;
      }
    }
    return end;
  }

  private static byte[] percent(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length);
    for (byte octet : plain) {
      boolean unreserved =
          (Passages.isBase64(octet) && octet != '+' && octet != '/')
              || octet == '.'
              || octet == '~';
      if (unreserved) {
        out.write(octet);
      } else {
        out.write('%');
        out.write(Character.toUpperCase(Character.forDigit((octet >> 4) & 0xf, 16)));
        out.write(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
      }
    }
    return out.toByteArray();
  }

  private static byte[] spliced(byte[] text, int start, int end, byte[] other) {
    byte[] result = new byte[start + other.length + text.length - end];
    System.arraycopy(text, 0, result, 0, start);
    System.arraycopy(other, 0, result, start, other.length);
    System.arraycopy(text, end, result, start + other.length, text.length - end);
    return result;
  }
}
