package dev.sallyport.testapps.context.netty;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A channel that sends to itself, and serves every call. */
@SuppressWarnings("deprecation") // 4.2 has other names for what 4.1 has only these for
final class Connections {
  private static final String WHY =
      "a channel serves many calls, so what its handlers do is the server's";

  private final Queue<Runnable> expected = new ConcurrentLinkedQueue<>();
  private final Channel channel;

  private Connections() {
    channel =
        new Bootstrap()
            .group(new NioEventLoopGroup(1))
            .channel(NioDatagramChannel.class)
            .handler(
                new ChannelInboundHandlerAdapter() {
                  @Override
                  public void channelRead(ChannelHandlerContext context, Object message) {
                    ReferenceCountUtil.release(message);
                    expected.remove().run();
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  static List<Construct> all() {
    Connections of = new Connections();
    return List.of(
        Construct.of(
            "Channel.writeAndFlush.addListener",
            look -> {
              Answer<Sight> answer = new Answer<>(look::get);
              of.send(() -> {}).addListener(sent -> answer.run());
              return answer.await();
            }),
        Construct.of(
                "ChannelHandler.channelRead",
                look -> {
                  Answer<Sight> answer = new Answer<>(look::get);
                  ChannelFuture unused = of.send(answer);
                  return answer.await();
                })
            .notCarried(WHY));
  }

  private ChannelFuture send(Runnable arrived) {
    expected.add(arrived);
    return channel.writeAndFlush(
        new DatagramPacket(
            Unpooled.wrappedBuffer(new byte[1]), (InetSocketAddress) channel.localAddress()));
  }
}
