package dev.sallyport.agent.framework;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.credential.Redaction;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.gate.Channel;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.agent.record.Volume;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One use of what a server offers, from the client's request to the answer.
 *
 * <p>Where it is not {@linkplain #refusal refused}, its handler is run between {@link #begin} and
 * {@link #leave}, which are of one thread, or as work that is {@linkplain #handOver handed over}.
 * What came of it, then or later and on whatever thread, is passed by {@link #settle} or {@link
 * #failed}, and {@link #end} is called when that is answered or was given up.
 *
 * @param <A> what carries an answer of the framework's
 */
public final class Use<A> {
  private static final int MOST_CAUSES = 32;

  private final ToolGate gate;
  private final Answers<A> answers;
  private final ToolGate.Admission admission;
  private final String hook;

  /** Whoever is given up tells nothing more: an error, until there is better to tell. */
  private volatile Outcome outcome = Outcome.ERROR;

  private volatile long answered = Volume.UNKNOWN;

  private Use(ToolGate gate, Answers<A> answers, ToolGate.Admission admission, String hook) {
    this.gate = gate;
    this.answers = answers;
    this.admission = admission;
    this.hook = hook;
  }

  /**
   * A client asks for it.
   *
   * @param channel by which way it came
   * @param hook where it did
   */
  public static <A> Use<A> of(
      ToolGate gate, Answers<A> answers, Asked asked, Channel channel, String hook) {
    ToolGate.Admission admission =
        gate.admit(
            asked.invocation(),
            asked.argumentKeys(),
            asked.traceparent(),
            asked.tracestate(),
            asked.justification(),
            channel,
            hook);
    return new Use<>(gate, answers, admission, hook);
  }

  /** The answer where its handler may not run, after which nothing else is called; else null. */
  public @Nullable A refusal() {
    Refusal refusal = admission.refusal();
    return refusal == null
        ? null
        : answers.refusal(
            new Refused(List.of(refusal.id()), admission.retryAfter(), refusal.approval()));
  }

  /** Work for it begins on this thread. */
  public void begin() {
    gate.begin(context());
  }

  /** Work for it is handed over, to begin where a row says so. */
  public void handOver(Object work) {
    gate.handOver(context(), work);
  }

  /** The work that last began on this thread ended. */
  public void leave() {
    gate.end();
  }

  /**
   * The handler answered. One that failed after a denial answers with the refusal; one that coped
   * is believed.
   */
  public A settle(Object result) {
    boolean failed = answers.isFailure(result);
    if (!call().blocked().isEmpty() && (failed || admission.failsOnDenial())) {
      return refused();
    }
    Object shown = result;
    Redaction redaction = gate.redaction();
    if (redaction != null) {
      Object screened = answers.screened(result, redaction);
      switch (disclosure(redaction)) {
        case SHOWN -> {}
        case REDACTED -> shown = screened;
        case REFUSED -> {
          return refused();
        }
      }
    }
    if (isTooLong(shown)) {
      return refused();
    }
    outcome = failed ? Outcome.ERROR : Outcome.OK;
    List<String> blocked = call().blocked();
    return answers.result(blocked.isEmpty() ? shown : answers.withDecisions(shown, blocked));
  }

  private boolean isTooLong(Object result) {
    boolean limited = gate.limitsAnswers(context());
    try {
      Weight weight = new Weight();
      answers.screened(result, weight);
      answered = weight.bytes();
    } catch (RuntimeException e) {
      if (limited) {
        throw e;
      }
      // What is only recorded fails no call.
      return false;
    }
    return limited && gate.refusesAnswer(context(), call().of(), answered, hook);
  }

  /** The handler threw. */
  public A failed(Throwable failure) {
    if (!call().blocked().isEmpty()) {
      return refused();
    }
    Redaction redaction = gate.redaction();
    if (redaction == null) {
      return answers.thrown(failure);
    }
    String message = message(failure, redaction);
    return switch (disclosure(redaction)) {
      case SHOWN -> answers.thrown(failure);
      case REDACTED -> answers.failure(message);
      case REFUSED -> refused();
    };
  }

  /** Once, at last: what goes on after it is late. */
  public void end() {
    gate.end(context(), outcome, answered);
  }

  /** Whether it was answered with a refusal after its handler was run. */
  public boolean isRefused() {
    return outcome == Outcome.REFUSED;
  }

  private A refused() {
    outcome = Outcome.REFUSED;
    answered = Volume.UNKNOWN;
    return answers.refusal(Refused.of(call().blocked()));
  }

  /** What a failure says, its causes included, since servers tell either. */
  private static String message(Throwable failure, Redaction redaction) {
    String message = redaction.of(String.valueOf(failure.getMessage()));
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      redaction.of(String.valueOf(cause.getMessage()));
      cause = cause.getCause();
    }
    return message;
  }

  private ToolGate.Disclosure disclosure(Redaction redaction) {
    return redaction.names().isEmpty()
        ? ToolGate.Disclosure.SHOWN
        : gate.disclose(context(), redaction.names(), hook);
  }

  private Context context() {
    return admission.context();
  }

  private Call call() {
    return admission.context().call();
  }
}
