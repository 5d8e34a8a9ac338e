package dev.sallyport.agent.framework.quarkus;

import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.gate.Channel;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Rows;
import dev.sallyport.policy.decide.Principal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The MCP server of Quarkus, from 1.0.
 *
 * <p>In every line one method answers each method of the protocol. It gets the message, as JSON,
 * and what it is answered by, which a stand-in takes the place of: all that the client is told
 * passes there, as JSON again, from whatever thread. The methods stand before the framework's
 * look-up of the tool, resource or prompt; filters of its own come after.
 */
public final class QuarkusMcp implements Gates.Replacement {
  private static final String RUNTIME = "io/quarkiverse/mcp/server/runtime/";

  /** What it is answered by is a {@code Responder} in 1.0 and a {@code McpRequest} since. */
  private static final String MESSAGE = "(Lio/vertx/core/json/JsonObject;*";

  private final ToolGate gate;

  public QuarkusMcp(ToolGate gate) {
    this.gate = gate;
  }

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .whenLoaded(RUNTIME + "ToolMessageHandler")
        .answered("toolsCall", MESSAGE, Check.TOOL_CALL)
        .answered("toolsList", MESSAGE, Check.TOOL_LIST)
        .whenLoaded(RUNTIME + "ResourceMessageHandler")
        .answered("resourcesRead", MESSAGE, Check.RESOURCE_READ)
        .answered("resourcesSubscribe", MESSAGE, Check.RESOURCE_SUBSCRIPTION)
        .answered("resourcesList", MESSAGE, Check.RESOURCE_LIST)
        .whenLoaded(RUNTIME + "ResourceTemplateMessageHandler")
        .answered("resourceTemplatesList", MESSAGE, Check.TEMPLATE_LIST)
        .whenLoaded(RUNTIME + "PromptMessageHandler")
        .answered("promptsGet", MESSAGE, Check.PROMPT_GET)
        .answered("promptsList", MESSAGE, Check.PROMPT_LIST)
        .whenLoaded(RUNTIME + "McpMessageHandler")
        .answered("complete", MESSAGE, Check.COMPLETION)
        .rows();
  }
  // spotless:on

  /** No row has a result replaced. */
  @Override
  public Object replace(Hook hook, Object owner, Object result) {
    throw new IllegalStateException(hook.id());
  }

  @Override
  public @Nullable Object exchange(Hook hook, @Nullable Object owner, Object asked, Object reply) {
    Message message = new Message(asked);
    try {
      return answered(hook, message, reply);
    } catch (RuntimeException | LinkageError e) {
      // Thrown from here, it would leave a client of HTTP without an answer.
      return gate.refusesAfter(hook.id(), e)
          ? Reply.send(reply, new Answered(message).failure(Answered.FAILED))
          : reply;
    }
  }

  private @Nullable Object answered(Hook hook, Message asked, Object reply) {
    return switch (hook.check()) {
      case TOOL_CALL -> use(hook, new ToolAnswers(asked), Asked::toolCall, asked, reply);
      case RESOURCE_READ -> use(hook, new Answered(asked), Asked::reading, asked, reply);
      case RESOURCE_SUBSCRIPTION ->
          use(hook, new Answered(asked), Asked::subscription, asked, reply);
      case PROMPT_GET -> use(hook, new Answered(asked), Asked::prompt, asked, reply);
      case COMPLETION -> use(hook, new Answered(asked), Asked::completion, asked, reply);
      case TOOL_LIST -> list(hook, "tools", "name", Principal.Tool::new, asked, reply);
      case RESOURCE_LIST -> list(hook, "resources", "uri", Principal.Resource::new, asked, reply);
      case TEMPLATE_LIST ->
          list(
              hook,
              "resourceTemplates",
              "uriTemplate",
              Principal.ResourceTemplate::new,
              asked,
              reply);
      case PROMPT_LIST -> list(hook, "prompts", "name", Principal.Prompt::new, asked, reply);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  private @Nullable Object use(
      Hook hook,
      Answered answers,
      Function<@Nullable Object, Asked> reading,
      Message asked,
      Object reply) {
    Object parameters = asked.parameters();
    Use<Object> use =
        Use.of(gate, answers, reading.apply(parameters), channel(parameters, reply), hook.id());
    Object refusal = use.refusal();
    if (refusal != null) {
      return Reply.send(reply, refusal);
    }
    try {
      Object standIn = Reply.through(reply, new Settling(gate, use, answers, hook.id()));
      use.handOver(standIn);
      return standIn;
    } catch (RuntimeException | LinkageError e) {
      use.end();
      throw e;
    }
  }

  /** Its own ids of sessions are those of the requests that they come with. */
  private static Channel channel(@Nullable Object parameters, Object reply) {
    return new Channel(Reply.isOfInput(reply), /* session= */ "", Asked.purpose(parameters));
  }

  private Object list(
      Hook hook,
      String elements,
      String name,
      Function<String, Principal.Primitive> primitive,
      Message asked,
      Object reply) {
    ToolGate.Sight sight = gate.listed(channel(asked.parameters(), reply));
    return Reply.through(
        reply,
        new Filtering(gate, sight, new Answered(asked), elements, name, primitive, hook.id()));
  }
}
