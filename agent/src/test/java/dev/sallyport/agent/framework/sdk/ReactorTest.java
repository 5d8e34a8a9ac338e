package dev.sallyport.agent.framework.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

final class ReactorTest {
  private final List<String> seen = new ArrayList<>();
  private Reactor reactor;

  @BeforeEach
  void bind() throws ReflectiveOperationException {
    reactor = new Reactor(getClass().getClassLoader());
  }

  @Test
  void before_ofAnAnswer_isBeforeItAndOnce() {
    follow(Mono.just("answer")).subscribe(seen::add, error -> seen.add("error"));

    assertThat(seen).containsExactly("last", "answer");
  }

  @Test
  void before_ofAnError_isBeforeItAndOnce() {
    follow(Mono.error(new IllegalStateException()))
        .subscribe(seen::add, error -> seen.add("error"));

    assertThat(seen).containsExactly("last", "error");
  }

  @Test
  void before_ofNothing_isOnce() {
    follow(Mono.empty()).subscribe(seen::add);

    assertThat(seen).containsExactly("last");
  }

  @Test
  void before_ofWhatIsCancelled_isOnce() {
    follow(Mono.never()).subscribe(seen::add).dispose();

    assertThat(seen).containsExactly("last");
  }

  @Test
  void elsewhere_isOnAnotherThread() {
    Thread here = Thread.currentThread();

    Mono<?> answer = (Mono<?>) reactor.elsewhere(Mono.just("answer"));

    assertThat(answer.map(same -> Thread.currentThread()).block()).isNotNull().isNotEqualTo(here);
  }

  @SuppressWarnings("unchecked") // That is what the framework's own type erases.
  private Mono<String> follow(Mono<String> mono) {
    return (Mono<String>) reactor.before(mono, () -> seen.add("last"));
  }
}
