package dev.sallyport.agent.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpRequestHead} of Vert.x, whose constructor takes its fields, of which older have less.
 */
final class VertxHead {
  private static final List<String> FIELDS =
      List.of("method", "uri", "headers", "authority", "absoluteURI", "traceOperation");

  private final List<Field> fields = new ArrayList<>();
  private final Constructor<?> constructor;

  VertxHead(Class<?> type) throws ReflectiveOperationException {
    constructor = type.getConstructors()[0];
    for (String field : FIELDS.subList(0, constructor.getParameterCount())) {
      fields.add(type.getField(field));
    }
  }

  Hop hop(Object head) throws IllegalAccessException {
    String method = String.valueOf(get(head, "method"));
    String scheme =
        String.valueOf(get(head, "absoluteURI")).startsWith("https:") ? "https" : "http";
    List<Header> headers = headers(head);
    String host = RequestTarget.host(headers);
    Object authority = host == null ? get(head, "authority") : host;
    return new Hop(
        method,
        RequestTarget.url(
            method, scheme, authority == null ? null : authority.toString(), uri(head)),
        headers);
  }

  String uri(Object head) throws IllegalAccessException {
    return String.valueOf(get(head, "uri"));
  }

  /** The same, but its target is a text that no other request has. */
  Object marked(Object head) throws ReflectiveOperationException {
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).get(head);
    }
    values[FIELDS.indexOf("uri")] = String.valueOf(uri(head).toCharArray());
    return constructor.newInstance(values);
  }

  private @Nullable Object get(Object head, String field) throws IllegalAccessException {
    return fields.get(FIELDS.indexOf(field)).get(head);
  }

  private List<Header> headers(Object head) throws IllegalAccessException {
    List<Header> headers = new ArrayList<>();
    Iterable<?> all = (Iterable<?>) get(head, "headers");
    if (all != null) {
      for (Object header : all) {
        Map.Entry<?, ?> entry = (Map.Entry<?, ?>) header;
        headers.add(new Header(String.valueOf(entry.getKey()), String.valueOf(entry.getValue())));
      }
    }
    return headers;
  }
}
