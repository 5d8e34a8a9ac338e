package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.audit.AuditReader;
import dev.sallyport.agent.audit.AuditRecord.State;
import org.junit.jupiter.api.Test;

final class StateTextTest {
  private static String text(String kind, String details) {
    String line =
        "{\"time\":\"2026-01-02T12:00:00Z\",\"kind\":\"%s\",\"details\":{%s}}"
            .formatted(kind, details);
    return StateText.of((State) new AuditReader().record(line));
  }

  @Test
  void details_areSaidByName() {
    assertThat(text("start", "\"jdk\":\"17\",\"mode\":\"audit\""))
        .isEqualTo("start jdk 17, mode audit");
    assertThat(text("stop", "")).isEqualTo("stop");
  }

  @Test
  void inventory_isCounted() {
    assertThat(
            text(
                "inventory",
                "\"a\":\"covered risk=read\",\"b\":\"uncovered denied\",\"c\":\"covered\""))
        .isEqualTo("inventory tools 3, covered 2");
  }

  @Test
  void chain_isToldWithoutItsDigests_andOtherDetailsOfThatNameAreKept() {
    String digests = "\"head\":\"ab\",\"key\":\"cd\",\"signature\":\"ef\",\"upTo\":\"85\"";

    assertThat(text("checkpoint", digests)).isEqualTo("checkpoint upTo 85");
    assertThat(text("other", "\"key\":\"cd\"")).isEqualTo("other key cd");
  }
}
