package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.field;

import java.util.List;

/**
 * Reactor Netty's HTTP client, from 1.0: a request, and all that follows from its answer, is for
 * whoever subscribed. Its connections are pooled, and their handlers are nobody's.
 */
public final class ReactorNettyHooks {
  private static final String CONNECT = "reactor/netty/http/client/HttpClientConnect$";
  private static final String HANDLER = CONNECT + "HttpClientHandler";
  private static final String CHANGED =
      "(Lreactor/netty/Connection;Lreactor/netty/ConnectionObserver$State;)V";

  private static final String POOL = "reactor/netty/internal/shaded/reactor/pool/";
  private static final String OF_STREAMS = "reactor/netty/http/client/Http2Pool";

  private ReactorNettyHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows()
        .whenLoaded(HANDLER)
        .context(Door.REGISTER, "<init>", "(Lreactor/netty/http/client/HttpClientConfig;)V", SELF)
        .whenLoaded(CONNECT + "HttpIOHandlerObserver")
        .context(Door.RESUME, "onStateChange", CHANGED, field("handler", "L" + HANDLER + ";"));
    pool(rows, POOL + "SimpleDequePool", POOL + "AbstractPool", POOL + "AbstractPool$AbstractPooledRef");
    pool(rows, OF_STREAMS, OF_STREAMS, OF_STREAMS + "$Http2PooledRef");
    // From 1.3, to which the other one leads.
    rows.optional(OF_STREAMS + "$Borrower")
        .context(Door.RESUME, "deliver", "(L" + OF_STREAMS + "$Http2PooledRef;Z)V", SELF);
    return rows.rows();
  }

  /**
   * Whoever gives a connection back, or asks for one, may have the pool connect for others that
   * wait: the one for whom it does is asked for its Reactor context just before.
   */
  private static void pool(Rows rows, String pool, String parent, String lent) {
    String borrower = parent + "$Borrower";
    rows.whenLoaded(borrower)
        .context(Door.REGISTER, "<init>", "(Lreactor/core/CoreSubscriber;L" + parent + ";Ljava/time/Duration;)V", SELF)
        .context(Door.RESUME, "deliver", "(L" + lent + ";)V", SELF)
        .context(Door.RESUME, "fail", "(Ljava/lang/Throwable;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        .whenLoaded(pool)
        .context(Door.SCOPE, "drainLoop", "()V", NOTHING)
        .adoptBefore(borrower, "currentContext", "()Lreactor/util/context/Context;", "drainLoop", "()V", SELF);
  }
  // spotless:on
}
