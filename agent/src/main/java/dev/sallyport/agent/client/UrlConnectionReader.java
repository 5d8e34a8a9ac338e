package dev.sallyport.agent.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.net.HttpURLConnection}. Rows pass the connection; exchanged is the {@code
 * sun.net.www.MessageHeader} that it writes, whose first key is the first line and which it shows
 * to nobody, but changes for the next hop.
 */
final class UrlConnectionReader implements HopReader {
  private final MethodHandles.Lookup trusted;
  private final Trails trails = new Trails();
  private volatile @Nullable MessageHeaders parts;

  UrlConnectionReader(MethodHandles.Lookup trusted) {
    this.trusted = trusted;
  }

  @Override
  public boolean isReady() {
    return parts != null;
  }

  @Override
  public void prepare() throws ReflectiveOperationException {
    parts = new MessageHeaders(trusted);
  }

  @Override
  public Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    HttpURLConnection connection = (HttpURLConnection) a;
    MessageHeaders of = parts();
    List<Header> headers = new ArrayList<>();
    String key = of.key(argument, 1);
    for (int i = 1; key != null; i++) {
      headers.add(new Header(key, of.value(argument, i)));
      key = of.key(argument, i + 1);
    }
    String url = connection.getURL().toExternalForm();
    return trails.next(connection, new Hop(connection.getRequestMethod(), url, headers));
  }

  @Override
  public Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
      throws Throwable {
    MessageHeaders of = parts();
    StringBuilder line = new StringBuilder(of.key(argument, 0));
    Targets.changeQuery(line, read.url(), changed.url());
    Object copy = of.make();
    of.add(copy, line.toString(), null);
    for (Header header : changed.headers()) {
      of.add(copy, header.name(), header.value());
    }
    return copy;
  }

  private MessageHeaders parts() {
    return Objects.requireNonNull(parts);
  }

  /** The JDK's own type of headers. */
  private static final class MessageHeaders {
    private final MethodHandle make;
    private final MethodHandle key;
    private final MethodHandle value;
    private final MethodHandle add;

    MessageHeaders(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
      Class<?> type = Class.forName("sun.net.www.MessageHeader");
      MethodHandles.Lookup inside = MethodHandles.privateLookupIn(type, trusted);
      MethodType get = MethodType.methodType(String.class, int.class);
      MethodType getAny = MethodType.methodType(String.class, Object.class, int.class);
      make =
          inside
              .findConstructor(type, MethodType.methodType(void.class))
              .asType(MethodType.methodType(Object.class));
      key = inside.findVirtual(type, "getKey", get).asType(getAny);
      value = inside.findVirtual(type, "getValue", get).asType(getAny);
      add =
          inside
              .findVirtual(
                  type, "add", MethodType.methodType(void.class, String.class, String.class))
              .asType(MethodType.methodType(void.class, Object.class, String.class, String.class));
    }

    Object make() throws Throwable {
      return (Object) make.invokeExact();
    }

    /** Null after the last. */
    @Nullable String key(@Nullable Object headers, int index) throws Throwable {
      return (String) key.invokeExact(headers, index);
    }

    String value(@Nullable Object headers, int index) throws Throwable {
      String found = (String) value.invokeExact(headers, index);
      return found == null ? "" : found;
    }

    void add(Object headers, String name, @Nullable String text) throws Throwable {
      add.invokeExact(headers, name, text);
    }
  }
}
