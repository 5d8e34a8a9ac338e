package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** The types of one copy of OkHttp 3, 4 or 5. */
final class OkHttpParts {
  private static final String PACKAGE = "okhttp3.";

  private final MethodHandle call;
  private final MethodHandle request;
  private final MethodHandle method;
  private final MethodHandle url;
  private final MethodHandle headers;
  private final MethodHandle size;
  private final MethodHandle name;
  private final MethodHandle value;
  private final MethodHandle newBuilder;
  private final MethodHandle setUrl;
  private final MethodHandle removeHeader;
  private final MethodHandle addHeader;
  private final MethodHandle build;

  /** Those of a chain's copy. */
  static final ClassValue<OkHttpParts> OF =
      new ClassValue<>() {
        @Override
        protected OkHttpParts computeValue(Class<?> chain) {
          try {
            return new OkHttpParts(Types.named(chain, PACKAGE.concat("Interceptor$Chain")));
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private OkHttpParts(Class<?> chain) throws ReflectiveOperationException {
    Class<?> requests = Types.beside(chain, PACKAGE.concat("Request"));
    Class<?> builder = Types.beside(chain, PACKAGE.concat("Request$Builder"));
    Class<?> urls = Types.beside(chain, PACKAGE.concat("HttpUrl"));
    Class<?> fields = Types.beside(chain, PACKAGE.concat("Headers"));
    call = Types.method(chain, "call", Types.beside(chain, PACKAGE.concat("Call")));
    request = Types.method(chain, "request", requests);
    method = Types.method(requests, "method", String.class);
    url = Types.method(requests, "url", urls);
    headers = Types.method(requests, "headers", fields);
    size = Types.method(fields, "size", int.class);
    name = Types.method(fields, "name", String.class, int.class);
    value = Types.method(fields, "value", String.class, int.class);
    newBuilder = Types.method(requests, "newBuilder", builder);
    setUrl = Types.method(builder, "url", builder, String.class);
    removeHeader = Types.method(builder, "removeHeader", builder, String.class);
    addHeader = Types.method(builder, "addHeader", builder, String.class, String.class);
    build = Types.method(builder, "build", requests);
  }

  Object call(Object chain) throws Throwable {
    return (Object) call.invokeExact(chain);
  }

  Object request(Object chain) throws Throwable {
    return (Object) request.invokeExact(chain);
  }

  Hop hop(Object ofRequest) throws Throwable {
    Object verb = (Object) method.invokeExact(ofRequest);
    Object target = (Object) url.invokeExact(ofRequest);
    Object fields = (Object) headers.invokeExact(ofRequest);
    Object count = (Object) size.invokeExact(fields);
    List<Header> all = new ArrayList<>();
    for (int i = 0; i < (Integer) count; i++) {
      Object index = i;
      Object key = (Object) name.invokeExact(fields, index);
      Object text = (Object) value.invokeExact(fields, index);
      all.add(new Header((String) key, (String) text));
    }
    return new Hop((String) verb, target.toString(), all);
  }

  Object with(Object ofRequest, Hop read, Hop changed) throws Throwable {
    Object builder = (Object) newBuilder.invokeExact(ofRequest);
    if (!read.url().equals(changed.url())) {
      builder = (Object) setUrl.invokeExact(builder, (Object) changed.url());
    }
    for (Header header : read.headers()) {
      builder = (Object) removeHeader.invokeExact(builder, (Object) header.name());
    }
    for (Header header : changed.headers()) {
      builder =
          (Object) addHeader.invokeExact(builder, (Object) header.name(), (Object) header.value());
    }
    return (Object) build.invokeExact(builder);
  }
}
