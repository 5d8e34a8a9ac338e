package dev.sallyport.agent.client;

import dev.sallyport.agent.weave.Check;
import java.lang.invoke.MethodHandles;
import java.util.EnumMap;
import java.util.Map;

/** The reader of each family of clients. A new family is named here. */
public final class HopReaders {
  private final Map<Check, HopReader> readers = new EnumMap<>(Check.class);

  /**
   * The readers of one JVM.
   *
   * @param trusted a lookup with access to the JDK's own clients
   */
  public HopReaders(MethodHandles.Lookup trusted) {
    readers.put(Check.HTTP_CLIENT, new JdkClientReader(trusted));
    readers.put(Check.HTTP_URL_CONNECTION, new UrlConnectionReader(trusted));
    readers.put(Check.OKHTTP, new OkHttpReader());
    readers.put(Check.APACHE_4, new Apache4Reader());
    readers.put(Check.APACHE_5, new Apache5Reader());
    readers.put(Check.HTTP_NETTY, new NettyReader());
    readers.put(Check.HTTP2_NETTY, new NettyHttp2Reader());
    readers.put(Check.HTTP_VERTX, new VertxReader());
    readers.put(Check.HTTP_JETTY, new JettyReader());
    readers.put(Check.HTTP_AHC, new AsyncHttpClientReader());
  }

  /** The reader for rows that ask this. */
  public HopReader of(Check check) {
    HopReader reader = readers.get(check);
    if (reader == null) {
      throw new IllegalStateException(check.name());
    }
    return reader;
  }
}
