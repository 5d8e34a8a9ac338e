package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Capability;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Processes that this server did not start: who sees them, and who ends them. Its own, and those
 * that they started, are not decided on.
 */
final class ProcessHandleGate implements Gate {
  private static final Request PROCESSES = new Request.Jvm(Capability.PROCESSES);

  private final Checkpoint checkpoint;
  private final Contexts contexts;
  private final Relatives relatives;

  ProcessHandleGate(Checkpoint checkpoint, Contexts contexts, Relatives relatives) {
    this.checkpoint = checkpoint;
    this.contexts = contexts;
    this.relatives = relatives;
  }

  /** A process that has ended is nobody's to protect: the system call says so itself. */
  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    long pid = ((ProcessHandle) a).pid();
    return relatives.include(pid) || !relatives.isAlive(pid)
        ? null
        : pass(context, "end", hook, pid);
  }

  @Override
  public Object filter(Hook hook, @Nullable Context context, @Nullable Object a, Object result) {
    return switch (hook.check()) {
      case PROCESS_FIND -> found(hook, context, (Long) a, (Optional<?>) result);
      case PROCESS_DESCRIBE -> described(hook, context, (Long) a, (ProcessHandle.Info) result);
      case PROCESS_LIST -> ((Stream<?>) result).filter(new Visible(hook, context));
      default -> throw new IllegalStateException(hook.id());
    };
  }

  private Object found(Hook hook, @Nullable Context context, long pid, Optional<?> found) {
    return found.isEmpty() || relatives.include(pid) || pass(context, "find", hook, pid) == null
        ? found
        : Optional.empty();
  }

  private Object described(
      Hook hook, @Nullable Context context, long pid, ProcessHandle.Info described) {
    return isUnknown(described)
            || relatives.include(pid)
            || pass(context, "describe", hook, pid) == null
        ? described
        : relatives.unknown();
  }

  private static boolean isUnknown(ProcessHandle.Info info) {
    return info.command().isEmpty()
        && info.commandLine().isEmpty()
        && info.startInstant().isEmpty()
        && info.user().isEmpty();
  }

  private @Nullable Refusal pass(@Nullable Context context, String operation, Hook hook, long pid) {
    return checkpoint.pass(
        context, PROCESSES, new Subject("process", operation, hook.id()), Long.toString(pid));
  }

  /** Lets through what may be seen. Others' processes are decided on when the first turns up. */
  private final class Visible implements Predicate<Object> {
    private final Hook hook;
    private final @Nullable Context context;
    private boolean decided;
    private boolean others;

    Visible(Hook hook, @Nullable Context context) {
      this.hook = hook;
      this.context = context;
    }

    /** As a gate does: what is read of the system, and how, is not decided on in turn. */
    @Override
    public boolean test(Object handle) {
      ThreadState state = contexts.enter();
      try {
        return relatives.include(((ProcessHandle) handle).pid()) || others();
      } finally {
        if (state != null) {
          state.inside = false;
        }
      }
    }

    private synchronized boolean others() {
      if (!decided) {
        decided = true;
        others =
            checkpoint.pass(
                    context,
                    PROCESSES,
                    new Subject("process", "list", hook.id()),
                    "processes of others")
                == null;
      }
      return others;
    }
  }
}
