package dev.sallyport.agent.learn;

import java.time.Instant;

/** How often something was seen, and when. */
record Sighting(long count, Instant first, Instant last) {

  Sighting and(Sighting other) {
    return new Sighting(
        count + other.count,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }

  /** In words, to the minute in UTC. */
  String text() {
    String from = minute(first);
    String to = minute(last);
    String when =
        from.equals(to)
            ? from
            : from.regionMatches(0, to, 0, 10)
                ? from + " to " + to.substring(11)
                : from + " to " + to;
    return count + (count == 1 ? " time, " : " times, ") + when;
  }

  static String minute(Instant time) {
    return time.toString().substring(0, 16).replace('T', ' ');
  }
}
