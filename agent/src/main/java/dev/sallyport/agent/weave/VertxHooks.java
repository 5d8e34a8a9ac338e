package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import java.util.ArrayList;
import java.util.List;

/**
 * Where work changes threads in Vert.x 4 and 5 by other ways than Netty's event loops and the JDK's
 * pools.
 *
 * <p>Its contexts are no one's: work on one runs for whoever gave it, also where a context was made
 * by another call.
 */
public final class VertxHooks {
  private static final String CORE = "io/vertx/core/";
  private static final String FUTURE = CORE + "impl/future/FutureImpl";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String FAILURE = "Ljava/lang/Throwable;";

  private VertxHooks() {}

  public static List<Hook> rows() {
    List<Hook> rows = new ArrayList<>(queues());
    rows.addAll(futuresOf4());
    rows.addAll(futuresOf5());
    return List.copyOf(rows);
  }

  // spotless:off
  static List<Hook> queues() {
    return new Rows()
        .whenLoaded(CORE + "impl/TaskQueue")
        .context(Door.CAPTURE, "execute", "(Ljava/lang/Runnable;Ljava/util/concurrent/Executor;)V", arg(0))
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .adoptBefore("java/lang/Runnable", "run", "()V", "run", "()V", SELF)
        .rows();
  }

  /** One method tells of success, another of failure. */
  static List<Hook> futuresOf4() {
    String listener = CORE + "impl/future/Listener";
    String succeed = "(" + OBJECT + "L" + listener + ";)V";
    String fail = "(" + FAILURE + "L" + listener + ";)V";
    String added = "(L" + listener + ";)V";
    Rows rows = new Rows();
    added(rows, added)
        .adoptBefore(FUTURE, "emitSuccess", succeed, "addListener", added, arg(1))
        .adoptBefore(FUTURE, "emitFailure", fail, "addListener", added, arg(1));
    completing(rows, "tryComplete", "(" + OBJECT + ")Z", "emitSuccess", succeed, 1);
    completing(rows, "tryFail", "(" + FAILURE + ")Z", "emitFailure", fail, 1);
    notifying(rows, listener, "onSuccess", "(" + OBJECT + ")V");
    notifying(rows, listener, "onFailure", "(" + FAILURE + ")V");
    return rows.rows();
  }

  /** One method tells of either. */
  static List<Hook> futuresOf5() {
    String listener = CORE + "Completable";
    String emit = "(" + OBJECT + FAILURE + "L" + listener + ";)V";
    String added = "(L" + listener + ";)V";
    Rows rows = new Rows();
    added(rows, added)
        .adoptBefore(FUTURE, "emitResult", emit, "addListener", added, arg(2));
    completing(rows, "completeInternal", "(" + OBJECT + FAILURE + ")Z", "emitResult", emit, 2);
    notifying(rows, listener, "complete", "(" + OBJECT + FAILURE + ")V");
    return rows.rows();
  }
  // spotless:on

  /** A listener is handed over, not registered: one may be that of many futures. */
  private static Rows added(Rows rows, String descriptor) {
    return rows.optional(FUTURE)
        .context(Door.CAPTURE, "addListener", descriptor, arg(0))
        .context(Door.SCOPE, "addListener", descriptor, NOTHING);
  }

  /** Its listener is told, now or by a context's executor, which captures the same. */
  private static void completing(
      Rows rows, String method, String descriptor, String emit, String emitted, int listener) {
    rows.optional(FUTURE)
        .context(Door.SCOPE, method, descriptor, NOTHING)
        .adoptBefore(FUTURE, emit, emitted, method, descriptor, arg(listener));
  }

  /** Several listeners are told one after another. */
  private static void notifying(Rows rows, String listener, String method, String descriptor) {
    rows.optional(FUTURE + "$ListenerArray")
        .context(Door.SCOPE, method, descriptor, NOTHING)
        .adoptBefore(listener, method, descriptor, method, descriptor, SELF);
  }
}
