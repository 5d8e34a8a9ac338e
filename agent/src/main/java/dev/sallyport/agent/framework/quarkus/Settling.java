package dev.sallyport.agent.framework.quarkus;

import dev.sallyport.agent.framework.Answers;
import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.gate.ToolGate;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Settles a use by the first message that answers it; what is sent before and after goes by. */
final class Settling implements UnaryOperator<Object> {
  private final ToolGate gate;
  private final Use<Object> use;
  private final Answers<Object> answers;
  private final String hook;
  private final AtomicBoolean settled = new AtomicBoolean();

  Settling(ToolGate gate, Use<Object> use, Answers<Object> answers, String hook) {
    this.gate = gate;
    this.use = use;
    this.answers = answers;
    this.hook = hook;
  }

  @Override
  public Object apply(Object message) {
    if (!new Message(message).isAnswer() || !settled.compareAndSet(false, true)) {
      return message;
    }
    try {
      return use.settle(message);
    } catch (RuntimeException | LinkageError e) {
      return gate.refusesAfter(hook, e) ? answers.failure(Answered.FAILED) : message;
    } finally {
      use.end();
    }
  }
}
