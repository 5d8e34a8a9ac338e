package dev.sallyport.testapps.http;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Has the SDK answer what a {@link Front} receives. */
final class FrontTransport implements McpStatelessServerTransport {
  private final McpJsonMapper json = McpJsonDefaults.getMapper();
  private volatile @Nullable McpStatelessServerHandler handler;

  @Override
  public void setMcpHandler(McpStatelessServerHandler handler) {
    this.handler = handler;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  /** The answer to a message; empty to a notification. */
  CompletionStage<String> answer(String message) {
    McpStatelessServerHandler answering = Objects.requireNonNull(handler);
    try {
      JSONRPCMessage read = McpSchema.deserializeJsonRpcMessage(json, message);
      return read instanceof JSONRPCRequest request
          ? answering.handleRequest(McpTransportContext.EMPTY, request).map(this::text).toFuture()
          : answering
              .handleNotification(McpTransportContext.EMPTY, (JSONRPCNotification) read)
              .thenReturn("")
              .toFuture();
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private String text(Object answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
