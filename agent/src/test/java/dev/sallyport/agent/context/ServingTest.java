package dev.sallyport.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How far requests are whose end nobody tells. */
class ServingTest {
  private boolean answered;

  @Test
  void request_isOverOnceItIsSeenToBe_andStaysSo() {
    Serving serving = new Serving(request -> answered);
    Object request = new Object();
    serving.begin(request);
    serving.look();
    assertThat(serving.isOver()).isFalse();
    answered = true;
    assertThat(serving.isOver()).isFalse();
    serving.look();
    answered = false;
    serving.look();
    assertThat(serving.isOver()).isTrue();
    assertThat(serving.request()).isSameAs(request);
  }

  @Test
  void request_thatDoesNotTell_isOver() {
    Serving serving =
        new Serving(
            request -> {
              throw new IllegalStateException("closed");
            });
    Object request = new Object();
    serving.begin(request);
    serving.look();
    assertThat(serving.isOver()).isTrue();
    assertThat(serving.request()).isSameAs(request);
  }

  @Test
  void request_whoseEndIsTold_isNotLookedAt() {
    Serving serving = new Serving();
    Object request = new Object();
    serving.begin(request);
    serving.look();
    assertThat(serving.isOver()).isFalse();
    serving.end();
    assertThat(serving.isOver()).isTrue();
    assertThat(serving.request()).isSameAs(request);
  }
}
