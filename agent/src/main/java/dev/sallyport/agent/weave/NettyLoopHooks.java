package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import java.util.ArrayList;
import java.util.List;

/**
 * Where work gets onto Netty's event loops, timers and promises. From 4.1.61; what gRPC carries of
 * it, too.
 *
 * <p>A task, a timeout and a promise's listener run for whoever gave them. What a channel's
 * handlers do is nobody's: a connection serves many calls, so they run as the server.
 */
public final class NettyLoopHooks {
  private static final String RUNNABLE = "Ljava/lang/Runnable;";
  private static final String EXECUTED = "(" + RUNNABLE + ")V";

  private NettyLoopHooks() {}

  public static List<Hook> rows() {
    List<Hook> rows = new ArrayList<>();
    for (String netty : List.of("io/netty/", "io/grpc/netty/shaded/io/netty/")) {
      rows.addAll(executors(netty, netty + "util/concurrent/"));
      rows.addAll(timeouts(netty, netty + "util/concurrent/"));
      rows.addAll(listeners(netty + "util/concurrent/"));
    }
    // gRPC's copy is of a version that has none.
    rows.addAll(manual("io/netty/channel/ManualIoEventLoop"));
    return List.copyOf(rows);
  }

  // spotless:off
  private static List<Hook> executors(String netty, String concurrent) {
    Rows rows = new Rows();
    rows.whenLoaded(concurrent + "SingleThreadEventExecutor")
        .context(Door.CAPTURE, "execute", "(" + RUNNABLE + "Z)V", arg(0))
        // Every loop's thread is had from here, also by a loop that is not Netty's own.
        .context(Door.SCOPE, "doStartThread", "()V", NOTHING)
        .context(Door.CAPTURE, "addShutdownHook", EXECUTED, arg(0))
        .whenLoaded(netty + "channel/SingleThreadEventLoop")
        .context(Door.CAPTURE, "executeAfterEventLoopIteration", EXECUTED, arg(0));

    // What runs tasks calls one of these two, and the first the second; the oldest call the task.
    running(rows, concurrent + "AbstractEventExecutor", "safeExecute", EXECUTED);
    rows.optional(concurrent + "AbstractEventExecutor")
        .context(Door.SCOPE, "runTask", EXECUTED, NOTHING)
        .adoptBefore("java/lang/Runnable", "run", "()V", "runTask", EXECUTED, SELF);
    running(rows, concurrent + "SingleThreadEventExecutor", "runShutdownHooks", "()Z");
    running(rows, concurrent + "DefaultEventExecutor", "run", "()V");
    running(rows, netty + "channel/DefaultEventLoop", "run", "()V");
    running(rows, netty + "channel/ThreadPerChannelEventLoop", "run", "()V");
    running(rows, concurrent + "GlobalEventExecutor$TaskRunner", "run", "()V");
    running(rows, netty + "util/ThreadDeathWatcher$Watcher", "notifyWatchees", "()V");

    return rows.whenLoaded(concurrent + "GlobalEventExecutor")
        .context(Door.CAPTURE, "addTask", EXECUTED, arg(0))

        .whenLoaded(netty + "util/ThreadDeathWatcher")
        .context(Door.CAPTURE, "watch", "(Ljava/lang/Thread;" + RUNNABLE + ")V", arg(1))

        .whenLoaded(concurrent + "ImmediateEventExecutor")
        .context(Door.CAPTURE, "execute", EXECUTED, arg(0))
        .context(Door.SCOPE, "execute", EXECUTED, NOTHING)
        .adoptBefore("java/lang/Runnable", "run", "()V", "execute", EXECUTED, SELF)

        .whenLoaded(concurrent + "NonStickyEventExecutorGroup$NonStickyOrderedEventExecutor")
        .context(Door.CAPTURE, "execute", EXECUTED, arg(0))
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .rows();
  }

  private static List<Hook> manual(String loop) {
    return new Rows()
        .whenLoaded(loop)
        .context(Door.CAPTURE, "execute", EXECUTED, arg(0))
        .rows();
  }

  private static List<Hook> timeouts(String netty, String concurrent) {
    String task = concurrent + "ScheduledFutureTask";
    String executor = "L" + concurrent + "AbstractScheduledEventExecutor;";
    String callable = "Ljava/util/concurrent/Callable;";
    String timer = netty + "util/HashedWheelTimer";
    return new Rows()
        .whenLoaded(task)
        .context(Door.REGISTER, "<init>", "(" + executor + RUNNABLE + "J)V", SELF)
        .context(Door.REGISTER, "<init>", "(" + executor + RUNNABLE + "JJ)V", SELF)
        .context(Door.REGISTER, "<init>", "(" + executor + callable + "J)V", SELF)
        .context(Door.REGISTER, "<init>", "(" + executor + callable + "JJ)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)

        .whenLoaded(timer + "$Worker")
        .context(Door.SCOPE, "run", "()V", NOTHING)
        .whenLoaded(timer + "$HashedWheelTimeout")
        .context(Door.REGISTER, "<init>", "(L" + timer + ";L" + netty + "util/TimerTask;J)V", SELF)
        .context(Door.RESUME, "expire", "()V", SELF)
        .optional(timer + "$HashedWheelTimeout")
        .context(Door.RESUME, "run", "()V", SELF)
        .rows();
  }

  /** Handed over, not registered: one listener may be that of many promises. */
  private static List<Hook> listeners(String concurrent) {
    String future = "L" + concurrent + "Future;";
    String listener = concurrent + "GenericFutureListener";
    String notified = "(" + future + "L" + listener + ";)V";
    return new Rows()
        .whenLoaded(concurrent + "DefaultPromise")
        .context(Door.CAPTURE, "addListener0", "(L" + listener + ";)V", arg(0))
        // By futures that are complete from the start.
        .context(Door.CAPTURE, "notifyListener", "(L" + concurrent + "EventExecutor;" + future + "L" + listener + ";)V", arg(2))
        .context(Door.SCOPE, "notifyListener0", notified, NOTHING)
        .adoptBefore(listener, "operationComplete", "(" + future + ")V", "notifyListener0", notified, SELF)
        .rows();
  }
  // spotless:on

  /** Runs tasks, one by one, and in some versions calls them itself. */
  private static void running(Rows rows, String owner, String method, String descriptor) {
    rows.whenLoaded(owner)
        .context(Door.SCOPE, method, descriptor, NOTHING)
        .optional(owner)
        .adoptBefore("java/lang/Runnable", "run", "()V", method, descriptor, SELF);
  }
}
