package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that a query may have, such as {@code state={s}&page={n}&sort=created}. Each
 * parameter of a request has to be one of them, as often as it is there; none has to be there.
 */
final class QueryRule {
  private final List<Parameter> parameters;

  private QueryRule(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * One parameter.
   *
   * @param name normalised
   * @param value normalised; null for any
   */
  private record Parameter(String name, @Nullable String value) {}

  /** Parses what follows after the question mark: nothing means that there may be no parameters. */
  static QueryRule parse(String text) throws Malformed {
    List<Parameter> parameters = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = end(text, start);
      parameters.add(parameter(text, start, end));
      start = end + 1;
    }
    return new QueryRule(parameters);
  }

  private static Parameter parameter(String text, int start, int end) throws Malformed {
    int equals = equals(text, start, end);
    String name = text.substring(start, equals);
    String value = text.substring(Math.min(equals + 1, end), end);
    boolean any = value.length() > 2 && value.startsWith("{") && value.endsWith("}");
    String fixed = any ? name : name.concat(value);
    if (fixed.indexOf('{') >= 0 || fixed.indexOf('}') >= 0 || fixed.indexOf('*') >= 0) {
      throw new Malformed(
          "wildcard is not a whole value of the query",
          "write `?name={x}` for any value, `?**` for any query");
    }
    if (name.isEmpty()) {
      throw new Malformed("parameter of the query has no name", "write `?name={x}`");
    }
    return new Parameter(Percent.query(name), any ? null : Percent.query(value));
  }

  /**
   * Whether a query has no parameters but these. One that holds what servers read differently has
   * others.
   *
   * @param query null where the URL has none
   */
  boolean covers(@Nullable String query) {
    if (query == null) {
      return true;
    }
    try {
      for (int start = 0; start < query.length(); ) {
        int end = end(query, start);
        if (end > start && !covers(query, start, end)) {
          return false;
        }
        start = end + 1;
      }
      return true;
    } catch (Malformed e) {
      return false;
    }
  }

  private boolean covers(String query, int start, int end) throws Malformed {
    int equals = equals(query, start, end);
    String name = Percent.query(query.substring(start, equals));
    String value = Percent.query(query.substring(Math.min(equals + 1, end), end));
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)
          && (parameter.value() == null || parameter.value().equals(value))) {
        return true;
      }
    }
    return false;
  }

  private static int end(String text, int start) {
    int end = text.indexOf('&', start);
    return end < 0 ? text.length() : end;
  }

  private static int equals(String text, int start, int end) {
    int equals = text.indexOf('=', start);
    return equals < 0 || equals > end ? end : equals;
  }

  /** How narrow it is: the more, the more specific. */
  int specificity() {
    int length = 1;
    for (Parameter parameter : parameters) {
      length += parameter.value() == null ? 0 : parameter.value().length();
    }
    return length;
  }
}
