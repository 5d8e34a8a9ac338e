package dev.sallyport.agent.inbound;

import org.jspecify.annotations.Nullable;

/** An answer of HTTP/1 without a body, by the channel of Netty: where there is no response yet. */
final class NettyAnswer {
  private static final String HTTP = "io.netty.handler.codec.http.";

  private final Getters headers = new Getters("headers");
  private final Getters set = new Getters("set", String.class, Object.class);
  private final Getters write = new Getters("writeAndFlush", Object.class);

  /**
   * Sends it, as the last one of its connection.
   *
   * @param netty sees the classes of Netty
   */
  void send(@Nullable Object channel, int status, ClassLoader netty) throws Throwable {
    Class<?> version = Class.forName(HTTP.concat("HttpVersion"), /* initialize= */ true, netty);
    Class<?> code = Class.forName(HTTP.concat("HttpResponseStatus"), /* initialize= */ true, netty);
    Object response =
        Class.forName(HTTP.concat("DefaultFullHttpResponse"), /* initialize= */ true, netty)
            .getConstructor(version, code)
            .newInstance(
                version.getField("HTTP_1_1").get(null),
                code.getMethod("valueOf", int.class).invoke(null, status));
    Object fields = headers.from(response);
    set.from(fields, "Content-Length", "0");
    set.from(fields, "Connection", "close");
    write.from(channel, response);
  }
}
