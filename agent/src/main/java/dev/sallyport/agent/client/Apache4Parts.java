package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of one copy of Apache HttpCore 4. */
final class Apache4Parts {
  private static final String PACKAGE = "org.apache.http.";
  private static final String WRAPPER = PACKAGE.concat("client.methods.HttpRequestWrapper");
  private static final String WITH_ENTITY = PACKAGE.concat("HttpEntityEnclosingRequest");

  private final MethodHandle line;
  private final MethodHandle method;
  private final MethodHandle target;
  private final MethodHandle version;
  private final MethodHandle headers;
  private final MethodHandle name;
  private final MethodHandle value;
  private final MethodHandle attribute;
  private final MethodHandle uri;
  private final MethodHandle make;
  private final MethodHandle makeWithEntity;
  private final MethodHandle addHeader;
  private final MethodHandle entity;
  private final MethodHandle setEntity;
  private final Class<?> withEntity;
  private final Class<?> contexts;
  private final Class<?> hosts;

  /** Those of a request's copy. */
  static final ClassValue<Apache4Parts> OF =
      new ClassValue<>() {
        @Override
        protected Apache4Parts computeValue(Class<?> request) {
          try {
            return new Apache4Parts(Types.named(request, PACKAGE.concat("HttpRequest")));
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private Apache4Parts(Class<?> request) throws ReflectiveOperationException {
    Class<?> requestLine = Types.beside(request, PACKAGE.concat("RequestLine"));
    Class<?> message = Types.beside(request, PACKAGE.concat("HttpMessage"));
    Class<?> header = Types.beside(request, PACKAGE.concat("Header"));
    Class<?> body = Types.beside(request, PACKAGE.concat("HttpEntity"));
    Class<?> protocol = Types.beside(request, PACKAGE.concat("ProtocolVersion"));
    String messages = PACKAGE.concat("message.");
    withEntity = Types.beside(request, WITH_ENTITY);
    contexts = Types.beside(request, PACKAGE.concat("protocol.HttpContext"));
    hosts = Types.beside(request, PACKAGE.concat("HttpHost"));
    line = Types.method(request, "getRequestLine", requestLine);
    method = Types.method(requestLine, "getMethod", String.class);
    target = Types.method(requestLine, "getUri", String.class);
    version = Types.method(requestLine, "getProtocolVersion", protocol);
    headers = Types.method(message, "getAllHeaders", header.arrayType());
    name = Types.method(header, "getName", String.class);
    value = Types.method(header, "getValue", String.class);
    attribute = Types.method(contexts, "getAttribute", Object.class, String.class);
    uri = Types.method(hosts, "toURI", String.class);
    make =
        Types.constructor(
            Types.beside(request, messages.concat("BasicHttpRequest")),
            String.class,
            String.class,
            protocol);
    makeWithEntity =
        Types.constructor(
            Types.beside(request, messages.concat("BasicHttpEntityEnclosingRequest")),
            String.class,
            String.class,
            protocol);
    addHeader = Types.action(message, "addHeader", void.class, String.class, String.class);
    entity = Types.method(withEntity, "getEntity", body);
    setEntity = Types.action(withEntity, "setEntity", void.class, body);
  }

  boolean isContext(Object object) {
    return contexts.isInstance(object);
  }

  boolean isHost(Object object) {
    return hosts.isInstance(object);
  }

  /** What a client wraps a request in is another object at each of its stages. */
  Object original(Object request) throws Throwable {
    return request.getClass().getName().startsWith(WRAPPER)
        ? ApacheWrappers.original(request)
        : request;
  }

  Object line(Object request) throws Throwable {
    return (Object) line.invokeExact(request);
  }

  String method(Object ofLine) throws Throwable {
    return (String) (Object) method.invokeExact(ofLine);
  }

  String target(Object ofLine) throws Throwable {
    return (String) (Object) target.invokeExact(ofLine);
  }

  void addHeaders(Object request, List<Header> all) throws Throwable {
    for (Object each : (Object[]) (Object) headers.invokeExact(request)) {
      Object text = (Object) value.invokeExact(each);
      all.add(
          new Header((String) (Object) name.invokeExact(each), text == null ? "" : (String) text));
    }
  }

  @Nullable Object attribute(Object context, String key) throws Throwable {
    return (Object) attribute.invokeExact(context, (Object) key);
  }

  /** The origin that a host is, such as {@code https://api.example.com:8443}. */
  String origin(Object host) throws Throwable {
    return (String) (Object) uri.invokeExact(host);
  }

  /** A request that nobody else has, with the entity of another. */
  Object copy(Object request, String ofMethod, String ofTarget, List<Header> all) throws Throwable {
    Object protocol = (Object) version.invokeExact(line(request));
    boolean hasEntity = withEntity.isInstance(request);
    MethodHandle maker = hasEntity ? makeWithEntity : make;
    Object copy = (Object) maker.invokeExact((Object) ofMethod, (Object) ofTarget, protocol);
    for (Header each : all) {
      addHeader.invokeExact(copy, (Object) each.name(), (Object) each.value());
    }
    if (hasEntity) {
      Object body = (Object) entity.invokeExact(request);
      setEntity.invokeExact(copy, body);
    }
    return copy;
  }
}
