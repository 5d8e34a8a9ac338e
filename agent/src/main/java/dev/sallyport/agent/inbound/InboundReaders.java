package dev.sallyport.agent.inbound;

import dev.sallyport.agent.weave.Check;

/** The reader of each family of servers. A new family is named here. */
public final class InboundReaders {
  private final InboundReader servlets = new ServletReader();
  private final InboundReader jdk = new JdkReader();
  private final InboundReader reactorNetty = new ReactorNettyReader();
  private final InboundReader vertx = new VertxReader();
  private final InboundReader helidon = new HelidonReader();
  private final InboundReader ktor = new KtorReader();
  private final InboundReader micronaut = new MicronautReader();
  private final InboundReader solon = new SolonReader();

  /** The reader for rows that ask this. */
  public InboundReader of(Check check) {
    return switch (check) {
      case INBOUND_SERVLET -> servlets;
      case INBOUND_JDK -> jdk;
      case INBOUND_REACTOR_NETTY -> reactorNetty;
      case INBOUND_VERTX -> vertx;
      case INBOUND_HELIDON -> helidon;
      case INBOUND_KTOR -> ktor;
      case INBOUND_MICRONAUT -> micronaut;
      case INBOUND_SOLON -> solon;
      default -> throw new IllegalStateException(check.name());
    };
  }
}
