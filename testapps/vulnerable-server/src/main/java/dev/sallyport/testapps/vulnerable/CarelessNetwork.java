package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.failure;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Network tools that go wherever a client says: CWE-918, and DNS or UDP as a way out. */
final class CarelessNetwork {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  List<ServedTool> all() {
    return List.of(
        ServedTool.named("fetch_url", "Fetches a URL, following redirects.")
            .requires("url", "What to fetch")
            .accepts("client", "jdk (java.net.http, the default) or url (HttpURLConnection)")
            .accepts("token", "What the jdk client says it is by, if anything")
            .answeredBy(this::fetch),
        ServedTool.named("resolve_host", "Looks a host name up.")
            .requires("host", "The name")
            .answeredBy(this::resolve),
        ServedTool.named("send_udp", "Sends a datagram.")
            .requires("host", "Where to")
            .requires("port", "The port there")
            .requires("text", "What to send")
            .answeredBy(this::send),
        ServedTool.named("connect_tcp", "Tells whether a port is open.")
            .requires("host", "Where to")
            .requires("port", "The port there")
            .answeredBy(this::connect),
        ServedTool.named("connect_unix", "Writes to a socket in the file system.")
            .requires("path", "Where it is")
            .requires("text", "What to write")
            .answeredBy(this::connectUnix),
        ServedTool.named("join_group", "Listens to a multicast group on the loopback interface.")
            .requires("group", "The address of the group")
            .requires("port", "The port")
            .answeredBy(this::join));
  }

  private CallToolResult fetch(CallToolRequest request) {
    URI uri = URI.create(argument(request, "url"));
    try {
      return switch (argument(request, "client", "jdk")) {
        case "url" -> success(withUrlConnection(uri));
        default -> success(withHttpClient(uri, argument(request, "token", "")));
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure("could not fetch: interrupted");
    } catch (Exception e) {
      return failure("could not fetch: " + e);
    }
  }

  private static String withHttpClient(URI uri, String token)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .connectTimeout(PATIENCE)
            .build();
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }

  private static String withUrlConnection(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }

  private CallToolResult resolve(CallToolRequest request) {
    try {
      return success(
          Arrays.stream(InetAddress.getAllByName(argument(request, "host")))
              .map(InetAddress::getHostAddress)
              .collect(Collectors.joining("\n")));
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult send(CallToolRequest request) {
    byte[] text = argument(request, "text").getBytes(StandardCharsets.UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(text, text.length, address(request)));
      return success("sent " + text.length + " bytes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult connect(CallToolRequest request) {
    try (Socket socket = new Socket()) {
      socket.connect(address(request), (int) PATIENCE.toMillis());
      return success("open");
    } catch (Exception e) {
      return failure("not open: " + e);
    }
  }

  private CallToolResult connectUnix(CallToolRequest request) {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(argument(request, "path"));
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(ByteBuffer.wrap(argument(request, "text").getBytes(StandardCharsets.UTF_8)));
      return success("written");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CallToolResult join(CallToolRequest request) {
    try (MulticastSocket socket =
        new MulticastSocket(Integer.parseInt(argument(request, "port")))) {
      InetAddress group = InetAddress.getByName(argument(request, "group"));
      NetworkInterface loopback =
          NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
      socket.joinGroup(new InetSocketAddress(group, 0), loopback);
      return success("joined");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress address(CallToolRequest request) {
    return new InetSocketAddress(
        argument(request, "host"), Integer.parseInt(argument(request, "port")));
  }
}
