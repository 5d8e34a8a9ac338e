package dev.sallyport.agent.weave;

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

  private ReactorNettyHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .whenLoaded(HANDLER)
        .context(Door.REGISTER, "<init>", "(Lreactor/netty/http/client/HttpClientConfig;)V", SELF)
        .whenLoaded(CONNECT + "HttpIOHandlerObserver")
        .context(Door.RESUME, "onStateChange", CHANGED, field("handler", "L" + HANDLER + ";"))
        .rows();
  }
  // spotless:on
}
