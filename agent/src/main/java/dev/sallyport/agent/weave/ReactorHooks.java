package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import java.util.List;

/**
 * Reactor, from 3.4: where chains of operators reach their sources.
 *
 * <p>Reactor's own sources have a row each. The application and other libraries have sources, too:
 * all that subscribes to one from the outside comes by a few methods, which first ask each operator
 * for its own subscriber, some operators subscribe to more sources themselves, and a few share one
 * among several chains.
 *
 * <p>A test holds these rows against every call of a {@code subscribe} in each line of Reactor.
 */
public final class ReactorHooks {
  private static final String PUBLISHER = "reactor/core/publisher/";
  private static final String CORE = "reactor/core/CorePublisher";
  private static final String FLUX = PUBLISHER + "Flux";
  private static final String MONO = PUBLISHER + "Mono";
  private static final String ANY = "org/reactivestreams/Publisher";
  private static final String SUBSCRIBER = "Lreactor/core/CoreSubscriber;";
  private static final String SUBSCRIBED = "(" + SUBSCRIBER + ")V";
  private static final String SUBSCRIBED_BY_ANY = "(Lorg/reactivestreams/Subscriber;)V";
  private static final String OR_RETURN = "(" + SUBSCRIBER + ")" + SUBSCRIBER;
  private static final String ITEM = "(Ljava/lang/Object;)V";

  /** All in this package that are no operators, but those that only pass a subscriber on. */
  private static final List<String> SOURCES =
      List.of(
          "DelegateProcessor",
          "DirectProcessor",
          "EmitterProcessor",
          "FluxArray",
          "FluxCallable",
          "FluxCombineLatest",
          "FluxConcatArray",
          "FluxConcatIterable",
          "FluxCreate",
          "FluxErrorOnRequest",
          "FluxFirstWithSignal",
          "FluxFirstWithValue",
          "FluxGenerate",
          "FluxGroupBy$UnicastGroupedFlux",
          "FluxInterval",
          "FluxIterable",
          "FluxJust",
          "FluxMerge",
          "FluxMergeComparing",
          "FluxPublish",
          "FluxPublishMulticast$FluxPublishMulticaster",
          "FluxRange",
          "FluxRefCount",
          "FluxRefCountGrace",
          "FluxSource",
          "FluxSourceFuseable",
          "FluxStream",
          "FluxSubscribeOnCallable",
          "FluxSubscribeOnValue",
          "FluxSwitchOnFirst$AbstractSwitchOnFirstMain",
          "FluxTapRestoringThreadLocals",
          "FluxUsing",
          "FluxUsingWhen",
          "FluxWindowPredicate$WindowFlux",
          "FluxWindowTimeout$InnerWindow",
          "FluxZip",
          "MonoCallable",
          "MonoCompletionStage",
          "MonoCreate",
          "MonoCurrentContext",
          "MonoDelay",
          "MonoDelayUntil",
          "MonoFirstWithSignal",
          "MonoFirstWithValue",
          "MonoFromPublisher",
          "MonoIgnorePublisher",
          "MonoIgnoreThen",
          "MonoJust",
          "MonoPublishMulticast$MonoPublishMulticaster",
          "MonoRunnable",
          "MonoSequenceEqual",
          "MonoSingleCallable",
          "MonoSingleOptionalCallable",
          "MonoSource",
          "MonoSourceFuseable",
          "MonoSubscribeOnCallable",
          "MonoSubscribeOnValue",
          "MonoSupplier",
          "MonoTapRestoringThreadLocals",
          "MonoUsing",
          "MonoUsingWhen",
          "MonoWhen",
          "MonoZip",
          "NextProcessor",
          "Operators$CorePublisherAdapter",
          "ParallelGroup",
          "ParallelGroup$ParallelInnerGroup",
          "ParallelMergeOrdered",
          "ParallelMergeReduce",
          "ParallelMergeSequential",
          "ParallelMergeSort",
          "ParallelThen",
          "ReplayProcessor",
          "SinkEmptyMulticast",
          "SinkManyBestEffort",
          "SinkManyEmitterProcessor",
          "SinkManyReplayProcessor",
          "SinkManyUnicast",
          "SinkManyUnicastNoBackpressure",
          "SinkOneMulticast",
          "UnicastManySinkNoBackpressure",
          "UnicastProcessor");

