package dev.sallyport.agent.inbound;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Serving;
import dev.sallyport.policy.decide.Request;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one request.
 *
 * @param all of them
 */
record Headers(Values all) {
  private static final String SESSION = "Mcp-Session-Id";
  private static final String METHOD = "Mcp-Method";

  /** How a name begins that is no plain text. */
  private static final String ENCODED = "=?base64?";

  private static final String JSON = "application/json";

  /** Where the values of a header are found by its name, in whatever case. */
  interface Values {
    /** Several of them, if there are any. */
    @Nullable Object of(String name) throws Throwable;
  }

  /** What has a method for them. */
  private record Found(Object headers, Getters getter) implements Values {
    @Override
    public @Nullable Object of(String name) throws Throwable {
      return getter.from(headers, name);
    }
  }

  /**
   * The headers that an object has.
   *
   * @param all the method that has all values of one, by its name
   */
  Headers(Object of, Getters all) {
    this(new Found(of, all));
  }

  /** The request that has them, whose end is told. */
  Arrival arrival(
      String codes, @Nullable String host, String route, Ends ends, List<X509Certificate> chain)
      throws Throwable {
    return arrival(codes, host, route, ends, chain, new Serving());
  }

  /**
   * The request that has them.
   *
   * @param host that it is for
   */
  Arrival arrival(
      String codes,
      @Nullable String host,
      String route,
      Ends ends,
      List<X509Certificate> chain,
      Serving serving)
      throws Throwable {
    List<String> sessions = values(SESSION);
    String method = only(METHOD);
    return new Arrival(
        values("Authorization"),
        codes.isEmpty() ? List.of() : values(codes),
        sessions,
        host,
        only("Origin"),
        route,
        ends.local(),
        ends.peer(),
        !sessions.isEmpty() || method != null || isMcp(route),
        method == null ? null : asked(method),
        chain,
        serving);
  }

  /** From 2026-07-28 on headers say what the message asks for, so that it need not be read. */
  private Request.@Nullable Invocation asked(String method) throws Throwable {
    String name = only("Mcp-Name");
    if (name == null || name.startsWith(ENCODED)) {
      return null;
    }
    return switch (method) {
      case "tools/call" -> new Request.ToolCall(name);
      case "resources/read" -> new Request.ResourceRead(name);
      case "prompts/get" -> new Request.PromptGet(name);
      default -> null;
    };
  }

  /** By a header of the protocol's own, or by both kinds of answers that a client has to take. */
  private boolean isMcp(String route) throws Throwable {
    if (!values("MCP-Protocol-Version").isEmpty()) {
      return true;
    }
    if (!route.startsWith("POST ") || !hold(values("Content-Type"), JSON)) {
      return false;
    }
    List<String> accepted = values("Accept");
    return hold(accepted, JSON) && hold(accepted, "text/event-stream");
  }

  private static boolean hold(List<String> values, String type) {
    for (String value : values) {
      if (value.contains(type)) {
        return true;
      }
    }
    return false;
  }

  /** The host that the request is for; null where HTTP/2 says it by another name. */
  @Nullable String host() throws Throwable {
    return only("Host");
  }

  /** Of several nobody knows which one is meant, so it is none. */
  private @Nullable String only(String name) throws Throwable {
    List<String> values = values(name);
    if (values.isEmpty()) {
      return null;
    }
    return values.size() == 1 ? values.get(0) : "";
  }

  private List<String> values(String name) throws Throwable {
    Object found = all.of(name);
    List<String> values = new ArrayList<>(1);
    if (found instanceof Iterable<?> several) {
      for (Object value : several) {
        values.add(String.valueOf(value));
      }
    } else if (found instanceof Enumeration<?> several) {
      while (several.hasMoreElements()) {
        values.add(String.valueOf(several.nextElement()));
      }
    }
    return values;
  }
}
