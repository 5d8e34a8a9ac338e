package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.reactive.Chains;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.ContextSupport;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What stands in a chain of Mutiny's, put there by the tests as woven code does it. The doors that
 * it calls are the real ones.
 */
class CarriedMutinyTest {
  private static final String[] SCOPE = {"enter context", "leave context"};
  private static final String[] NESTED = {
    "enter context", "enter context", "leave context", "leave context"
  };

  private final Chains chains = new Chains();
  private final ArmedGate gate = ArmedGate.fresh();

  @Test
  void uni_itsSignals_areInTheContext() {
    KeptUni kept = new KeptUni();
    UniSubscriber<Object> carried = carried(kept);
    AbstractUni.subscribe(Uni.createFrom().item("a"), carried);

    assertThat(kept.signals).containsExactly("a");
    // The subscription and the item.
    assertThat(gate.calls()).containsExactly(SCOPE[0], SCOPE[1], SCOPE[0], SCOPE[1]);
  }

  @Test
  void uni_itsFailure_isInTheContext() {
    KeptUni kept = new KeptUni();
    carried(kept).onFailure(new IllegalStateException("as planned"));

    assertThat(kept.signals).hasSize(1);
    assertThat(gate.calls()).containsExactly(SCOPE);
  }

  @Test
  void uni_itsCancellation_isInTheContext() {
    List<String> seen = new ArrayList<>();
    KeptUni kept = new KeptUni();
    carried(kept).onSubscribe(() -> seen.addAll(gate.calls()));
    kept.subscription().cancel();

    assertThat(seen).containsExactly(SCOPE[0], SCOPE[1], SCOPE[0]);
  }

  @Test
  void uni_signalThatThrows_leavesTheContext() {
    UniSubscriber<Object> carried =
        carried(
            new KeptUni() {
              @Override
              public void onItem(Object item) {
                throw new IllegalStateException("as planned");
              }
            });

    assertThatThrownBy(() -> carried.onItem("a")).isInstanceOf(IllegalStateException.class);
    assertThat(gate.calls()).containsExactly(SCOPE);
  }

  @Test
  void multi_itsSignalsAndRequests_areInTheContext() {
    KeptMulti kept = new KeptMulti();
    Multi.createFrom().items("a", "b").subscribe((Flow.Subscriber<Object>) carried(kept));

    assertThat(kept.signals).containsExactly("a", "b", "end");
    // The subscription, the request in it, two items and the end.
    assertThat(gate.calls().stream().filter(SCOPE[0]::equals)).hasSize(5);
    assertThat(gate.calls().stream().filter(SCOPE[1]::equals)).hasSize(5);
    assertThat(gate.calls()).startsWith(SCOPE[0], SCOPE[0], SCOPE[0]);
  }

  @Test
  void multi_itsFailure_isInTheContext() {
    KeptMulti kept = new KeptMulti();
    carried(kept).onFailure(new IllegalStateException("as planned"));

    assertThat(kept.signals).hasSize(1);
    assertThat(gate.calls()).containsExactly(SCOPE);
  }

  @Test
  void multi_itsCancellation_isInTheContext() {
    List<String> seen = new ArrayList<>();
    KeptMulti kept = new KeptMulti();
    carried(kept)
        .onSubscribe(
            new Flow.Subscription() {
              @Override
              public void request(long items) {}

              @Override
              public void cancel() {
                seen.addAll(gate.calls());
              }
            });
    assertThat(gate.calls()).containsExactly(NESTED);
    kept.subscription().cancel();

    assertThat(seen).endsWith(SCOPE[0]).hasSize(NESTED.length + 1);
  }

  @Test
  void subscriber_isWrappedOnce() {
    UniSubscriber<Object> uni = carried(new KeptUni());
    MultiSubscriber<Object> multi = carried(new KeptMulti());
    Object plain = chains.carry(null, new Plain(), "context");

    assertThat(chains.carry(null, uni, "context")).isSameAs(uni);
    assertThat(chains.carry(null, multi, "context")).isSameAs(multi);
    assertThat(chains.carry(null, plain, "context")).isSameAs(plain);
    assertThat(chains.carry(null, uni, "another's")).isNotSameAs(uni);
  }

