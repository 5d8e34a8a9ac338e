package dev.sallyport.testapps.vulnerable;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Connections that one tool opens and every other writes on. */
final class CarelessPool {
  private final Map<String, Pooled> connections = new ConcurrentHashMap<>();

  /** Writes on a connection that is kept. */
  private interface Pooled {
    void write(CallToolRequest request) throws IOException;
  }

  List<ServedTool> all() {
    return List.of(
        ServedTool.named("open_pooled", "Opens a connection and keeps it.")
            .requires("kind", "socket, urgent, channel, gathering, asynchronous, file or datagrams")
            .requires("host", "Where to")
            .requires("port", "The port there")
            .answeredBy(this::open),
        ServedTool.named("write_pooled", "Writes on a connection that was kept.")
            .requires("kind", "Which one")
            .requires("text", "What to write, or the path of a file that has it")
            .answeredBy(this::write));
  }

  private CallToolResult open(CallToolRequest request) {
    InetSocketAddress address =
        new InetSocketAddress(
            argument(request, "host"), Integer.parseInt(argument(request, "port")));
    String kind = argument(request, "kind");
    try {
      connections.put(kind, open(kind, address));
      return success("open");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pooled open(String kind, InetSocketAddress address) throws IOException {
    switch (kind) {
      case "socket" -> {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        return request -> socket.getOutputStream().write(text(request).array());
      }
      case "urgent" -> {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        return request -> socket.sendUrgentData(text(request).get());
      }
      case "asynchronous" -> {
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
        await(channel.connect(address));
        return request -> await(channel.write(text(request)));
      }
      case "datagrams" -> {
        DatagramChannel channel = DatagramChannel.open().connect(address);
        return request -> channel.write(text(request));
      }
      case "gathering" -> {
        SocketChannel channel = SocketChannel.open(address);
        return request -> channel.write(new ByteBuffer[] {text(request), text(request)});
      }
      case "file" -> {
        SocketChannel channel = SocketChannel.open(address);
        return request -> {
          try (FileChannel file = FileChannel.open(Path.of(argument(request, "text")))) {
            file.transferTo(0, file.size(), channel);
          }
        };
      }
      default -> {
        SocketChannel channel = SocketChannel.open(address);
        return request -> channel.write(text(request));
      }
    }
  }

  private CallToolResult write(CallToolRequest request) {
    Pooled connection = connections.get(argument(request, "kind"));
    if (connection == null) {
      throw new IllegalArgumentException("no such connection");
    }
    try {
      connection.write(request);
      return success("written");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static ByteBuffer text(CallToolRequest request) {
    return ByteBuffer.wrap(argument(request, "text").getBytes(StandardCharsets.UTF_8));
  }
}
