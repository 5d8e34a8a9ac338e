package dev.sallyport.agent.credential;

import java.nio.ByteBuffer;

/**
 * Runs an automaton over octets that come piece by piece: as they are, and with percent encoding
 * taken off, whatever part of them has it. Both are one until there is any.
 */
final class Reader {
  private final Automaton automaton;
  private final Sightings sightings;
  private long fed;
  private int plain = Automaton.ROOT;
  private int decoded = Automaton.ROOT;
  private boolean apart;

  /** What may become an encoded octet: the first of three, the first two, or nothing. */
  private int awaited;

  private int high;

  Reader(Automaton automaton, Sightings sightings) {
    this.automaton = automaton;
    this.sightings = sightings;
  }

  /** Another that stands where that one does, for the same patterns. */
  Reader(Reader other, Sightings sightings) {
    this(other.automaton, sightings);
    fed = other.fed;
    plain = other.plain;
    decoded = other.decoded;
    apart = other.apart;
    awaited = other.awaited;
    high = other.high;
  }

  boolean isFor(Automaton patterns) {
    return automaton == patterns;
  }

  /** What comes next is no continuation. */
  void cut() {
    plain = Automaton.ROOT;
    decoded = Automaton.ROOT;
    apart = false;
    awaited = 0;
  }

  void feed(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      octet(bytes[i] & 0xff);
    }
  }

  /** From its position to its limit, which stay. */
  void feed(ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      octet(bytes.get(i) & 0xff);
    }
  }

  /** As UTF-8. */
  void feed(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        octet(c);
      } else {
        int point = Character.codePointAt(text, i);
        i += Character.charCount(point) - 1;
        wide(point);
      }
    }
  }

  private void wide(int point) {
    if (point < 0x800) {
      octet(0xc0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        octet(0xe0 | (point >> 12));
      } else {
        octet(0xf0 | (point >> 18));
        octet(0x80 | ((point >> 12) & 0x3f));
      }
      octet(0x80 | ((point >> 6) & 0x3f));
    }
    octet(0x80 | (point & 0x3f));
  }

  private void octet(int seen) {
    fed++;
    if (apart || seen == '%') {
      decode(seen);
    }
    plain = automaton.next(plain, seen);
    Pattern[] found = automaton.found(plain);
    if (found != null) {
      tell(found, /* percent= */ false);
    }
    if (apart) {
      apart = awaited > 0 || decoded != plain;
    }
  }

  private void decode(int seen) {
    if (!apart) {
      apart = true;
      decoded = plain;
    }
    int digit = awaited == 0 ? -1 : Character.digit(seen, 16);
    if (awaited == 2 && digit >= 0) {
      high = seen;
      awaited = 1;
    } else if (awaited == 1 && digit >= 0) {
      awaited = 0;
      step((Character.digit(high, 16) << 4) | digit);
    } else {
      literally();
      if (seen == '%') {
        awaited = 2;
      } else {
        step(seen);
      }
    }
  }

  /** What looked like an encoded octet is none. */
  private void literally() {
    if (awaited > 0) {
      step('%');
    }
    if (awaited == 1) {
      step(high);
    }
    awaited = 0;
  }

  private void step(int octet) {
    decoded = automaton.next(decoded, octet);
    Pattern[] found = automaton.found(decoded);
    if (found != null) {
      tell(found, /* percent= */ true);
    }
  }

  private void tell(Pattern[] patterns, boolean percent) {
    for (Pattern pattern : patterns) {
      sightings.saw(pattern, percent, fed);
    }
  }
}
