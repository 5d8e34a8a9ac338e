package dev.sallyport.agent.caller;

import com.fasterxml.jackson.core.JsonPointer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, once it is known who signed it. A claim that is there and of another type than
 * it should be is refused: to pass over what was meant to narrow would widen.
 */
record Claims(Map<String, @Nullable Object> members) {
  /** In UTF-16 units. Names end up in records, each time. */
  private static final int LONGEST = 256;

  private static final int MOST = 1000;

  /** Seconds, the end of the year 9999. */
  private static final long LAST = 253_402_300_799L;

  /** A text that names somebody; null where there is none. */
  @Nullable String name(JsonPointer at) throws Refused {
    Object value = value(at);
    return value == null ? null : name(value);
  }

  /** Texts in an array, or in one text between spaces; null where there are none. */
  @Nullable Set<String> names(JsonPointer at) throws Refused {
    Object value = value(at);
    if (value == null) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>();
    if (value instanceof String text) {
      for (String name : text.split(" ", -1)) {
        if (!name.isEmpty()) {
          names.add(name(name));
        }
      }
    } else if (value instanceof List<?> items) {
      for (Object item : items) {
        names.add(name(item));
      }
    } else {
      throw new Refused(Why.CLAIM);
    }
    if (names.size() > MOST) {
      throw new Refused(Why.CLAIM);
    }
    return names;
  }

  private static String name(@Nullable Object value) throws Refused {
    if (!(value instanceof String text) || text.isEmpty() || text.length() > LONGEST) {
      throw new Refused(Why.CLAIM);
    }
    return text;
  }

  /** Null where there is none. */
  @Nullable Instant time(String name) throws Refused {
    if (!members.containsKey(name)) {
      return null;
    }
    if (!(members.get(name) instanceof Number number)) {
      throw new Refused(Why.CLAIM);
    }
    double seconds = number.doubleValue();
    if (!(seconds >= 0 && seconds <= LAST)) {
      throw new Refused(Why.CLAIM);
    }
    return Instant.ofEpochSecond(number.longValue());
  }

  /** Holds {@code exp} and {@code nbf} against a clock, and says when the token ends. */
  Instant lasting(Instant now, Duration skew) throws Refused {
    Instant expires = time("exp");
    if (expires == null) {
      throw new Refused(Why.NO_EXPIRY);
    }
    if (!now.isBefore(expires.plus(skew))) {
      throw new Refused(Why.EXPIRED);
    }
    Instant begins = time("nbf");
    if (begins != null && now.isBefore(begins.minus(skew))) {
      throw new Refused(Why.NOT_YET);
    }
    return expires.plus(skew);
  }

  /** Whether the claim is that text, or an array that has it. */
  boolean names(String claim, String text) {
    Object value = members.get(claim);
    return text.equals(value) || (value instanceof List<?> items && items.contains(text));
  }

  /** Null where there is none; what is there and is null is refused. */
  private @Nullable Object value(JsonPointer at) throws Refused {
    Object value = members;
    for (JsonPointer rest = at; !rest.matches(); rest = rest.tail()) {
      int index = rest.getMatchingIndex();
      if (value instanceof Map<?, ?> object && object.containsKey(rest.getMatchingProperty())) {
        value = object.get(rest.getMatchingProperty());
      } else if (value instanceof List<?> items && index >= 0 && index < items.size()) {
        value = items.get(index);
      } else {
        return null;
      }
    }
    if (value == null) {
      throw new Refused(Why.CLAIM);
    }
    return value;
  }
}
