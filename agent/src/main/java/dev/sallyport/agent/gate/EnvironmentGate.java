package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.EnvironmentOperation;
import dev.sallyport.policy.decide.Phase;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Variables of the environment, by name. One that this process does not have is null to everybody,
 * so that is not decided.
 */
final class EnvironmentGate implements Gate {
  private final Checkpoint checkpoint;
  private final Contexts contexts;
  private final Set<String> names;
  private final Map<String, String> view;
  private final Set<String> seenStarting = ConcurrentHashMap.newKeySet();
  private final Set<String> seenServing = ConcurrentHashMap.newKeySet();

  EnvironmentGate(Checkpoint checkpoint, Contexts contexts, Map<String, String> environment) {
    this.checkpoint = checkpoint;
    this.contexts = contexts;
    // The JDK's own map makes bytes of each name that it is asked for.
    this.names = Set.copyOf(environment.keySet());
    this.view = Collections.unmodifiableMap(new EnvironmentView(environment, this));
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return a == null || !names.contains(a) ? null : pass(context, (String) a, hook.id());
  }

  @Override
  public Object filter(Hook hook, @Nullable Context context, @Nullable Object a, Object result) {
    return switch (hook.check()) {
      case ENVIRONMENT_VIEW -> view;
      case ENVIRONMENT_COPY -> readable(context, result);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  /**
   * A copy to be changed for a child is made of what may be read. That is not recorded: what the
   * child lacks is, when it is started.
   */
  private Object readable(@Nullable Context context, Object copy) {
    if (checkpoint.enforces(context)) {
      Map<?, ?> variables = (Map<?, ?>) copy;
      List<Object> names = new ArrayList<>(variables.keySet());
      for (Object name : names) {
        if (checkpoint.denies(context, read((String) name))) {
          variables.remove(name);
        }
      }
    }
    return copy;
  }

  /** Whether whoever runs on this thread may read that variable, for which it asked by name. */
  boolean reads(String name) {
    return judge(name, Manner.NAMED);
  }

  /** Whether it comes by that variable as it goes through all. Recorded once for each call. */
  boolean meets(String name) {
    return judge(name, Manner.MET);
  }

  /** Whether it would come by that variable. Not recorded. */
  boolean counts(String name) {
    return judge(name, Manner.COUNTED);
  }

  private enum Manner {
    NAMED,
    MET,
    COUNTED
  }

  private boolean judge(String name, Manner manner) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return true;
    }
    try {
      Context context = state.context();
      boolean recorded =
          switch (manner) {
            case NAMED -> true;
            case MET -> isFirst(context, name);
            case COUNTED -> false;
          };
      return recorded
          ? pass(context, name, EnvironmentView.ID) == null
          : !checkpoint.enforces(context) || !checkpoint.denies(context, read(name));
    } catch (Throwable failure) {
      Subject subject = new Subject("agent", "check", EnvironmentView.ID);
      return checkpoint.fault(state.context(), subject, failure) == null;
    } finally {
      state.inside = false;
    }
  }

  private boolean isFirst(@Nullable Context context, String name) {
    Call call = context == null ? null : context.call();
    if (call != null) {
      return call.meets(name);
    }
    Principal principal = checkpoint.whose(context).grants().principal();
    boolean starting =
        principal instanceof Principal.Server server && server.phase() == Phase.STARTING;
    return (starting ? seenStarting : seenServing).add(name);
  }

  private @Nullable Refusal pass(@Nullable Context context, String name, String hook) {
    if (checkpoint.again(context, EnvironmentOperation.READ, name, 0)) {
      return null;
    }
    return checkpoint.pass(
        context,
        read(name),
        new Subject("environment", "read", hook),
        name,
        EnvironmentOperation.READ,
        name,
        0);
  }

  private static Request read(String name) {
    return new Request.Environment(EnvironmentOperation.READ, name);
  }
}
