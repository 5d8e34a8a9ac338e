package dev.sallyport.testapps.http.netty;

import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.pool.AbstractChannelPoolHandler;
import io.netty.channel.pool.AbstractChannelPoolMap;
import io.netty.channel.pool.ChannelPool;
import io.netty.channel.pool.SimpleChannelPool;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** HTTP/1.1, with a pool of connections for each server. */
@SuppressWarnings("FutureReturnValueIgnored") // who waits is told by the write or the answer
final class PlainClient extends NettyClient {
  private static final int LARGEST_BODY = 65_536;

  private final AbstractChannelPoolMap<InetSocketAddress, ChannelPool> pools =
      new AbstractChannelPoolMap<>() {
        @Override
        protected ChannelPool newPool(InetSocketAddress peer) {
          Bootstrap bootstrap =
              new Bootstrap().group(loop).channel(NioSocketChannel.class).remoteAddress(peer);
          return new SimpleChannelPool(bootstrap, new Handlers());
        }
      };

  @Override
  public String name() {
    return "Netty " + NettyCallers.line();
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    ChannelPool pool = pools.get(peer(URI.create(sending.url())));
    pool.acquire()
        .addListener(
            (Future<Channel> acquired) -> {
              if (acquired.isSuccess()) {
                write(acquired.getNow(), sending, new Answer(pool, reply));
              } else {
                reply.completeExceptionally(acquired.cause());
              }
            });
    return reply;
  }

  private static void write(Channel channel, Sending sending, Answer answer) {
    channel.pipeline().addLast(answer);
    channel
        .writeAndFlush(request(sending))
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                answer.end(channel);
                answer.reply.completeExceptionally(written.cause());
              }
            });
  }

  private static FullHttpRequest request(Sending sending) {
    URI url = URI.create(sending.url());
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.valueOf(sending.method()), target(url), body(sending));
    request.headers().set(HttpHeaderNames.HOST, url.getRawAuthority());
    if (!sending.body().isEmpty()) {
      request.headers().set(HttpHeaderNames.CONTENT_LENGTH, request.content().readableBytes());
    }
    sending.headers().forEach((name, value) -> request.headers().set(name, value));
    return request;
  }

  /** Of a connection. */
  private static final class Handlers extends AbstractChannelPoolHandler {
    @Override
    public void channelCreated(Channel channel) {
      channel
          .pipeline()
          .addLast(new HttpClientCodec())
          .addLast(new HttpObjectAggregator(LARGEST_BODY));
    }
  }

  /** To one request. */
  private static final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final ChannelPool pool;
    private final CompletableFuture<Reply> reply;

    Answer(ChannelPool pool, CompletableFuture<Reply> reply) {
      this.pool = pool;
      this.reply = reply;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      end(context.channel());
      reply.complete(
          new Reply(response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
      reply.completeExceptionally(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      reply.completeExceptionally(new ClosedChannelException());
    }

    private void end(Channel channel) {
      channel.pipeline().remove(this);
      pool.release(channel);
    }
  }
}
