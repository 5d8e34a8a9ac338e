package dev.sallyport.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Principal;
import org.junit.jupiter.api.Test;

class CallTest {
  private final Call call = new Call("c1", new Principal.Tool("t"), 7);

  @Test
  void denials_countBothKinds_andIdsOnlyWhatWasBlocked() {
    call.observed();
    call.blocked("d1");
    call.blocked("d2");

    assertThat(call.denials()).isEqualTo(3);
    assertThat(call.blocked()).containsExactly("d1", "d2");
  }

  @Test
  void ids_ofVeryManyDenials_areTheFirst() {
    for (int i = 0; i < 100; i++) {
      call.blocked("d" + i);
    }

    assertThat(call.denials()).isEqualTo(100);
    assertThat(call.blocked()).hasSizeLessThan(50).startsWith("d0", "d1");
  }

  @Test
  void answered_once_stays() {
    assertThat(call.answered()).isFalse();
    call.answer();
    assertThat(call.answered()).isTrue();
  }
}
