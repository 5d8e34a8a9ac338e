package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of one copy of Apache HttpCore 5. */
final class Apache5Parts {
  private static final String PACKAGE = "org.apache.hc.core5.http.";

  private final MethodHandle method;
  private final MethodHandle target;
  private final MethodHandle scheme;
  private final MethodHandle authority;
  private final MethodHandle version;
  private final MethodHandle headers;
  private final MethodHandle name;
  private final MethodHandle value;
  private final MethodHandle uri;
  private final MethodHandle make;
  private final MethodHandle makeClassic;
  private final MethodHandle setPath;
  private final MethodHandle setScheme;
  private final MethodHandle setAuthority;
  private final MethodHandle setVersion;
  private final MethodHandle addHeader;
  private final MethodHandle entity;
  private final MethodHandle setEntity;
  private final MethodHandle userInfo;
  private final MethodHandle hostName;
  private final MethodHandle port;
  private final MethodHandle makeAuthority;
  private final Class<?> classic;

  /** Those of a request's copy. */
  static final ClassValue<Apache5Parts> OF =
      new ClassValue<>() {
        @Override
        protected Apache5Parts computeValue(Class<?> request) {
          try {
            return new Apache5Parts(Types.named(request, PACKAGE.concat("HttpRequest")));
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private Apache5Parts(Class<?> request) throws ReflectiveOperationException {
    Class<?> message = Types.beside(request, PACKAGE.concat("HttpMessage"));
    Class<?> header = Types.beside(request, PACKAGE.concat("Header"));
    Class<?> named = Types.beside(request, PACKAGE.concat("NameValuePair"));
    Class<?> headersOf = Types.beside(request, PACKAGE.concat("MessageHeaders"));
    Class<?> protocol = Types.beside(request, PACKAGE.concat("ProtocolVersion"));
    Class<?> container = Types.beside(request, PACKAGE.concat("HttpEntityContainer"));
    Class<?> body = Types.beside(request, PACKAGE.concat("HttpEntity"));
    Class<?> address = Types.beside(request, "org.apache.hc.core5.net.URIAuthority");
    String messages = PACKAGE.concat("message.");
    classic = Types.beside(request, PACKAGE.concat("ClassicHttpRequest"));
    method = Types.method(request, "getMethod", String.class);
    target = Types.method(request, "getRequestUri", String.class);
    scheme = Types.method(request, "getScheme", String.class);
    authority = Types.method(request, "getAuthority", address);
    userInfo = Types.method(address, "getUserInfo", String.class);
    hostName = Types.method(address, "getHostName", String.class);
    port = Types.method(address, "getPort", int.class);
    makeAuthority = Types.constructor(address, String.class, int.class);
    version = Types.method(message, "getVersion", protocol);
    headers = Types.method(headersOf, "getHeaders", header.arrayType());
    name = Types.method(named, "getName", String.class);
    value = Types.method(named, "getValue", String.class);
    uri = Types.method(Types.beside(request, PACKAGE.concat("HttpHost")), "toURI", String.class);
    make =
        Types.constructor(
            Types.beside(request, messages.concat("BasicHttpRequest")), String.class, String.class);
    makeClassic =
        Types.constructor(
            Types.beside(request, messages.concat("BasicClassicHttpRequest")),
            String.class,
            String.class);
    setPath = Types.action(request, "setPath", void.class, String.class);
    setScheme = Types.action(request, "setScheme", void.class, String.class);
    setAuthority = Types.action(request, "setAuthority", void.class, address);
    setVersion = Types.action(message, "setVersion", void.class, protocol);
    addHeader = Types.action(message, "addHeader", void.class, String.class, Object.class);
    entity = Types.method(container, "getEntity", body);
    setEntity = Types.action(container, "setEntity", void.class, body);
  }

  String method(Object request) throws Throwable {
    return (String) (Object) method.invokeExact(request);
  }

  @Nullable String target(Object request) throws Throwable {
    return (String) (Object) target.invokeExact(request);
  }

  /** As the request itself says it. */
  String origin(Object request) throws Throwable {
    Object ofRequest = (Object) scheme.invokeExact(request);
    Object to = (Object) authority.invokeExact(request);
    return String.valueOf(ofRequest).concat("://").concat(String.valueOf(to));
  }

  /** The origin that a host is. */
  String originOf(Object host) throws Throwable {
    return (String) (Object) uri.invokeExact(host);
  }

  void addHeaders(Object request, List<Header> all) throws Throwable {
    for (Object each : (Object[]) (Object) headers.invokeExact(request)) {
      Object text = (Object) value.invokeExact(each);
      all.add(
          new Header((String) (Object) name.invokeExact(each), text == null ? "" : (String) text));
    }
  }

  /** Without user information, which 5.0 sends in HTTP/2, against RFC 9113 §8.3.1. */
  private @Nullable Object bare(@Nullable Object address) throws Throwable {
    if (address == null || (Object) userInfo.invokeExact(address) == null) {
      return address;
    }
    Object host = (Object) hostName.invokeExact(address);
    return (Object) makeAuthority.invokeExact(host, (Object) port.invokeExact(address));
  }

  /** A request that nobody else has, with the entity of another. */
  Object copy(Object request, String ofMethod, String ofTarget, List<Header> all) throws Throwable {
    boolean isClassic = classic.isInstance(request);
    MethodHandle maker = isClassic ? makeClassic : make;
    Object copy = (Object) maker.invokeExact((Object) ofMethod, (Object) "/");
    setPath.invokeExact(copy, (Object) ofTarget);
    setScheme.invokeExact(copy, (Object) scheme.invokeExact(request));
    setAuthority.invokeExact(copy, bare((Object) authority.invokeExact(request)));
    setVersion.invokeExact(copy, (Object) version.invokeExact(request));
    for (Header each : all) {
      addHeader.invokeExact(copy, (Object) each.name(), (Object) each.value());
    }
    if (isClassic) {
      setEntity.invokeExact(copy, (Object) entity.invokeExact(request));
    }
    return copy;
  }
}
