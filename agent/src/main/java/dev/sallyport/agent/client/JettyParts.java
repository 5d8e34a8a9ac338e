package dev.sallyport.agent.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types of Jetty's client, of one copy of it. */
final class JettyParts {
  private final Method getRequest;
  private final Method getConversation;
  private final Method getMethod;
  private final Method getScheme;
  private final Method getHost;
  private final Method getPort;
  private final Method getPath;
  private final Method getQuery;
  private final Method getVersion;
  private final Method getHeaders;
  private final Method abort;
  private final Method getName;
  private final Method getValue;
  private final Method add;

  /** Null where fields are made by {@link #build}, from Jetty 10 on. */
  private final @Nullable Constructor<?> constructor;

  private final @Nullable Method build;

  JettyParts(Class<?> exchange) throws ReflectiveOperationException {
    getRequest = exchange.getMethod("getRequest");
    getConversation = exchange.getMethod("getConversation");
    Class<?> request = getRequest.getReturnType();
    getMethod = request.getMethod("getMethod");
    getScheme = request.getMethod("getScheme");
    getHost = request.getMethod("getHost");
    getPort = request.getMethod("getPort");
    getPath = request.getMethod("getPath");
    getQuery = request.getMethod("getQuery");
    getVersion = request.getMethod("getVersion");
    getHeaders = request.getMethod("getHeaders");
    abort = request.getMethod("abort", Throwable.class);
    Class<?> fields = getHeaders.getReturnType();
    Class<?> field = Shapes.beside(fields, "HttpFields", "HttpField");
    getName = field.getMethod("getName");
    getValue = field.getMethod("getValue");
    constructor = fields.isInterface() ? null : fields.getConstructor();
    build = fields.isInterface() ? fields.getMethod("build") : null;
    Class<?> mutable = build == null ? fields : build.getReturnType();
    add = mutable.getMethod("add", String.class, String.class);
  }

  Object request(Object exchange) throws Throwable {
    return call(getRequest, exchange);
  }

  /** One object for all hops. */
  Object conversation(Object exchange) throws Throwable {
    return call(getConversation, exchange);
  }

  Object fields(Object request) throws Throwable {
    return call(getHeaders, request);
  }

  Hop hop(Object request, Object fields) throws Throwable {
    String method = String.valueOf(call(getMethod, request));
    List<Header> headers = new ArrayList<>();
    for (Object field : (Iterable<?>) fields) {
      headers.add(
          new Header(
              String.valueOf(call(getName, field)),
              Objects.toString(Shapes.call(getValue, field), "")));
    }
    String scheme = String.valueOf(call(getScheme, request));
    String target = Objects.toString(Shapes.call(getPath, request), "");
    Object query = Shapes.call(getQuery, request);
    if (query != null) {
      target = target.concat("?").concat(query.toString());
    }
    String authority = authority(request, scheme, RequestTarget.host(headers));
    return new Hop(method, RequestTarget.url(method, scheme, authority, target), headers);
  }

  /** In HTTP/2 the host is sent twice. */
  private String authority(Object request, String scheme, @Nullable String host) throws Throwable {
    boolean isHttp2 = !String.valueOf(call(getVersion, request)).startsWith("HTTP/1");
    if (host != null && !isHttp2) {
      return host;
    }
    String of = String.valueOf(call(getHost, request));
    String literal = of.indexOf(':') < 0 || of.startsWith("[") ? of : "[".concat(of).concat("]");
    int port = (int) call(getPort, request);
    boolean isDefault = port <= 0 || port == (scheme.equals("https") ? 443 : 80);
    String authority = isDefault ? literal : literal.concat(":").concat(Integer.toString(port));
    if (host != null && !host.equalsIgnoreCase(authority)) {
      throw new IllegalArgumentException("a host header that is not the URL's");
    }
    return authority;
  }

  Object newFields(List<Header> headers) throws Throwable {
    Object fields = constructor == null ? build.invoke(null) : constructor.newInstance();
    for (Header header : headers) {
      Shapes.call(add, fields, header.name(), header.value());
    }
    return fields;
  }

  void abort(Object request, Throwable cause) throws Throwable {
    Shapes.call(abort, request, cause);
  }

  private static Object call(Method method, Object target) throws Throwable {
    return Objects.requireNonNull(Shapes.call(method, target));
  }
}
