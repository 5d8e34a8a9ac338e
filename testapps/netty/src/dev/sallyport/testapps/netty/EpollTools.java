package dev.sallyport.testapps.netty;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.failure;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Each call has an event loop of its own, whose thread so belongs to the call. */
@SuppressWarnings("deprecation") // EpollEventLoopGroup, from 4.2 on
final class EpollTools {
  private static final long PATIENCE_MILLIS = 2000;

  List<ServedTool> all() {
    return List.of(
        ServedTool.named("connect", "Writes to a port.")
            .requires("host", "Where to")
            .requires("port", "The port there")
            .requires("text", "What to write")
            .answeredBy(request -> connect(address(request), argument(request, "text"))),
        ServedTool.named("connect_unix", "Writes to a socket in the file system.")
            .requires("path", "Where it is")
            .requires("text", "What to write")
            .answeredBy(
                request ->
                    connect(
                        new DomainSocketAddress(argument(request, "path")),
                        argument(request, "text"))),
        ServedTool.named("send", "Sends a datagram.")
            .requires("host", "Where to")
            .requires("port", "The port there")
            .requires("text", "What to send")
            .answeredBy(EpollTools::send),
        ServedTool.named("resolve", "Looks a host name up, and connects to it.")
            .requires("name", "The name")
            .requires("server", "The port of the name server on this machine")
            .requires("port", "The port of the host")
            .answeredBy(EpollTools::resolve));
  }

  static CallToolResult connect(SocketAddress address, String text) {
    EventLoopGroup group = new EpollEventLoopGroup(1);
    try {
      Channel channel =
          new Bootstrap()
              .group(group)
              .channel(
                  address instanceof DomainSocketAddress
                      ? EpollDomainSocketChannel.class
                      : EpollSocketChannel.class)
              .handler(new ChannelInboundHandlerAdapter())
              .connect(address)
              .sync()
              .channel();
      channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)).sync();
      channel.close().sync();
      return success("written");
    } catch (Exception e) {
      return failure("not written: " + e);
    } finally {
      stop(group);
    }
  }

  private static CallToolResult send(CallToolRequest request) {
    EventLoopGroup group = new EpollEventLoopGroup(1);
    try {
      Channel channel =
          new Bootstrap()
              .group(group)
              .channel(EpollDatagramChannel.class)
              .handler(new ChannelInboundHandlerAdapter())
              .bind(0)
              .sync()
              .channel();
      channel
          .writeAndFlush(
              new DatagramPacket(
                  Unpooled.copiedBuffer(argument(request, "text"), StandardCharsets.UTF_8),
                  address(request)))
          .sync();
      channel.close().sync();
      return success("sent");
    } catch (Exception e) {
      return failure("not sent: " + e);
    } finally {
      stop(group);
    }
  }

  private static CallToolResult resolve(CallToolRequest request) {
    EventLoopGroup group = new EpollEventLoopGroup(1);
    InetSocketAddress server =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(argument(request, "server")));
    try (DnsNameResolver resolver = resolver(group, server)) {
      InetAddress address = resolver.resolve(argument(request, "name")).sync().getNow();
      return connect(
          new InetSocketAddress(address, Integer.parseInt(argument(request, "port"))), "x");
    } catch (Exception e) {
      return failure("not resolved: " + e);
    } finally {
      stop(group);
    }
  }

  /** Has Netty read what its DNS client wants to know of this machine. */
  static void prepareResolver() {
    EventLoopGroup group = new EpollEventLoopGroup(1);
    try (DnsNameResolver resolver = resolver(group, new InetSocketAddress(1))) {
      resolver.resolve("127.0.0.1").syncUninterruptibly();
    } finally {
      stop(group);
    }
  }

  private static DnsNameResolver resolver(EventLoopGroup group, InetSocketAddress server) {
    return new DnsNameResolverBuilder(group.next())
        .channelType(EpollDatagramChannel.class)
        .nameServerProvider(new SingletonDnsServerAddressStreamProvider(server))
        .queryTimeoutMillis(PATIENCE_MILLIS)
        .build();
  }

  private static void stop(EventLoopGroup group) {
    group.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }

  private static InetSocketAddress address(CallToolRequest request) {
    return new InetSocketAddress(
        argument(request, "host"), Integer.parseInt(argument(request, "port")));
  }
}
