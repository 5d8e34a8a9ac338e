package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/** What {@code java.net.http} keeps to itself of a request. Found when a request is first made. */
final class JdkClientParts {
  private static final String PACKAGE = "jdk.internal.net.http.";

  private final MethodHandle systemHeaders;
  private final MethodHandle headersMap;
  private final MethodHandle setHeader;
  private final MethodHandle addHeader;
  private final MethodHandle requestOfStream;
  private final MethodHandle setUserHeaders;

  JdkClientParts(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> request = Class.forName(PACKAGE.concat("HttpRequestImpl"));
    Class<?> builder = Class.forName(PACKAGE.concat("common.HttpHeadersBuilder"));
    Class<?> stream = Class.forName(PACKAGE.concat("Stream"));
    Class<?> line = Class.forName(PACKAGE.concat("Http1Request"));
    MethodType set = MethodType.methodType(void.class, String.class, String.class);
    MethodHandles.Lookup inside = MethodHandles.privateLookupIn(request, trusted);
    MethodHandles.Lookup common = MethodHandles.privateLookupIn(builder, trusted);
    systemHeaders =
        inside
            .findVirtual(request, "getSystemHeadersBuilder", MethodType.methodType(builder))
            .asType(MethodType.methodType(Object.class, HttpRequest.class));
    headersMap =
        common
            .findVirtual(builder, "map", MethodType.methodType(Map.class))
            .asType(MethodType.methodType(Map.class, Object.class));
    MethodType setAny = MethodType.methodType(void.class, Object.class, String.class, String.class);
    setHeader = common.findVirtual(builder, "setHeader", set).asType(setAny);
    addHeader = common.findVirtual(builder, "addHeader", set).asType(setAny);
    requestOfStream =
        MethodHandles.privateLookupIn(stream, trusted)
            .findGetter(stream, "request", request)
            .asType(MethodType.methodType(HttpRequest.class, Object.class));
    setUserHeaders =
        MethodHandles.privateLookupIn(line, trusted)
            .findSetter(line, "userHeaders", HttpHeaders.class)
            .asType(MethodType.methodType(void.class, Object.class, HttpHeaders.class));
  }

  /** The headers that the client itself, its authenticator and its cookie handler set. */
  @SuppressWarnings("unchecked") // as the JDK declares it
  Map<String, List<String>> systemHeaders(HttpRequest request) throws Throwable {
    Object builder = (Object) systemHeaders.invokeExact(request);
    return (Map<String, List<String>>) (Map<?, ?>) headersMap.invokeExact(builder);
  }

  void setSystemHeader(HttpRequest request, Header header) throws Throwable {
    Object builder = (Object) systemHeaders.invokeExact(request);
    setHeader.invokeExact(builder, header.name(), header.value());
  }

  void addSystemHeader(HttpRequest request, Header header) throws Throwable {
    Object builder = (Object) systemHeaders.invokeExact(request);
    addHeader.invokeExact(builder, header.name(), header.value());
  }

  /** The request of a stream of HTTP/2. */
  HttpRequest ofStream(Object stream) throws Throwable {
    return (HttpRequest) requestOfStream.invokeExact(stream);
  }

  /** Sets the headers that a request of HTTP/1.1 puts on the wire. */
  void setUserHeaders(Object line, HttpHeaders headers) throws Throwable {
    setUserHeaders.invokeExact(line, headers);
  }
}
