package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.ProcessInput;
import dev.sallyport.agent.gate.Channel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * By which way messages reach one server of the SDK. The transports that read the input of the
 * process, the SDK's own and what Micronaut has in its place, may have been given another: they are
 * asked which they read.
 */
final class Channels {
  private static final String OWN = "io.modelcontextprotocol.server.transport.Stdio";
  private static final String MICRONAUTS = "io.micronaut.mcp.server.stdio.Stdio";

  private final Object server;
  private final ProcessInput input;
  private volatile @Nullable Boolean stdio;

  Channels(Object server, ProcessInput input) {
    this.server = server;
    this.input = input;
  }

  /**
   * The way of one message.
   *
   * @param arguments of its handler, the parameters of the message last
   */
  Channel of(Object[] arguments) {
    return new Channel(
        isStdio(),
        arguments.length > 1 ? session(arguments[0]) : "",
        Asked.purpose(arguments[arguments.length - 1]));
  }

  /** Asked when a message comes: while the server is made it may not have its transport yet. */
  private boolean isStdio() {
    Boolean known = stdio;
    if (known == null) {
      known = readsInput(ProcessInput.field(server, "mcpTransportProvider", "transport"));
      stdio = known;
    }
    return known;
  }

  private boolean readsInput(@Nullable Object transport) {
    if (transport == null) {
      return false;
    }
    String name = transport.getClass().getName();
    return (name.startsWith(OWN) || name.startsWith(MICRONAUTS))
        && input.is(ProcessInput.field(transport, "inputStream"));
  }

  /** From 0.11 an exchange tells. */
  private static String session(@Nullable Object exchange) {
    try {
      if (exchange != null && Modifier.isPublic(exchange.getClass().getModifiers())) {
        Method session = exchange.getClass().getMethod("sessionId");
        return session.invoke(exchange) instanceof String id ? id : "";
      }
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      // Then the request has to say it.
    }
    return "";
  }
}
