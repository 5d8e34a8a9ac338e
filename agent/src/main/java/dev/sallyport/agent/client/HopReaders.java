package dev.sallyport.agent.client;

import dev.sallyport.agent.weave.Check;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reader of each family of clients. A new family is named here.
 *
 * <p>Each is made for the first request that it is asked for, since no server has them all.
 */
public final class HopReaders {
  private final MethodHandles.Lookup trusted;
  private final Map<Check, HopReader> readers = new ConcurrentHashMap<>();

  /**
   * The readers of one JVM.
   *
   * @param trusted a lookup with access to the JDK's own clients
   */
  public HopReaders(MethodHandles.Lookup trusted) {
    this.trusted = trusted;
  }

  /** The reader for rows that ask this. */
  public HopReader of(Check check) {
    HopReader known = readers.get(check);
    if (known != null) {
      return known;
    }
    HopReader made = make(check);
    HopReader before = readers.putIfAbsent(check, made);
    return before == null ? made : before;
  }

  private HopReader make(Check check) {
    return switch (check) {
      case HTTP_CLIENT -> new JdkClientReader(trusted);
      case HTTP_URL_CONNECTION -> new UrlConnectionReader(trusted);
      case OKHTTP -> new OkHttpReader();
      case APACHE_4 -> new Apache4Reader();
      case APACHE_5 -> new Apache5Reader();
      case HTTP_NETTY -> new NettyReader();
      case HTTP2_NETTY -> new NettyHttp2Reader();
      case HTTP_VERTX -> new VertxReader();
      case HTTP_JETTY -> new JettyReader();
      case HTTP_AHC -> new AsyncHttpClientReader();
      default -> throw new IllegalStateException(check.name());
    };
  }
}
