package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/** RxJava 3: all that is subscribed to comes by one class. */
public final class RxJavaHooks {
  private static final String RX = "io/reactivex/rxjava3/";
  private static final String CORE = RX + "core/";

  private RxJavaHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    rows.whenLoaded(RX + "plugins/RxJavaPlugins");
    subscribed(rows, "Flowable", "org/reactivestreams/Subscriber");
    subscribed(rows, "Observable", CORE + "Observer");
    subscribed(rows, "Single", CORE + "SingleObserver");
    subscribed(rows, "Maybe", CORE + "MaybeObserver");
    subscribed(rows, "Completable", CORE + "CompletableObserver");
    tasks(rows);
    return rows.rows();
  }

  private static void subscribed(Rows rows, String source, String observer) {
    String descriptor = "(L" + CORE + source + ";L" + observer + ";)L" + observer + ";";
    rows.exchange("onSubscribe", descriptor, Check.SUBSCRIBE, Denial.SECURITY, arg(0), NOTHING, arg(1));
  }

  /** Schedulers of which a thread runs several tasks one after another. All others' are the JDK's. */
  private static void tasks(Rows rows) {
    String worker = RX + "internal/schedulers/ExecutorScheduler$ExecutorWorker$";
    rows.whenLoaded(worker + "BooleanRunnable")
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Runnable;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        .whenLoaded(worker + "InterruptibleRunnable")
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Runnable;L" + RX + "disposables/DisposableContainer;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF);
  }
  // spotless:on
}
