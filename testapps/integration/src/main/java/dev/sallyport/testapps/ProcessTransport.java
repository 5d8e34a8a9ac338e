package dev.sallyport.testapps;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * MCP over the stdin and stdout of a process that someone else starts and ends. The SDK's own
 * transport starts the process itself, and then nobody sees the bytes. A server that dies answers
 * every open request with an error, so that no client waits for it.
 */
final class ProcessTransport implements McpClientTransport {
  private static final int SERVER_ENDED = 1;

  private final ServerProcess server;
  private final McpJsonMapper json = McpJsonDefaults.getMapper();
  private final Set<Object> open = ConcurrentHashMap.newKeySet();

  ProcessTransport(ServerProcess server) {
    this.server = server;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    return Mono.fromRunnable(
        () -> server.output().listen(line -> received(line, handler), () -> ended(handler)));
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(
        () -> {
          if (message instanceof JSONRPCRequest request) {
            open.add(request.id());
          }
          server.send(text(message));
        });
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return json.convertValue(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
  }

  private void received(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    JSONRPCMessage message;
    try {
      message = McpSchema.deserializeJsonRpcMessage(json, line);
    } catch (IOException | IllegalArgumentException e) {
      // The process is told on for this when it is closed.
      return;
    }
    if (message instanceof JSONRPCResponse response) {
      open.remove(response.id());
    }
    handler.apply(Mono.just(message)).subscribe();
  }

  private void ended(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    for (Object id : open) {
      JSONRPCError error = new JSONRPCError(SERVER_ENDED, "the server ended", null);
      handler.apply(Mono.just(new JSONRPCResponse("2.0", id, null, error))).subscribe();
    }
  }

  private String text(JSONRPCMessage message) {
    try {
      return json.writeValueAsString(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
