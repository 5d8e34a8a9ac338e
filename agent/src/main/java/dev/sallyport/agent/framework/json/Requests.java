package dev.sallyport.agent.framework.json;

import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.gate.Channel;
import dev.sallyport.agent.gate.ToolGate;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stands before a handler of one method of the protocol. */
public final class Requests {
  private final ToolGate gate;
  private final Protocol method;
  private final Messages messages;
  private final JsonAnswers answers;
  private final String hook;

  /** A handler as it is called once, for one request. */
  public interface Handler {
    /**
     * Handles it.
     *
     * @param replied takes what is answered, and answers what is to be answered instead
     * @return null where {@code replied} is called later
     */
    @Nullable Reply handle(Function<Reply, Reply> replied);
  }

  public Requests(ToolGate gate, Protocol method, Messages messages, String hook) {
    this.gate = gate;
    this.method = method;
    this.messages = messages;
    this.answers = new JsonAnswers(messages, method == Protocol.TOOL_CALL);
    this.hook = hook;
  }

  /**
   * A client asks.
   *
   * @param stdio whether over the input of this process, as {@link Channel} has it
   * @return what it is answered; null where the handler is to say that later
   */
  public @Nullable Reply answer(Object request, boolean stdio, Handler handler) {
    return method.isList() ? list(request, stdio, handler) : use(request, stdio, handler);
  }

  private @Nullable Reply list(Object request, boolean stdio, Handler handler) {
    ToolGate.Sight sight;
    try {
      sight = gate.listed(channel(messages.parameters(request), stdio));
    } catch (RuntimeException | LinkageError e) {
      return gate.refusesAfter(hook, e) ? Reply.thrown(e) : handler.handle(reply -> reply);
    }
    return handler.handle(reply -> filtered(sight, reply));
  }

  private static Channel channel(@Nullable Object parameters, boolean stdio) {
    return new Channel(stdio, /* session= */ "", Asked.purpose(parameters));
  }

  private Reply filtered(ToolGate.Sight sight, Reply reply) {
    try {
      Object result = reply.result();
      if (result == null) {
        return reply;
      }
      Map<String, @Nullable Object> left = method.filtered(messages.members(result), sight::shows);
      return left == null ? reply : Reply.of(messages.like(result, left));
    } catch (RuntimeException | LinkageError e) {
      return afterFault(e, reply);
    }
  }

  /** In audit mode a fault of ours must not be the server's. */
  private @Nullable Reply use(Object request, boolean stdio, Handler handler) {
    Use<Reply> use;
    try {
      Object parameters = messages.parameters(request);
      use = Use.of(gate, answers, method.asked(parameters), channel(parameters, stdio), hook);
    } catch (RuntimeException | LinkageError e) {
      return gate.refusesAfter(hook, e) ? Reply.thrown(e) : handler.handle(reply -> reply);
    }
    Reply refusal = use.refusal();
    if (refusal != null) {
      return refusal;
    }
    use.begin();
    try {
      return handler.handle(reply -> settled(use, reply));
    } finally {
      use.leave();
    }
  }

  private Reply settled(Use<Reply> use, Reply reply) {
    try {
      Throwable thrown = reply.thrown();
      return thrown == null ? use.settle(reply.result()) : use.failed(thrown);
    } catch (RuntimeException | LinkageError e) {
      return afterFault(e, reply);
    } finally {
      use.end();
    }
  }

  private Reply afterFault(Throwable failure, Reply reply) {
    return gate.refusesAfter(hook, failure) ? Reply.thrown(failure) : reply;
  }
}
