package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * AsyncHttpClient, from 2.1: a request is decided before a connection is had for it, which a denial
 * would end, and what follows from its answer is for whoever sent it.
 */
public final class AsyncHttpClientHooks {
  private static final String AHC = "org/asynchttpclient/";
  private static final String REQUEST = "L" + AHC + "Request;";
  private static final String HANDLER = "L" + AHC + "AsyncHandler;";
  private static final String FUTURE = AHC + "netty/NettyResponseFuture";
  private static final String OF_FUTURE = "L" + FUTURE + ";";

  private static final String LISTENED = "L" + AHC + "ListenableFuture;";
  private static final String LAST = AHC + "netty/OnLastHttpContentCallback";
  private static final String READ =
      "(Lio/netty/channel/ChannelHandlerContext;Ljava/lang/Object;)V";

  private AsyncHttpClientHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows()
        // The older say whether by a new connection; without either its codec decides all the same.
        .optional(AHC + "netty/request/NettyRequestSender")
        .check("sendRequest", "(" + REQUEST + HANDLER + OF_FUTURE + ")" + LISTENED, Check.HTTP_AHC, Denial.SECURITY, arg(0))
        .check("sendRequest", "(" + REQUEST + HANDLER + OF_FUTURE + "Z)" + LISTENED, Check.HTTP_AHC, Denial.SECURITY, arg(0))
        .whenLoaded(FUTURE)
        .context(Door.REGISTER, "<init>", "(" + REQUEST + HANDLER + "L" + AHC + "netty/request/NettyRequest;IL" + AHC + "channel/ChannelPoolPartitioning;L" + AHC + "netty/channel/ConnectionSemaphore;L" + AHC + "proxy/ProxyServer;)V", SELF);
    // What is left to do when the rest of an answer has been read, such as to follow a redirect.
    rows.whenLoaded(LAST)
        .context(Door.REGISTER, "<init>", "(" + OF_FUTURE + ")V", SELF)
        .whenLoaded(AHC + "netty/handler/AsyncHttpClientHandler")
        .context(Door.SCOPE, "channelRead", READ, NOTHING)
        .adoptBefore(LAST, "call", "()V", "channelRead", READ, SELF);
    handler(rows.whenLoaded(AHC + "netty/handler/HttpHandler"));
    handler(rows.whenLoaded(AHC + "netty/handler/WebSocketHandler"));
    handler(rows.whenLoaded(AHC + "netty/handler/Http2Handler"));
    return rows.rows();
  }

  private static void handler(Rows rows) {
    rows.context(Door.RESUME, "handleRead", "(Lio/netty/channel/Channel;" + OF_FUTURE + "Ljava/lang/Object;)V", arg(1))
        .context(Door.RESUME, "handleException", "(" + OF_FUTURE + "Ljava/lang/Throwable;)V", arg(0))
        .context(Door.RESUME, "handleChannelInactive", "(" + OF_FUTURE + ")V", arg(0));
  }
  // spotless:on
}
