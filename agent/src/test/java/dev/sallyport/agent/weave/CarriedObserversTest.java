package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.reactive.Chains;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.CompletableObserver;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.MaybeObserver;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.observers.TestObserver;
import io.reactivex.rxjava3.subjects.PublishSubject;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscriber;

/**
 * What stands in a chain of RxJava's, put there by the tests as woven code does it. The doors that
 * it calls are the real ones.
 */
class CarriedObserversTest {
  private static final String ENTER = "enter context";
  private static final String LEAVE = "leave context";

  private final Chains chains = new Chains();
  private final ArmedGate gate = ArmedGate.fresh();

  @Test
  @SuppressWarnings("unchecked") // as it was given
  void signalsOfAFlowable_andRequests_areInTheContext() {
    Flowable<String> source = Flowable.just("a").hide().cache();
    TestSubscriber<String> kept = new TestSubscriber<>(0);
    source.subscribe((Subscriber<String>) chains.carry(source, kept, "context"));
    assertThat(gate.calls()).containsExactly(ENTER, LEAVE);

    kept.request(1);

    kept.assertResult("a");
    // The request, and in it the item and the end.
    assertThat(gate.calls().subList(2, 8))
        .containsExactly(ENTER, ENTER, LEAVE, ENTER, LEAVE, LEAVE);
  }

  @Test
  @SuppressWarnings("unchecked") // as it was given
  void signalsOfAnObservable_areInTheContext() {
    PublishSubject<String> source = PublishSubject.create();
    TestObserver<String> kept = new TestObserver<>();
    source.subscribe((Observer<String>) chains.carry(source, kept, "context"));
    source.onNext("a");
    source.onComplete();

    kept.assertResult("a");
    assertThat(gate.calls()).containsExactly(ENTER, LEAVE, ENTER, LEAVE, ENTER, LEAVE);
  }

  /** A test's observer is one of each kind, so it is the source that tells. */
  @Test
  @SuppressWarnings("unchecked") // as they were given
  void signalsOfTheOthers_areInTheContext() {
    Single<String> single = Single.just("a");
    TestObserver<String> one = new TestObserver<>();
    single.subscribe((SingleObserver<String>) chains.carry(single, one, "context"));
    one.assertResult("a");

    Maybe<String> maybe = Maybe.empty();
    TestObserver<String> none = new TestObserver<>();
    maybe.subscribe((MaybeObserver<String>) chains.carry(maybe, none, "context"));
    none.assertResult();

    Completable completable = Completable.error(new IllegalStateException("as planned"));
    TestObserver<String> failed = new TestObserver<>();
    completable.subscribe((CompletableObserver) chains.carry(completable, failed, "context"));
    failed.assertFailure(IllegalStateException.class);

    assertThat(gate.calls().stream().filter(ENTER::equals)).hasSize(6);
    assertThat(gate.calls().stream().filter(LEAVE::equals)).hasSize(6);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void observer_isWrappedOnce(Object source) {
    Object kept = source instanceof Flowable ? new TestSubscriber<>() : new TestObserver<>();
    Object once = chains.carry(source, kept, "context");

    assertThat(once).isNotSameAs(kept);
    assertThat(chains.carry(source, once, "context")).isSameAs(once);
    assertThat(chains.carry(source, once, "another")).isNotSameAs(once);
  }

  static Stream<Object> sources() {
    return Stream.of(
        Flowable.never(),
        Observable.never(),
        Single.never(),
        Maybe.never(),
        Completable.never(),
        Flowable.never().publish(),
        Observable.never().replay(),
        Flowable.never().cache(),
        Observable.never().cache());
  }

  @Test
  void observerOfAnOperator_isLeftToItsSource() {
    TestSubscriber<Object> subscriber = new TestSubscriber<>();
    TestObserver<Object> observer = new TestObserver<>();
    List<Object> operators =
        List.of(Observable.never().map(item -> item), Maybe.never().map(item -> item));

    assertThat(chains.carry(Flowable.never().map(item -> item), subscriber, "context"))
        .isSameAs(subscriber);
    assertThat(operators)
        .allSatisfy(
            operator -> assertThat(chains.carry(operator, observer, "context")).isSameAs(observer));
  }
}
