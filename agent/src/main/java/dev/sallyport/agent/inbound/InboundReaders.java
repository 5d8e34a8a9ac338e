package dev.sallyport.agent.inbound;

import dev.sallyport.agent.weave.Check;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reader of each family of servers. A new family is named here.
 *
 * <p>Each is made for the first request that it is asked for, since no server has them all.
 */
public final class InboundReaders {
  private final Map<Check, InboundReader> readers = new ConcurrentHashMap<>();

  /** The reader for rows that ask this. */
  public InboundReader of(Check check) {
    InboundReader known = readers.get(check);
    if (known != null) {
      return known;
    }
    InboundReader made = make(check);
    InboundReader before = readers.putIfAbsent(check, made);
    return before == null ? made : before;
  }

  private static InboundReader make(Check check) {
    return switch (check) {
      case INBOUND_SERVLET -> new ServletReader();
      case INBOUND_JDK -> new JdkReader();
      case INBOUND_REACTOR_NETTY -> new ReactorNettyReader();
      case INBOUND_VERTX -> new VertxReader();
      case INBOUND_HELIDON -> new HelidonReader();
      case INBOUND_KTOR -> new KtorReader();
      case INBOUND_MICRONAUT -> new MicronautReader();
      case INBOUND_SOLON -> new SolonReader();
      default -> throw new IllegalStateException(check.name());
    };
  }
}
