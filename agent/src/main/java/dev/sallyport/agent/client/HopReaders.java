package dev.sallyport.agent.client;

import dev.sallyport.agent.weave.Check;
import java.util.EnumMap;
import java.util.Map;

/** The reader of each family of clients. A new family is named here. */
public final class HopReaders {
  private final Map<Check, HopReader> readers = new EnumMap<>(Check.class);

  public HopReaders() {
    readers.put(Check.HTTP_CLIENT, new JdkClientReader());
    readers.put(Check.HTTP_URL_CONNECTION, new UrlConnectionReader());
    readers.put(Check.HTTP_NETTY, new NettyReader());
    readers.put(Check.HTTP2_NETTY, new NettyHttp2Reader());
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
