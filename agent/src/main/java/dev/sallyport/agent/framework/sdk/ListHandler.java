package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.policy.decide.Principal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands in for the SDK's handler of a list: shows what may be used. */
final class ListHandler implements InvocationHandler {
  private final ToolGate gate;
  private final Reactor reactor;
  private final Listing listing;
  private final Function<String, Principal.Primitive> primitive;
  private final Instructions instructions;
  private final Object handler;
  private final Channels channels;
  private final String hook;

  ListHandler(
      ToolGate gate,
      Reactor reactor,
      Listing listing,
      Function<String, Principal.Primitive> primitive,
      Instructions instructions,
      Object handler,
      Channels channels,
      String hook) {
    this.gate = gate;
    this.reactor = reactor;
    this.listing = listing;
    this.primitive = primitive;
    this.instructions = instructions;
    this.handler = handler;
    this.channels = channels;
    this.hook = hook;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (!method.getName().equals("handle")) {
      return Handlers.invoke(handler, method, arguments);
    }
    return reactor.defer(() -> listed(method, arguments));
  }

  private Object listed(Method method, Object[] arguments) {
    ToolGate.Sight sight = gate.listed(channels.of(arguments));
    Object mono = Handlers.mono(reactor, handler, method, arguments);
    return reactor.map(mono, listed -> filtered(sight, listed));
  }

  /** In audit mode a fault of ours must not be the server's. */
  private Object filtered(ToolGate.Sight sight, Object listed) {
    try {
      instructions.tell(gate);
      return listing.filtered(
          listed, (name, definition) -> sight.shows(primitive.apply(name), definition));
    } catch (RuntimeException | LinkageError e) {
      if (gate.refusesAfter(hook, e)) {
        throw e;
      }
      return listed;
    }
  }
}
