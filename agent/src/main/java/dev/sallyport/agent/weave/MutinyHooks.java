package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * Mutiny, from 2.0: where chains of operators reach their sources. Of version 1 a Uni.
 *
 * <p>All that subscribes to a Uni or a Multi comes by a few methods, whatever it is; what is
 * neither has a row where an operator subscribes to it. Threads and timers are the JDK's.
 *
 * <p>A test holds these rows against every call of a {@code subscribe} in each line of Mutiny.
 */
public final class MutinyHooks {
  private static final String MUTINY = "io/smallrye/mutiny/";
  private static final String OPERATORS = MUTINY + "operators/";
  private static final String UNI = OPERATORS + "AbstractUni";
  private static final String MULTI = OPERATORS + "AbstractMulti";
  private static final String UNI_SUBSCRIBER = "L" + MUTINY + "subscription/UniSubscriber;";
  private static final String MULTI_SUBSCRIBER = "L" + MUTINY + "subscription/MultiSubscriber;";
  private static final String SUBSCRIBED = "(" + MULTI_SUBSCRIBER + ")V";
  private static final String ANY = "java/util/concurrent/Flow$Publisher";
  private static final String SUBSCRIBED_BY_ANY = "(Ljava/util/concurrent/Flow$Subscriber;)V";
  private static final String ITEM = "(Ljava/lang/Object;)V";

  private MutinyHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    rows.whenLoaded(UNI)
        .exchange("subscribe", "(L" + MUTINY + "Uni;" + UNI_SUBSCRIBER + ")V", Check.SUBSCRIBE, Denial.SECURITY, arg(0), NOTHING, arg(1))
        .whenLoaded(MUTINY + "subscription/UniSerializedSubscriber")
        .subscribing(UNI, "(" + UNI_SUBSCRIBER + ")V", "subscribe", "()V")
        // In version 1 a Multi is another kind of publisher.
        .optional(MULTI)
        .subscribing(MULTI, SUBSCRIBED, "subscribe", SUBSCRIBED_BY_ANY)
        .optional(MUTINY + "groups/MultiSubscribe")
        .subscribing(MULTI, SUBSCRIBED, "withSubscriber", "(" + MULTI_SUBSCRIBER + ")" + MULTI_SUBSCRIBER);
    foreign(rows);
    return rows.rows();
  }

  /** Publishers that may not be Mutiny's own. */
  private static void foreign(Rows rows) {
    any(rows, "groups/MultiCreate$1", "subscribe", SUBSCRIBED_BY_ANY);
    any(rows, "groups/MultiCreate$2", "subscribe", SUBSCRIBED_BY_ANY);
    any(rows, "operators/multi/MultiCombineLatestOp", "subscribe", SUBSCRIBED);
    any(rows, "operators/multi/MultiCombineLatestOp$CombineLatestCoordinator", "subscribe", "(Ljava/util/List;)V");
    any(rows, "operators/multi/MultiConcatMapOp$ConcatMapMainSubscriber", "onItem", ITEM);
    any(rows, "operators/multi/MultiConcatMapOp$MainSubscriber", "onItem", ITEM);
    any(rows, "operators/multi/MultiConcatOp", "subscribe", SUBSCRIBED);
    any(rows, "operators/multi/MultiConcatOp$ConcatArrayAndPostponeFailureSubscriber", "onCompletion", "()V");
    any(rows, "operators/multi/MultiConcatOp$ConcatArraySubscriber", "onCompletion", "()V");
    any(rows, "operators/multi/MultiFlatMapOp$FlatMapMainSubscriber", "onItem", ITEM);
    any(rows, "operators/multi/MultiOnFailureResumeOp$ResumeSubscriber", "onFailure", "(Ljava/lang/Throwable;)V");
    any(rows, "operators/multi/MultiRetryOp$RetrySubscriber", "resubscribe", "()V");
    any(rows, "operators/multi/MultiRetryWhenOp", "subscribe", "(" + MULTI_SUBSCRIBER + "Ljava/util/function/Predicate;Ljava/util/function/Function;L" + MUTINY + "Multi;)V");
    any(rows, "operators/multi/MultiRetryWhenOp$RetryWhenOperator", "resubscribe", "()V");
    any(rows, "operators/multi/MultiSelectFirstUntilOtherOp", "subscribe", SUBSCRIBED);
    any(rows, "operators/multi/MultiSkipUntilOtherOp", "subscribe", SUBSCRIBED);
    any(rows, "operators/multi/MultiSwitchOnEmptyOp$SwitchIfEmptySubscriber", "onCompletion", "()V");
    any(rows, "operators/multi/MultiZipOp$ZipCoordinator", "subscribe", "(Ljava/util/List;)V");
    any(rows, "operators/multi/builders/DeferredMulti", "subscribe", SUBSCRIBED);
    any(rows, "operators/multi/builders/ResourceMulti", "subscribe", SUBSCRIBED);
    any(rows, "operators/uni/UniOnItemTransformToMulti$FlatMapPublisherSubscriber", "onItem", ITEM);
    any(rows, "operators/uni/builders/UniCreateFromPublisher$PublisherSubscriber", "forward", "()V");
  }

  private static void any(Rows rows, String type, String method, String descriptor) {
    rows.optional(MUTINY + type)
        .subscribing(ANY, SUBSCRIBED_BY_ANY, method, descriptor);
  }
  // spotless:on
}
