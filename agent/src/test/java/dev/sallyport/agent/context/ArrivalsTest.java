package dev.sallyport.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Principal;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose request is it? As in {@link ContextsTest}, the tests call what woven code does. */
class ArrivalsTest {
  private final Contexts contexts = new Contexts(MethodHandles.lookup());
  private final Arrival first = arrival("first");
  private final Arrival second = arrival("second");
  private final Context call =
      new Context(new OneFile("t", "/a"), new Call("c", new Principal.Tool("t"), 0));

  private static Arrival arrival(String token) {
    return new Arrival(
        List.of(token), List.of(), List.of(), null, null, "", /* local= */ true, "", List.of());
  }

  private void serve(Object request, Arrival arrival) {
    contexts.arrive(request, arrival);
    contexts.beginWork(request);
  }

  @Test
  void request_isKnownWhileItIsServed_andIsTheServersOwnWork() {
    serve(new Object(), first);
    assertThat(contexts.arrival()).isSameAs(first);
    assertThat(contexts.current()).isNull();
    contexts.end();
    assertThat(contexts.arrival()).isNull();
  }

  @Test
  void objectThatIsUsedAgain_isOfTheNextRequest() {
    Object recycled = new Object();
    contexts.arrive(recycled, first);
    serve(recycled, second);
    assertThat(contexts.arrival()).isSameAs(second);
    contexts.end();
    contexts.beginWork(recycled);
    assertThat(contexts.arrival()).isNull();
    contexts.end();
  }

  @Test
  void request_thatIsBegun_isOfItsObject_andIsOverOnlyWhenItIsEnded() {
    Object request = new Object();
    serve(request, first);
    assertThat(first.serving().request()).isSameAs(request);
    assertThat(first.serving().isOver()).isFalse();
    first.serving().end();
    assertThat(first.serving().isOver()).isTrue();
    assertThat(second.serving().isOver()).isFalse();
    contexts.end();
  }

  @Test
  void request_withinACall_changesNothing() {
    Object request = new Object();
    Object inParts = new Object();
    contexts.begin(call);
    serve(request, first);
    assertThat(contexts.current()).isSameAs(call);
    contexts.end();
    contexts.arriveInParts(inParts, first);
    contexts.beginWork(inParts);
    assertThat(contexts.current()).isSameAs(call);
    contexts.end();
    contexts.end();
  }

  @Test
  void call_takesTheRequestsPlace() {
    serve(new Object(), first);
    contexts.begin(call);
    assertThat(contexts.arrival()).isNull();
    contexts.end();
    assertThat(contexts.arrival()).isSameAs(first);
    contexts.end();
  }

  @Test
  void parts_areOfTheirRequest_onAThreadThatServesMany() {
    Object one = new Object();
    Object other = new Object();
    contexts.arriveInParts(one, first);
    contexts.arriveInParts(other, second);
    for (int part = 0; part < 2; part++) {
      contexts.beginWork(other);
      assertThat(contexts.arrival()).isSameAs(second);
      contexts.end();
      contexts.beginWork(one);
      assertThat(contexts.arrival()).isSameAs(first);
      contexts.end();
    }
    assertThat(contexts.arrival()).isNull();
  }

  @Test
  void workThatIsHandedOver_isOfTheRequest() {
    Object task = new Object();
    serve(new Object(), first);
    contexts.capture(task);
    contexts.end();
    contexts.adopt(task);
    assertThat(contexts.arrival()).isSameAs(first);
    contexts.adopt(null);
    assertThat(contexts.arrival()).isNull();
  }

  @Test
  void workOfTwoRequests_isOfNeither() {
    Object shared = new Object();
    hand(shared, first);
    hand(shared, second);
    contexts.adopt(shared);
    assertThat(contexts.arrival()).isSameAs(Arrival.UNKNOWN);
    contexts.adopt(null);
  }

  @Test
  void workOfARequestAndOfTheServer_isOfNeither() {
    Object shared = new Object();
    hand(shared, first);
    contexts.capture(shared);
    contexts.adopt(shared);
    assertThat(contexts.arrival()).isSameAs(Arrival.UNKNOWN);
    contexts.adopt(null);
  }

  @Test
  void workOfARequestAndACall_isTheCalls() {
    Object shared = new Object();
    hand(shared, first);
    contexts.begin(call);
    contexts.capture(shared);
    contexts.end();
    contexts.adopt(shared);
    assertThat(contexts.current()).isSameAs(call);
    contexts.adopt(null);
  }

  @Test
  void threadThatARequestStarts_knowsNothingOfIt() throws InterruptedException {
    AtomicReference<@Nullable Cause> seen = new AtomicReference<>(call);
    serve(new Object(), first);
    Thread thread = new Thread(() -> seen.set(contexts.state().cause()));
    contexts.inherit(thread, Runtime.version().feature() >= 19 ? 0 : 1);
    contexts.end();
    thread.start();
    thread.join();
    assertThat(seen.get()).isNull();
  }

  @Test
  void textOfARequest_hasNoToken() {
    assertThat(arrival("secret").toString()).doesNotContain("secret");
  }

  private void hand(Object work, Arrival arrival) {
    serve(new Object(), arrival);
    contexts.capture(work);
    contexts.end();
  }
}
