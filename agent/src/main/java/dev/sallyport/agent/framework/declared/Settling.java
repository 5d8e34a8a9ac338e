package dev.sallyport.agent.framework.declared;

import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.framework.json.Reply;
import dev.sallyport.agent.gate.ToolGate;
import org.jspecify.annotations.Nullable;

/**
 * Ends one call with what came of it.
 *
 * @param hook by which it came
 */
record Settling(ToolGate gate, Use<Reply> use, String hook) {

  Reply answered(@Nullable Object result) {
    try {
      Reply reply = use.settle(result == null ? DeclaredAnswers.NOTHING : result);
      return reply.result() == DeclaredAnswers.NOTHING ? Reply.of(null) : reply;
    } catch (RuntimeException | LinkageError e) {
      return gate.refusesAfter(hook, e) ? Reply.thrown(e) : Reply.of(result);
    } finally {
      use.end();
    }
  }

  Reply failed(Throwable failure) {
    try {
      return use.failed(failure);
    } catch (RuntimeException | LinkageError e) {
      return Reply.thrown(gate.refusesAfter(hook, e) ? e : failure);
    } finally {
      use.end();
    }
  }
}
