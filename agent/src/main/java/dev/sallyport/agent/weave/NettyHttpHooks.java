package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;

/**
 * Netty's codecs of HTTP/1.1 and HTTP/2, where a request becomes bytes. From 4.1.61; what gRPC
 * carries of it, too. Clients that send by Netty end here.
 *
 * <p>What an encoder throws fails the write, and the connection lives on. In HTTP/2 it would end
 * the connection, and so the requests of others, so there the promise is failed instead.
 */
public final class NettyHttpHooks {
  private NettyHttpHooks() {}

  public static List<Hook> rows() {
    List<Hook> rows = new ArrayList<>();
    for (String netty : List.of("io/netty/", "io/grpc/netty/shaded/io/netty/")) {
      rows.addAll(codecs(netty, netty + "handler/codec/"));
    }
    return List.copyOf(rows);
  }

  // spotless:off
  private static List<Hook> codecs(String netty, String codec) {
    String context = "L" + netty + "channel/ChannelHandlerContext;";
    String encode = "(" + context + "Ljava/lang/Object;Ljava/util/List;)V";
    String headers = "L" + codec + "http2/Http2Headers;";
    String written = "(" + context + "I" + headers + "ZISZIZL" + netty + "channel/ChannelPromise;)L" + netty + "channel/ChannelFuture;";
    return new Rows()
        // Before it notes whose response it awaits, which a refused request would put out of step.
        .whenLoaded(codec + "http/HttpClientCodec$Encoder")
        .exchange("encode", encode, Check.HTTP_NETTY, Denial.SECURITY, arg(0), NOTHING, arg(1))
        .whenLoaded(codec + "http/HttpObjectEncoder")
        .exchange("encode", encode, Check.HTTP_NETTY, Denial.SECURITY, arg(0), SELF, arg(1))
        .whenLoaded(codec + "http2/DefaultHttp2ConnectionEncoder")
        .exchange("writeHeaders0", written, Check.HTTP2_NETTY, Denial.CLIENT, arg(0), arg(9), arg(2))
        .rows();
  }
  // spotless:on
}
