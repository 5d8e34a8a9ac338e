package dev.sallyport.agent.framework.declared;

import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.framework.json.Reply;
import dev.sallyport.agent.gate.ToolGate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Stands in for the future that a method answered: settled when that is. */
final class PendingAnswer extends CompletableFuture<@Nullable Object> {
  private final CompletionStage<?> answer;

  PendingAnswer(ToolGate gate, Use<Reply> use, String hook, CompletionStage<?> answer) {
    this.answer = answer;
    Settling settling = new Settling(gate, use, hook);
    answer.whenComplete(
        (result, failure) ->
            tell(failure == null ? settling.answered(result) : settling.failed(failure)));
  }

  private void tell(Reply reply) {
    Throwable thrown = reply.thrown();
    if (thrown == null) {
      complete(reply.result());
    } else {
      completeExceptionally(thrown);
    }
  }

  /** Whoever gives the answer up means the one that is worked for. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (answer instanceof Future<?> future) {
      future.cancel(mayInterruptIfRunning);
    }
    return super.cancel(mayInterruptIfRunning);
  }

  /** What is made of it is none of this class. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
