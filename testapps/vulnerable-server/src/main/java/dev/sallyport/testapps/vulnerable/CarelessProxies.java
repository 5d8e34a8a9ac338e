package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.util.List;

/** Goes through a proxy on this machine to wherever a client says. */
final class CarelessProxies {
  private static final int PATIENCE_MILLIS = 5000;

  List<ServedTool> all() {
    return List.of(
        ServedTool.named("connect_by_socks", "Has a SOCKS proxy connect to a port.")
            .requires("proxy", "The port of the proxy")
            .requires("host", "Where to")
            .requires("port", "The port there")
            .answeredBy(this::socks),
        ServedTool.named("tunnel", "Fetches a URL through a tunnel of an HTTP proxy.")
            .requires("proxy", "The port of the proxy")
            .requires("url", "What to fetch")
            .answeredBy(this::tunnel));
  }

  private CallToolResult socks(CallToolRequest request) {
    try (Socket socket = new Socket(proxy(request, Proxy.Type.SOCKS))) {
      socket.connect(
          InetSocketAddress.createUnresolved(
              argument(request, "host"), Integer.parseInt(argument(request, "port"))),
          PATIENCE_MILLIS);
      return success("open");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The proxies of tests speak no TLS, so that it fails is no news. */
  private CallToolResult tunnel(CallToolRequest request) {
    try {
      URLConnection connection =
          URI.create(argument(request, "url"))
              .toURL()
              .openConnection(proxy(request, Proxy.Type.HTTP));
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      connection.connect();
      return success("open");
    } catch (IOException e) {
      return success("asked: " + e);
    }
  }

  @SuppressWarnings("AddressSelection") // no name, so nothing to choose from
  private static Proxy proxy(CallToolRequest request, Proxy.Type type) {
    int port = Integer.parseInt(argument(request, "proxy"));
    return new Proxy(type, new InetSocketAddress("127.0.0.1", port));
  }
}
