package dev.sallyport.testapps;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP/2 without TLS, by upgrade or by prior knowledge, or over TLS. What is compressed on the wire
 * is kept as it was meant: each field a line, then the body. A request of HTTP/1.1 is kept and cut
 * off.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what can't be sent is missed by its client
public final class Http2Peer implements HttpPeer {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LARGEST_UPGRADE = 65_536;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final List<ReceivedRequest> requests = new ArrayList<>();
  private final StringBuilder received = new StringBuilder();
  private final Set<Integer> left = new HashSet<>();
  private int accepted;
  private int open;
  private final Optional<SslContext> security;
  private final Channel server;

  private Http2Peer(Optional<SslContext> security) {
    this.security = security;
    server =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    admit(channel);
                  }
                })
            .bind(Loopback.anyPort())
            .syncUninterruptibly()
            .channel();
  }

  /** Opens one on a free port. */
  public static Http2Peer open() {
    return new Http2Peer(Optional.empty());
  }

  /** The same over TLS, with a certificate of {@link SelfSigned}. */
  public static Http2Peer securely() {
    return new Http2Peer(
        Optional.of(
            new JdkSslContext(
                SelfSigned.context(),
                /* isClient= */ false,
                /* ciphers= */ null,
                IdentityCipherSuiteFilter.INSTANCE,
                new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2),
                ClientAuth.NONE,
                /* protocols= */ null,
                /* startTls= */ false)));
  }

  @Override
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public String origin() {
    return (security.isPresent() ? "https" : "http") + "://127.0.0.1:" + port();
  }

  @Override
  public void redirect(String path, String location) {
    redirects.put(path, location);
  }

  @Override
  public void awaitEnds() {
    // Connections are accepted in order: when this one has ended, all before it were counted.
    try (Socket probe = new Socket()) {
      probe.bind(Loopback.anyPort());
      int port = probe.getLocalPort();
      probe.connect(server.localAddress(), (int) PATIENCE.toMillis());
      probe.shutdownOutput();
      synchronized (this) {
        Conditions.await(this, PATIENCE, () -> left.contains(port) && open == 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public synchronized String received() {
    return received.toString();
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    loop.shutdownGracefully();
  }

  private void admit(SocketChannel channel) {
    int port = channel.remoteAddress().getPort();
    int number;
    synchronized (this) {
      number = ++accepted;
      open++;
    }
    channel.closeFuture().addListener(closed -> leave(port));
    HttpServerCodec plain = new HttpServerCodec();
    Http2FrameCodec codec = Http2FrameCodecBuilder.forServer().validateHeaders(false).build();
    HttpServerUpgradeHandler upgrade =
        new HttpServerUpgradeHandler(
            plain, protocol -> new Http2ServerUpgradeCodec(codec), LARGEST_UPGRADE);
    security.ifPresent(tls -> channel.pipeline().addLast(tls.newHandler(channel.alloc())));
    channel
        .pipeline()
        .addLast(new CleartextHttp2ServerUpgradeHandler(plain, upgrade, codec))
        .addLast(new Streams(number));
  }

  private synchronized void leave(int port) {
    left.add(port);
    open--;
    notifyAll();
  }

  private synchronized void append(String text) {
    received.append(text);
  }

  private synchronized void keep(ReceivedRequest request) {
    requests.add(request);
  }

  /** The requests of one connection. */
  private final class Streams extends SimpleChannelInboundHandler<Object> {
    private final int number;
    private final Map<Http2FrameStream, Http2Headers> heads = new HashMap<>();
    private final Map<Http2FrameStream, StringBuilder> texts = new HashMap<>();

    Streams(int number) {
      this.number = number;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2HeadersFrame frame) {
        heads.putIfAbsent(frame.stream(), frame.headers());
        StringBuilder head = new StringBuilder();
        frame
            .headers()
            .forEach(
                field ->
                    head.append(field.getKey()).append(": ").append(field.getValue()).append('\n'));
        take(context, frame.stream(), head.toString(), frame.isEndStream());
      } else if (message instanceof Http2DataFrame frame) {
        String body = frame.content().toString(StandardCharsets.ISO_8859_1);
        take(context, frame.stream(), body, frame.isEndStream());
      } else if (message instanceof HttpObject) {
        append(message.toString());
        context.close();
      }
    }

    private void take(
        ChannelHandlerContext context, Http2FrameStream stream, String text, boolean last) {
      append(text);
      texts.computeIfAbsent(stream, absent -> new StringBuilder()).append(text);
      if (last) {
        Http2Headers head = heads.remove(stream);
        String target = String.valueOf(head.path());
        keep(
            new ReceivedRequest(
                number,
                String.valueOf(head.method()),
                target,
                head.authority() == null ? "" : head.authority().toString(),
                texts.remove(stream).toString()));
        answer(context, stream, redirects.get(target));
      }
    }

    private void answer(ChannelHandlerContext context, Http2FrameStream stream, String location) {
      Http2Headers head = new DefaultHttp2Headers().status(location == null ? "200" : "302");
      if (location == null) {
        context.write(new DefaultHttp2HeadersFrame(head).stream(stream));
        context.writeAndFlush(
            new DefaultHttp2DataFrame(
                    Unpooled.copiedBuffer(BODY, StandardCharsets.ISO_8859_1), /* endStream= */ true)
                .stream(stream));
      } else {
        head.add("location", location);
        context.writeAndFlush(
            new DefaultHttp2HeadersFrame(head, /* endStream= */ true).stream(stream));
      }
    }
  }
}
