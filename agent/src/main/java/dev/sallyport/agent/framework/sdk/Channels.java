package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.ProcessInput;
import dev.sallyport.agent.gate.Channel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * By which way messages reach one server of the SDK. One transport reads the input of the process,
 * and even that may have been given another: it is asked which it reads.
 */
final class Channels {
  private static final String TRANSPORT = "io.modelcontextprotocol.server.transport.Stdio";

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
    return transport != null
        && transport.getClass().getName().startsWith(TRANSPORT)
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
