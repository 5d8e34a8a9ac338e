package dev.sallyport.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AmbientTest {
  private final Ambient ambient = new Ambient();

  @Test
  void get_isWhatTheSourceSays() {
    assertThat(ambient.get()).isEmpty();

    ambient.ask(() -> "00-1-2-01");

    assertThat(ambient.get()).isEqualTo("00-1-2-01");
  }

  @Test
  void get_ofASourceThatFails_isEmptyAndAskedOnce() {
    AtomicInteger asked = new AtomicInteger();
    ambient.ask(
        () -> {
          asked.incrementAndGet();
          throw new NoClassDefFoundError("io/opentelemetry/api/trace/Span");
        });

    assertThat(ambient.get()).isEmpty();
    assertThat(ambient.get()).isEmpty();
    assertThat(asked).hasValue(1);
  }
}
