package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.reactive.Chains;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Fuseable;
import reactor.core.Scannable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * What stands in a chain of Reactor's, put there by the tests as woven code does it. The doors that
 * it calls are the real ones.
 */
class CarriedChainsTest {
  private final Chains chains = new Chains();
  private final ArmedGate gate = ArmedGate.fresh();

  @AfterEach
  void reset() {
    Hooks.resetOnEachOperator();
  }

  @Test
  void signals_andRequests_areInTheContext() {
    Kept kept = new Kept();
    carried(Flux.just("a").hide(), kept);

    assertThat(kept.items).containsExactly("a");
    // The subscription, the request in it, the item and the end.
    assertThat(gate.calls())
        .containsExactly(
            "enter context",
            "enter context",
            "enter context",
            "leave context",
            "enter context",
            "leave context",
            "leave context",
            "leave context");
  }

  @Test
  void signal_thatThrows_leavesTheContext() {
    CoreSubscriber<Object> failing =
        new BaseSubscriber<>() {
          @Override
          protected void hookOnNext(Object item) {
            throw new IllegalStateException("as planned");
          }
        };
    carried(Flux.just("a").hide(), failing);

    assertThat(gate.calls().stream().filter("leave context"::equals))
        .hasSize(gate.calls().size() / 2)
        .hasSizeGreaterThan(2);
  }

  @Test
  void subscriber_isWrappedOnce() {
    Kept kept = new Kept();
    Object once = chains.carry(null, kept, "context");

    assertThat(once).isNotSameAs(kept);
    assertThat(chains.carry(null, once, "context")).isSameAs(once);
  }

  @Test
  void subscriber_ofASourceOfReactors_isLeftToItsOwnRow() {
    Kept kept = new Kept();

    assertThat(chains.carry(Flux.range(0, 2), kept, "context")).isSameAs(kept);
  }

  @Test
  void subscriber_ofAnothersSource_isWrapped() {
    Kept kept = new Kept();
    Publisher<String> another = subscriber -> {};

    assertThat(chains.carry(another, kept, "context")).isNotSameAs(kept);
  }

  @Test
  @SuppressWarnings("unchecked") // as it was given
  void conditionalSubscriber_staysOne() {
    Picky picky = new Picky();
    Object carried = chains.carry(null, picky, "context");

    assertThat(carried).isInstanceOf(Fuseable.ConditionalSubscriber.class);
    assertThat(((Fuseable.ConditionalSubscriber<Object>) carried).tryOnNext("a")).isTrue();
    assertThat(((Fuseable.ConditionalSubscriber<Object>) carried).tryOnNext("b")).isFalse();
    assertThat(gate.calls())
        .containsExactly("enter context", "leave context", "enter context", "leave context");
  }

  @Test
  void plainSubscriber_isNotConditional() {
    assertThat(chains.carry(null, new Kept(), "context"))
        .isNotInstanceOf(Fuseable.ConditionalSubscriber.class);
  }

  @Test
  void fusion_isWhatTheSourceOffers() {
    Fusing fused = new Fusing();
    carried(Flux.range(0, 2), fused);
    Fusing unfused = new Fusing();
    carried(Flux.range(0, 2).hide(), unfused);

    assertThat(fused.mode).isEqualTo(Fuseable.SYNC);
    assertThat(fused.polled).containsExactly(0, 1);
    assertThat(unfused.mode).isEqualTo(Fuseable.NONE);
  }

  @Test
  void scan_goesThroughBothWays() {
    Kept kept = new Kept();
    carried(Flux.never().hide(), kept);
    Scannable wrapped = Scannable.from(kept.subscription);

    assertThat(wrapped.isScanAvailable()).isTrue();
    assertThat(wrapped.scan(Scannable.Attr.PARENT)).isNotNull();
    assertThat(wrapped.scanUnsafe(Scannable.Attr.ACTUAL)).isSameAs(kept);
    assertThat(wrapped.scan(Scannable.Attr.RUN_STYLE)).isEqualTo(Scannable.Attr.RunStyle.SYNC);
    assertThat(wrapped.parents()).isNotEmpty();
  }

  @Test
  void currentContext_isTheSubscribers() {
    Kept kept = new Kept();

    assertThat(((CoreSubscriber<?>) chains.carry(null, kept, "context")).currentContext())
        .isSameAs(kept.currentContext());
  }

  @Test
  void hookOfTheUsers_onEachOperator_staysInEffect() {
    List<String> seen = new ArrayList<>();
    Hooks.onEachOperator(
        Operators.lift(
            (source, subscriber) -> {
              seen.add(source.stepName());
              return subscriber;
            }));
    Kept kept = new Kept();
    carried(Flux.just("a").map(Function.identity()), kept);

    assertThat(kept.items).containsExactly("a");
    assertThat(seen).isNotEmpty();
  }

  /** Subscribed to as woven code does it. */
  @SuppressWarnings("unchecked") // what is carried takes what the subscriber does
  private <T> void carried(Flux<T> flux, CoreSubscriber<?> subscriber) {
    flux.subscribe((CoreSubscriber<? super T>) chains.carry(null, subscriber, "context"));
  }

  /** Takes all there is. */
  private static class Kept implements CoreSubscriber<Object> {
    private final List<Object> items = new ArrayList<>();
    private final Context context = Context.of("key", "value");
    private @Nullable Subscription subscription;

    @Override
    public Context currentContext() {
      return context;
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      items.add(failure);
    }

    @Override
    public void onComplete() {}
  }

  /** Takes what is "a". */
  private static final class Picky extends Kept implements Fuseable.ConditionalSubscriber<Object> {
    @Override
    public boolean tryOnNext(Object item) {
      return item.equals("a");
    }
  }

  /** Asks for fusion, as an operator does. */
  private static final class Fusing implements CoreSubscriber<Object> {
    private int mode;
    private List<Object> polled = List.of();

    @Override
    public void onSubscribe(Subscription given) {
      Fuseable.QueueSubscription<?> queue = (Fuseable.QueueSubscription<?>) given;
      mode = queue.requestFusion(Fuseable.ANY);
      if (mode == Fuseable.SYNC) {
        polled = Stream.<Object>generate(queue::poll).limit(2).toList();
        queue.clear();
      }
    }

    @Override
    public void onNext(Object item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