  @Test
  void subscriber_ofAnOperator_isLeftToItsSource() {
    KeptUni uni = new KeptUni();
    KeptMulti multi = new KeptMulti();

    assertThat(chains.carry(Uni.createFrom().item(1).map(Function.identity()), uni, "context"))
        .isSameAs(uni);
    assertThat(chains.carry(Multi.createFrom().item(1).map(Function.identity()), multi, "context"))
        .isSameAs(multi);
  }

  @Test
  void subscriber_ofASourceOrOfWhatIsShared_isWrapped() {
    KeptUni uni = new KeptUni();
    KeptMulti multi = new KeptMulti();
    Uni<Integer> one = Uni.createFrom().item(1);
    Multi<Integer> several = Multi.createFrom().item(1);

    assertThat(chains.carry(one, uni, "context")).isNotSameAs(uni);
    assertThat(chains.carry(one.memoize().indefinitely(), uni, "context")).isNotSameAs(uni);
    assertThat(chains.carry(several, multi, "context")).isNotSameAs(multi);
    assertThat(chains.carry(several.cache(), multi, "context")).isNotSameAs(multi);
    assertThat(chains.carry(several.broadcast().toAllSubscribers(), multi, "context"))
        .isNotSameAs(multi);
  }

  @Test
  void context_ofTheChain_isTheSubscribers() {
    KeptUni uni = new KeptUni();
    KeptMulti multi = new KeptMulti();

    assertThat(carried(uni).context()).isSameAs(uni.context());
    assertThat(((ContextSupport) carried(multi)).context()).isSameAs(multi.context());
  }

  @Test
  @SuppressWarnings("unchecked") // as it was given
  void subscriber_thatMutinyDoesNotKnow_isNoneOfMutinys() {
    Plain plain = new Plain();
    Object carried = chains.carry(null, plain, "context");
    ((Flow.Subscriber<Object>) carried).onNext("a");

    assertThat(plain.signals).containsExactly("a");
    assertThat(carried).isNotInstanceOf(MultiSubscriber.class);
    assertThat(gate.calls()).containsExactly(SCOPE);
  }

  @SuppressWarnings("unchecked") // as it was given
  private UniSubscriber<Object> carried(UniSubscriber<Object> subscriber) {
    return (UniSubscriber<Object>) chains.carry(null, subscriber, "context");
  }

  @SuppressWarnings("unchecked") // as it was given
  private MultiSubscriber<Object> carried(MultiSubscriber<Object> subscriber) {
    return (MultiSubscriber<Object>) chains.carry(null, subscriber, "context");
  }

  private static class KeptUni implements UniSubscriber<Object> {
    private final List<Object> signals = new ArrayList<>();
    private final Context context = Context.of("key", "value");
    private @Nullable UniSubscription subscription;

    UniSubscription subscription() {
      assertThat(subscription).isNotNull();
      return subscription;
    }

    @Override
    public Context context() {
      return context;
    }

    @Override
    public void onSubscribe(UniSubscription given) {
      subscription = given;
    }

    @Override
    public void onItem(Object item) {
      signals.add(item);
    }

    @Override
    public void onFailure(Throwable failure) {
      signals.add(failure);
    }
  }

  /** Takes all there is. */
  private static final class KeptMulti implements MultiSubscriber<Object>, ContextSupport {
    private final List<Object> signals = new ArrayList<>();
    private final Context context = Context.of("key", "value");
    private Flow.@Nullable Subscription subscription;

    Flow.Subscription subscription() {
      assertThat(subscription).isNotNull();
      return subscription;
    }

    @Override
    public Context context() {
      return context;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onItem(Object item) {
      signals.add(item);
    }

    @Override
    public void onFailure(Throwable failure) {
      signals.add(failure);
    }

    @Override
    public void onCompletion() {
      signals.add("end");
    }
  }

  /** Knows nothing of Mutiny. */
  private static final class Plain implements Flow.Subscriber<Object> {
    private final List<Object> signals = new ArrayList<>();

    @Override
    public void onSubscribe(Flow.Subscription given) {}

    @Override
    public void onNext(Object item) {
      signals.add(item);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
