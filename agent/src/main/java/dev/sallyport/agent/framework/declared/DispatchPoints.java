package dev.sallyport.agent.framework.declared;

import dev.sallyport.agent.framework.Asked;
import dev.sallyport.agent.framework.Use;
import dev.sallyport.agent.framework.json.Reply;
import dev.sallyport.agent.gate.Channel;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Rows;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.DispatchPoint;
import dev.sallyport.policy.model.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The methods in which servers call their tools, by what a policy says of them.
 *
 * <p>Their rows are of the same table as all others: a point needs the body of one method that is
 * known by its name, which is what the weaver does anyway. They are there only where a policy
 * declares some.
 */
public final class DispatchPoints implements Gates.Dispatch {
  private static final Channel STDIO = new Channel(/* stdio= */ true, "", "");
  private static final Channel OTHER = new Channel(/* stdio= */ false, "", "");

  private final ToolGate gate;

  /** The ids of the rows whose calls come by the input of the process. */
  private final Set<String> overStdio = new HashSet<>();

  /** The ids of the rows of which the policy does not say what the arguments are. */
  private final Set<String> withoutArguments = new HashSet<>();

  /** The calls that this thread is in, the innermost first. */
  @SuppressWarnings("ThreadLocalUsage") // the agent has one instance, for the life of the JVM
  private final ThreadLocal<@Nullable Running> running = new ThreadLocal<>();

  public DispatchPoints(ToolGate gate, List<Entry<DispatchPoint>> points) {
    this.gate = gate;
    for (Entry<DispatchPoint> point : points) {
      if (point.value().transport() == DispatchPoint.Transport.STDIO) {
        overStdio.add(row(point.value()).id());
      }
      if (point.value().arguments() == null) {
        withoutArguments.add(row(point.value()).id());
      }
    }
  }

  public static List<Hook> rows(List<Entry<DispatchPoint>> points) {
    List<Hook> rows = new ArrayList<>();
    for (Entry<DispatchPoint> point : points) {
      rows.add(row(point.value()));
    }
    return rows;
  }

  private static Hook row(DispatchPoint point) {
    Rows rows = new Rows();
    String method = point.method().name();
    List<String> parameters = point.method().parameters();
    int arguments = point.arguments() == null ? -1 : point.arguments();
    rows.whenLoaded(point.method().type().replace('.', '/'));
    if (point.tool() instanceof DispatchPoint.Tool.Argument argument) {
      rows.dispatched(method, parameters, argument.index(), arguments);
    } else {
      String tool = ((DispatchPoint.Tool.Named) point.tool()).name();
      rows.dispatched(method, parameters, tool, arguments);
    }
    return rows.rows().get(0);
  }

  @Override
  public @Nullable Object dispatch(
      Hook hook, @Nullable Object tool, @Nullable Object arguments, @Nullable Class<?> result) {
    Use<Reply> use = null;
    Reply refusal = null;
    try {
      use =
          Use.of(
              gate,
              new DeclaredAnswers(result),
              asked(hook, tool, arguments),
              channel(hook),
              hook.id());
      refusal = use.refusal();
      if (refusal == null) {
        use.begin();
      }
    } catch (RuntimeException | LinkageError e) {
      if (gate.refusesAfter(hook.id(), e)) {
        throw e;
      }
    }
    Running call = new Running(hook, result, use, running.get());
    if (refusal != null) {
      return call.told(refusal);
    }
    running.set(call);
    return null;
  }

  private Channel channel(Hook hook) {
    return overStdio.contains(hook.id()) ? STDIO : OTHER;
  }

  private Asked asked(Hook hook, @Nullable Object tool, @Nullable Object arguments) {
    String name = tool == null ? "" : tool.toString();
    Map<?, ?> values = withoutArguments.contains(hook.id()) ? null : ArgumentValues.of(arguments);
    return new Asked(
        new Request.ToolCall(name, values),
        ArgumentNames.of(arguments),
        /* traceparent= */ "",
        /* tracestate= */ "",
        /* justification= */ "");
  }

  @Override
  public @Nullable Object answered(Hook hook, @Nullable Object result) {
    Running call = current(hook);
    if (call == null) {
      return result;
    }
    Object answer;
    try {
      answer = settled(call, result);
    } catch (Throwable thrown) {
      // Comes to failed() from here, as all that is thrown inside the method.
      call.leaving = thrown;
      throw thrown;
    }
    running.set(call.outer);
    return answer;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it is what the method answers
  private @Nullable Object settled(Running call, @Nullable Object result) {
    Use<Reply> use = call.use;
    if (use == null) {
      return result;
    }
    use.leave();
    if (result instanceof CompletionStage<?> stage && call.isAsynchronous()) {
      return new PendingAnswer(gate, use, call.hook.id(), stage);
    }
    Settling settling = new Settling(gate, use, call.hook.id());
    return call.told(settling.answered(result));
  }

  @Override
  public Object failed(Hook hook, Throwable failure) {
    Running call = current(hook);
    if (call == null) {
      throw Running.<RuntimeException>sneaky(failure);
    }
    running.set(call.outer);
    if (call.use == null || call.hasLeft(failure)) {
      throw Running.<RuntimeException>sneaky(failure);
    }
    call.use.leave();
    Reply reply = new Settling(gate, call.use, hook.id()).failed(failure);
    if (reply.thrown() == failure) {
      throw Running.<RuntimeException>sneaky(failure);
    }
    return call.told(reply);
  }

  /** The innermost call, where it came by that point. */
  @SuppressWarnings("ReferenceEquality") // equals of a record would link classes inside a hook
  private @Nullable Running current(Hook hook) {
    Running call = running.get();
    return call != null && call.hook == hook ? call : null;
  }
}
