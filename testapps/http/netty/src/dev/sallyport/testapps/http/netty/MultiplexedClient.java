package dev.sallyport.testapps.http.netty;

import dev.sallyport.testapps.http.Reply;
import dev.sallyport.testapps.http.Sending;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** HTTP/2 by prior knowledge, with one connection for each server, which all calls share. */
@SuppressWarnings("FutureReturnValueIgnored") // who waits is told by the write or the answer
final class MultiplexedClient extends NettyClient {
  private final Map<InetSocketAddress, ChannelFuture> connections = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "Netty " + NettyCallers.line() + ", HTTP/2";
  }

  @Override
  public boolean isHttp2() {
    return true;
  }

  @Override
  public CompletionStage<Reply> sendLater(Sending sending) {
    // Here, where the one who sends is told if there can be none.
    Http2Headers head = headers(sending);
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    connection(peer(URI.create(sending.url())))
        .addListener(
            (ChannelFutureListener)
                connected -> {
                  if (connected.isSuccess()) {
                    // Its handlers learn that it is connected only after this.
                    connected
                        .channel()
                        .eventLoop()
                        .execute(() -> open(connected.channel(), head, sending, reply));
                  } else {
                    reply.completeExceptionally(connected.cause());
                  }
                });
    return reply;
  }

  private ChannelFuture connection(InetSocketAddress peer) {
    return connections.compute(
        peer, (same, known) -> known == null || isOver(known) ? connect(same) : known);
  }

  private static boolean isOver(ChannelFuture connection) {
    return connection.isDone() && !connection.channel().isActive();
  }

  private ChannelFuture connect(InetSocketAddress peer) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(Http2FrameCodecBuilder.forClient().build())
                    .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
              }
            })
        .connect(peer);
  }

  private static void open(
      Channel connection, Http2Headers head, Sending sending, CompletableFuture<Reply> reply) {
    new Http2StreamChannelBootstrap(connection)
        .handler(new Answer(reply))
        .open()
        .addListener(
            (Future<Http2StreamChannel> opened) -> {
              if (opened.isSuccess()) {
                write(opened.getNow(), head, sending, reply);
              } else {
                reply.completeExceptionally(opened.cause());
              }
            });
  }

  private static void write(
      Http2StreamChannel stream,
      Http2Headers head,
      Sending sending,
      CompletableFuture<Reply> reply) {
    boolean bare = sending.body().isEmpty();
    ChannelFuture written = stream.write(new DefaultHttp2HeadersFrame(head, bare));
    if (!bare) {
      stream.write(new DefaultHttp2DataFrame(body(sending), /* endStream= */ true));
    }
    stream.flush();
    written.addListener(
        done -> {
          if (!done.isSuccess()) {
            stream.close();
            reply.completeExceptionally(done.cause());
          }
        });
  }

  private static Http2Headers headers(Sending sending) {
    URI url = URI.create(sending.url());
    Http2Headers headers =
        new DefaultHttp2Headers()
            .method(sending.method())
            .scheme(url.getScheme())
            .authority(url.getRawAuthority())
            .path(target(url));
    sending.headers().forEach((name, value) -> headers.set(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  /** To one request. */
  private static final class Answer extends SimpleChannelInboundHandler<Http2StreamFrame> {
    private final CompletableFuture<Reply> reply;
    private final StringBuilder body = new StringBuilder();
    private int status;

    Answer(CompletableFuture<Reply> reply) {
      this.reply = reply;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
      boolean last = false;
      if (frame instanceof Http2HeadersFrame head) {
        status = Integer.parseInt(head.headers().status().toString());
        last = head.isEndStream();
      } else if (frame instanceof Http2DataFrame data) {
        body.append(data.content().toString(StandardCharsets.UTF_8));
        last = data.isEndStream();
      }
      if (last) {
        reply.complete(new Reply(status, body.toString()));
      }
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
  }
}
