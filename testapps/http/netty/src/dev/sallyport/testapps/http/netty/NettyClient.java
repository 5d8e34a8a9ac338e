package dev.sallyport.testapps.http.netty;

import dev.sallyport.testapps.http.HttpCaller;
import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What both have: a loop, and no way but the asynchronous one. */
abstract class NettyClient implements HttpCaller {
  private static final long PATIENCE_SECONDS = 10;

  @SuppressWarnings("deprecation") // the one that both lines have
  final EventLoopGroup loop = new NioEventLoopGroup(1);

  static InetSocketAddress peer(URI url) {
    int port = url.getPort() < 0 ? 80 : url.getPort();
    return InetSocketAddress.createUnresolved(url.getHost(), port);
  }

  static String target(URI url) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  static ByteBuf body(Sending sending) {
    return Unpooled.copiedBuffer(sending.body(), StandardCharsets.UTF_8);
  }

  @Override
  public final boolean redirects() {
    return false;
  }

  /** Nothing but codecs is tried here. */
  @Override
  public final boolean isTls() {
    return false;
  }

  @Override
  public final boolean isAsync() {
    return true;
  }

  @Override
  public final Reply send(Sending sending) throws Exception {
    try {
      return sendLater(sending).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public final void close() {
    loop.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
