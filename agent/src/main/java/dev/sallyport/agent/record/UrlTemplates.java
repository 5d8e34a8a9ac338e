package dev.sallyport.agent.record;

import dev.sallyport.policy.match.HttpUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What URLs have in common, learned as they come: {@code https://host/repos/{}/{}/contents/**}.
 *
 * <p>A segment is {@code {}} where it looks like an identifier, and where more than a few others
 * were seen in its place; a tail of such segments that was seen in several lengths is {@code **}.
 * Used by one thread.
 */
public final class UrlTemplates {
  private static final String ANY = "{}";
  private static final String REST = "**";

  /** More names than these in one place are taken for values. */
  private static final int MOST_NAMES = 4;

  /** A tail of as many lengths has any length. */
  private static final int LENGTHS_OF_A_REST = 3;

  private static final int MOST_ORIGINS = 256;
  private static final int LONGEST_PATH = 16;

  /** As Git abbreviates them. */
  private static final int SHORT_HASH = 7;

  /** From here on a segment with a digit in it is taken for an identifier. */
  private static final int LONG_NAME = 12;

  private final Map<String, Place> origins = new RecentMap<>(MOST_ORIGINS);

  /** The template that a URL belongs to by now; empty for a URL that has no one meaning. */
  public String of(String url) {
    HttpUrl parsed = HttpUrl.orNull(url);
    List<String> segments = parsed == null ? null : parsed.segments();
    if (parsed == null || segments == null) {
      return "";
    }
    String origin = url.substring(0, url.indexOf("://") + 3) + parsed.host() + ":" + parsed.port();
    return origin + "/" + String.join("/", template(origin, segments));
  }

  private List<String> template(String origin, List<String> segments) {
    boolean cut = segments.size() > LONGEST_PATH;
    List<String> known = cut ? segments.subList(0, LONGEST_PATH) : segments;
    List<Place> places = new ArrayList<>(known.size());
    List<String> template = new ArrayList<>(known.size() + 1);
    Place place = origins.computeIfAbsent(origin, first -> new Place());
    for (String segment : known) {
      places.add(place);
      Place next = place.see(segment);
      template.add(place.isName(next) ? segment : ANY);
      place = next;
    }
    if (cut) {
      template.add(REST);
    } else {
      shorten(template, places);
    }
    return template;
  }

  private static void shorten(List<String> template, List<Place> places) {
    int tail = template.size();
    while (tail > 0 && template.get(tail - 1).equals(ANY)) {
      tail--;
    }
    if (tail < template.size()) {
      Place start = places.get(tail);
      start.lengths |= 1 << (template.size() - tail);
      if (Integer.bitCount(start.lengths) >= LENGTHS_OF_A_REST) {
        template.subList(tail, template.size()).clear();
        template.add(REST);
      }
    }
  }

  private static boolean isIdentifier(String segment) {
    boolean digits = !segment.isEmpty();
    boolean hex = true;
    boolean digit = false;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      digit |= isDigit;
      digits &= isDigit;
      hex &= isDigit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
    }
    return digits
        || (digit && ((hex && segment.length() >= SHORT_HASH) || segment.length() >= LONG_NAME));
  }

  /** What was seen after one beginning of a path. */
  private static final class Place {
    private final Map<String, Place> names = new LinkedHashMap<>();

    /** Of values, and of all names once there are too many. */
    private @Nullable Place values;

    private boolean varies;

    /** A bit for each length that a tail of values had from here on. */
    private int lengths;

    /** What comes after a segment, which is seen now if it was not before. */
    Place see(String segment) {
      Place known = names.get(segment);
      if (known != null) {
        return known;
      }
      if (!varies && !isIdentifier(segment)) {
        if (names.size() < MOST_NAMES) {
          Place next = new Place();
          names.put(segment, next);
          return next;
        }
        vary();
      }
      if (values == null) {
        values = new Place();
      }
      return values;
    }

    /** Whether what comes after a segment comes after it alone, by its name. */
    @SuppressWarnings("ReferenceEquality") // the same place
    boolean isName(Place next) {
      return next != values;
    }

    private void vary() {
      varies = true;
      Place all = values == null ? new Place() : values;
      names.values().forEach(all::add);
      names.clear();
      values = all;
    }

    private void add(Place other) {
      lengths |= other.lengths;
      if (other.values != null) {
        if (values == null) {
          values = new Place();
        }
        values.add(other.values);
      }
      for (Map.Entry<String, Place> name : other.names.entrySet()) {
        see(name.getKey()).add(name.getValue());
      }
      if (other.varies && !varies) {
        vary();
      }
    }
  }
}