  private ReactorHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    for (String source : SOURCES) {
      rows.whenLoaded(PUBLISHER + source)
          .subscribed("subscribe", SUBSCRIBED, arg(0));
    }
    rows.whenLoaded("reactor/adapter/JdkFlowAdapter$FlowPublisherAsFlux")
        .subscribed("subscribe", SUBSCRIBED, arg(0));
    fromOutside(rows);
    again(rows);
    others(rows);
    shared(rows);
    foreign(rows);
    tasks(rows);
    return rows.rows();
  }

  private static void fromOutside(Rows rows) {
    for (String type : List.of("Flux", "Mono", "ParallelFlux")) {
      rows.whenLoaded(PUBLISHER + type)
          .subscribing(CORE, SUBSCRIBED, "subscribe", SUBSCRIBED_BY_ANY);
    }
    for (String type : List.of("InternalFluxOperator", "InternalMonoOperator", "InternalConnectableFluxOperator", "FluxFromMonoOperator", "MonoFromFluxOperator")) {
      rows.whenLoaded(PUBLISHER + type)
          .subscribing(CORE, SUBSCRIBED, "subscribe", SUBSCRIBED);
    }
    rows.whenLoaded(PUBLISHER + "ParallelFlux")
        .subscribing(CORE, SUBSCRIBED, "subscribe", "(Ljava/util/function/Consumer;Ljava/util/function/Consumer;Ljava/lang/Runnable;Ljava/util/function/Consumer;Lreactor/util/context/Context;)Lreactor/core/Disposable;")
        .whenLoaded(PUBLISHER + "ParallelArraySource")
        .subscribing(FLUX, SUBSCRIBED, "subscribe", "([" + SUBSCRIBER + ")V");
  }

  /** The same source, once more or later. */
  private static void again(Rows rows) {
    rows.whenLoaded(PUBLISHER + "FluxRepeat$RepeatSubscriber")
        .subscribing(CORE, SUBSCRIBED, "resubscribe", "()V")
        .whenLoaded(PUBLISHER + "FluxRepeatPredicate$RepeatPredicateSubscriber")
        .subscribing(CORE, SUBSCRIBED, "resubscribe", "()V")
        .whenLoaded(PUBLISHER + "FluxRepeatWhen$RepeatWhenMainSubscriber")
        .subscribing(CORE, SUBSCRIBED, "resubscribe", ITEM)
        .whenLoaded(PUBLISHER + "FluxRetry$RetrySubscriber")
        .subscribing(CORE, SUBSCRIBED, "resubscribe", "()V")
        .whenLoaded(PUBLISHER + "FluxRetryWhen$RetryWhenMainSubscriber")
        .subscribing(CORE, SUBSCRIBED, "resubscribe", ITEM)
        .whenLoaded(PUBLISHER + "FluxRetryWhen")
        .subscribing(CORE, SUBSCRIBED, "subscribe", "(" + SUBSCRIBER + "Lreactor/util/retry/Retry;" + "L" + CORE + ";)V")
        .whenLoaded(PUBLISHER + "FluxSubscribeOn$SubscribeOnSubscriber")
        .subscribing(CORE, SUBSCRIBED, "run", "()V")
        .whenLoaded(PUBLISHER + "FluxDelaySubscription")
        .subscribing(FLUX, SUBSCRIBED, "accept", "(L" + PUBLISHER + "FluxDelaySubscription$DelaySubscriptionOtherSubscriber;)V")
        .whenLoaded(PUBLISHER + "MonoDelaySubscription")
        .subscribing(MONO, SUBSCRIBED, "accept", "(L" + PUBLISHER + "FluxDelaySubscription$DelaySubscriptionOtherSubscriber;)V");
  }

  /** Sources beside the chain's own. */
  private static void others(Rows rows) {
    rows.whenLoaded(PUBLISHER + "FluxGroupJoin")
        .subscribing(FLUX, SUBSCRIBED, "subscribeOrReturn", OR_RETURN)
        .whenLoaded(PUBLISHER + "FluxJoin")
        .subscribing(FLUX, SUBSCRIBED, "subscribeOrReturn", OR_RETURN)
        .whenLoaded(PUBLISHER + "FluxScanSeed$ScanSeedCoordinator")
        .subscribing(FLUX, SUBSCRIBED, "onComplete", "()V")
        .whenLoaded(PUBLISHER + "FluxUsing")
        .subscribing(FLUX, SUBSCRIBED, "subscribe", SUBSCRIBED)
        .whenLoaded(PUBLISHER + "FluxUsingWhen$UsingWhenSubscriber")
        .subscribing(FLUX, SUBSCRIBED, "cancel", "()V")
        .whenLoaded(PUBLISHER + "MonoFlatMap$FlatMapMain")
        .subscribing(MONO, SUBSCRIBED, "onNext", ITEM)
        .whenLoaded(PUBLISHER + "MonoUsing")
        .subscribing(MONO, SUBSCRIBED, "subscribe", SUBSCRIBED)
        .whenLoaded(PUBLISHER + "MonoUsingWhen$ResourceSubscriber")
        .subscribing(MONO, SUBSCRIBED, "onNext", ITEM)
        .whenLoaded(PUBLISHER + "MonoUsingWhen")
        .subscribing(MONO, SUBSCRIBED, "subscribe", SUBSCRIBED)

        .optional(PUBLISHER + "FluxTimeout$TimeoutMainSubscriber")
        .subscribing(CORE, SUBSCRIBED, "onNext", ITEM)
        .optional(PUBLISHER + "FluxTapRestoringThreadLocals")
        .subscribing(FLUX, SUBSCRIBED, "subscribe", SUBSCRIBED)
        .optional(PUBLISHER + "MonoTapRestoringThreadLocals")
        .subscribing(MONO, SUBSCRIBED, "subscribe", SUBSCRIBED)
        .optional(PUBLISHER + "MonoDelayUntil")
        .subscribing(MONO, SUBSCRIBED, "subscribe", SUBSCRIBED)
        .subscribing(CORE, SUBSCRIBED, "subscribe", SUBSCRIBED)
        .optional(PUBLISHER + "MonoIgnoreThen$ThenIgnoreMain")
        .subscribing(MONO, SUBSCRIBED, "subscribeNext", "()V")
        .subscribing(CORE, SUBSCRIBED, "subscribeNext", "()V")
        .optional(PUBLISHER + "MonoZip$ZipCoordinator")
        .subscribing(MONO, SUBSCRIBED, "request", "(J)V");
  }

  /** One subscription to a source, for several chains: of whoever connected. */
  private static void shared(Rows rows) {
    String connect = "(Ljava/util/function/Consumer;)V";
    rows.whenLoaded(PUBLISHER + "FluxPublish")
        .subscribing(FLUX, SUBSCRIBED, "connect", connect)
        .whenLoaded(PUBLISHER + "FluxReplay")
        .subscribed("subscribeOrReturn", OR_RETURN, arg(0))
        .subscribing(CORE, SUBSCRIBED, "subscribe", SUBSCRIBED)
        .subscribing(CORE, SUBSCRIBED, "connect", connect)
        .whenLoaded(PUBLISHER + "MonoCacheTime")
        .subscribed("subscribeOrReturn", OR_RETURN, arg(0))
        .subscribing(MONO, SUBSCRIBED, "subscribeOrReturn", OR_RETURN)
        .whenLoaded(PUBLISHER + "MonoCacheInvalidateIf")
        .subscribed("subscribeOrReturn", OR_RETURN, arg(0))
        .whenLoaded(PUBLISHER + "MonoCacheInvalidateIf$CoordinatorSubscriber")
        .subscribing(MONO, SUBSCRIBED, "delayedSubscribe", "()V")
        .whenLoaded(PUBLISHER + "MonoCacheInvalidateWhen")
        .subscribed("subscribeOrReturn", OR_RETURN, arg(0))
        .subscribing(MONO, SUBSCRIBED, "subscribeOrReturn", OR_RETURN)
        .whenLoaded(PUBLISHER + "MonoCacheInvalidateWhen$CoordinatorSubscriber")
        .subscribing(MONO, SUBSCRIBED, "cacheLoad", ITEM)
        .whenLoaded(PUBLISHER + "MonoPublishMulticast")
        .subscribing(MONO, SUBSCRIBED, "subscribeOrReturn", OR_RETURN);
  }

  /**
   * Inner publishers that are not Reactor's own. Later lines make a source of theirs out of each.
   */
  private static void foreign(Rows rows) {
    inner(rows, "FluxConcatMap$ConcatMapDelayed", "drain", "()V");
    inner(rows, "FluxConcatMap$ConcatMapImmediate", "drain", "()V");
    inner(rows, "FluxConcatMapNoPrefetch$FluxConcatMapNoPrefetchSubscriber", "onNext", ITEM);
    inner(rows, "FluxExpand$ExpandBreathSubscriber", "drainQueue", "()V");
    inner(rows, "FluxExpand$ExpandDepthSubscription", "drainQueue", "()V");
    inner(rows, "FluxFilterWhen$FluxFilterWhenSubscriber", "drain", "()V");
    inner(rows, "FluxCombineLatest$CombineLatestCoordinator", "subscribe", "([L" + ANY + ";I)V");
    inner(rows, "FluxFlatMap", "trySubscribeScalarMap", "(L" + ANY + ";" + SUBSCRIBER + "Ljava/util/function/Function;ZZ)Z");
    inner(rows, "FluxFlatMap$FlatMapMain", "onNext", ITEM);
    inner(rows, "FluxMergeComparing$MergeOrderedMainProducer", "subscribe", "([L" + ANY + ";)V");
    inner(rows, "FluxMergeSequential$MergeSequentialMain", "onNext", ITEM);
    inner(rows, "FluxOnErrorResume$ResumeSubscriber", "onError", "(Ljava/lang/Throwable;)V");
    inner(rows, "FluxSwitchIfEmpty$SwitchIfEmptySubscriber", "onComplete", "()V");
    inner(rows, "FluxSwitchMap$SwitchMapMain", "onNext", ITEM);
    inner(rows, "FluxSwitchMapNoPrefetch$SwitchMapMain", "subscribeInner", "(Ljava/lang/Object;L" + PUBLISHER + "FluxSwitchMapNoPrefetch$SwitchMapInner;I)V");
    inner(rows, "FluxTimeout$TimeoutMainSubscriber", "handleTimeout", "()V");
    inner(rows, "FluxTimeout$TimeoutMainSubscriber", "onNext", ITEM);
    inner(rows, "FluxUsingWhen$ResourceSubscriber", "onNext", ITEM);
    inner(rows, "FluxWindowWhen$WindowWhenMainSubscriber", "drainLoop", "()V");
    inner(rows, "FluxZip$ZipCoordinator", "subscribe", "([L" + ANY + ";I)V");
    inner(rows, "FluxZip$ZipSingleCoordinator", "subscribe", "(I[L" + ANY + ";)V");
    inner(rows, "MonoDelayUntil$DelayUntilCoordinator", "subscribeNextTrigger", "()V");
    inner(rows, "MonoFilterWhen$MonoFilterWhenMain", "onNext", ITEM);
    inner(rows, "MonoFlatMapMany$FlatMapManyMain", "onNext", ITEM);
    inner(rows, "MonoIgnoreThen$ThenIgnoreMain", "subscribeNext", "()V");
    inner(rows, "MonoSequenceEqual$EqualCoordinator", "request", "(J)V");
    inner(rows, "MonoSequenceEqual$EqualCoordinator", "subscribe", "()V");
  }

  private static void inner(Rows rows, String operator, String method, String descriptor) {
    rows.optional(PUBLISHER + operator)
        .subscribing(ANY, SUBSCRIBED_BY_ANY, method, descriptor);
  }

  /** Schedulers of which a thread runs several tasks one after another. All others' are the JDK's. */
  private static void tasks(Rows rows) {
    String scheduler = "reactor/core/scheduler/";
    String executor = scheduler + "ExecutorScheduler$";
    String perTask = scheduler + "BoundedElasticThreadPerTaskScheduler$";
    rows.whenLoaded(executor + "ExecutorTrackedRunnable")
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Runnable;L" + executor + "WorkerDelete;Z)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        .whenLoaded(executor + "ExecutorPlainRunnable")
        .context(Door.REGISTER, "<init>", "(Ljava/lang/Runnable;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF)
        // From 3.6, on JDK 21 and later.
        .whenLoaded(perTask + "SchedulerTask")
        .context(Door.REGISTER, "<init>", "(L" + perTask + "SequentialThreadPerTaskExecutor;Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;Lreactor/core/Disposable$Composite;)V", SELF)
        .context(Door.RESUME, "run", "()V", SELF);
  }
  // spotless:on
}
