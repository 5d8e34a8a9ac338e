package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.enforce.Enforcer;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Behind the doors: the one implementation of {@link SallyportGate.Guard}.
 *
 * <p>Leaving is a plain write and no call: on a stack that is about to overflow a call could fail,
 * and the thread's later operations would count as the agent's own.
 *
 * <p>A hook that fires while the agent itself is at work on the thread is let through, so that the
 * agent's own I/O never decides on itself. A gate that fails is a denial.
 */
public final class Gates extends SallyportGate.Guard {
  private static final Refusal CANARY = new Refusal("canary", "canary");

  private final HookTable table;
  private final Contexts contexts;
  private final Checkpoint checkpoint;
  private final Enforcer enforcer;
  private final Replacement replacement;
  private final Map<Check, Gate> gates = new EnumMap<>(Check.class);

  /** Not volatile: only the thread that sent it has to see it. */
  private @Nullable Canary canary;

  /** What takes the place of a framework's own handlers. */
  public interface Replacement {
    /** Throws only in enforce mode, where a server without its first gate must not come up. */
    Object replace(Hook hook, Object owner, Object result);
  }

  /**
   * The guard of one JVM.
   *
   * @param searchPath the {@code PATH} of this process
   */
  public Gates(
      HookTable table,
      Contexts contexts,
      Checkpoint checkpoint,
      Enforcer enforcer,
      Paths paths,
      Descriptors descriptors,
      Inodes inodes,
      @Nullable String searchPath,
      Replacement replacement) {
    this.table = table;
    this.contexts = contexts;
    this.checkpoint = checkpoint;
    this.enforcer = enforcer;
    this.replacement = replacement;
    Gate files = new FileGate(checkpoint, paths, descriptors, inodes);
    Gate network = new NetworkGate(checkpoint, new ResolvedNames());
    Gate processes = new ProcessGate(checkpoint, paths, searchPath);
    Gate http = new HttpGate(checkpoint);
    for (Check check : Check.values()) {
      switch (check) {
        case FILE_STAT,
            FILE_STAT_LINK,
            FILE_LIST,
            FILE_READ,
            FILE_WRITE,
            FILE_WRITE_LINK,
            FILE_MAKE_DIRECTORY,
            FILE_DELETE,
            FILE_OPEN,
            FILE_OPEN_RANDOM,
            FILE_OPEN_AT,
            FILE_STAT_AT,
            FILE_DELETE_AT,
            FILE_TEMPORARY,
            FILE_MOVE,
            FILE_MOVE_AT,
            FILE_LINK,
            FILE_SYMLINK ->
            gates.put(check, files);
        case CONNECT, SEND, BIND, RESOLVE -> gates.put(check, network);
        case PROCESS -> gates.put(check, processes);
        case HTTP_CLIENT, HTTP_URL_CONNECTION -> gates.put(check, http);
        case CONTEXT, TOOL_CALL, TOOL_LIST -> {}
      }
    }
  }

  /** From now on this thread's canary is expected, or none. */
  public void expect(@Nullable Canary next) {
    canary = next;
  }

  @Override
  public boolean check(int number, Object a, Object b, int n, int m) {
    Hook hook = table.row(number);
    if (isCanary(number)) {
      return enforcer.refuse(hook.denied(), CANARY);
    }
    ThreadState state = contexts.enter();
    if (state == null) {
      return false;
    }
    Refusal refusal;
    try {
      refusal = gates.get(hook.check()).check(hook, state.context(), a, b, n, m);
    } catch (Throwable failure) {
      refusal = fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
    return refusal != null && enforcer.refuse(hook.denied(), refusal);
  }

  /** A canary goes on: what was opened for it is closed by whoever opened it. */
  @Override
  public void verify(int number, Object a, Object b, int n, int m) {
    Hook hook = table.row(number);
    if (isCanary(number)) {
      return;
    }
    ThreadState state = contexts.enter();
    if (state == null) {
      return;
    }
    Refusal refusal;
    try {
      refusal = gates.get(hook.check()).verify(hook, state.context(), a, b, n, m);
    } catch (Throwable failure) {
      refusal = fault(hook, state, failure);
    } finally {
      state.inside = false;
    }
    if (refusal != null) {
      enforcer.refuse(hook.denied(), refusal);
    }
  }

  @Override
  public Object replace(int number, Object owner, Object result) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return result;
    }
    try {
      return replacement.replace(table.row(number), owner, result);
    } finally {
      state.inside = false;
    }
  }

  @Override
  public void capture(int number, Object work) {
    stopCanary(number);
    contexts.capture(work);
  }

  @Override
  public void discard(int number, Object work) {
    stopCanary(number);
    contexts.discard(work);
  }

  @Override
  public void run(Runnable task) {
    contexts.run(task);
  }

  @Override
  public void begin(int number, Object work) {
    stopCanary(number);
    contexts.beginWork(work);
  }

  @Override
  public void end(int number) {
    contexts.end();
  }

  private boolean isCanary(int number) {
    Canary expected = canary;
    return expected != null && expected.comesTo(number);
  }

  private void stopCanary(int number) {
    Canary expected = canary;
    if (expected != null && expected.comesTo(number)) {
      throw expected;
    }
  }

  private @Nullable Refusal fault(Hook hook, ThreadState state, Throwable failure) {
    return checkpoint.fault(state.context(), new Subject("agent", "check", hook.id()), failure);
  }
}
