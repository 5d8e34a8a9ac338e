package dev.sallyport.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OtlpTargetTest {

  @Test
  void choose_nothingSaid_none() {
    assertThat(OtlpTarget.choose("", Map.of())).isNull();
  }

  @Test
  void choose_policyAndEnvironment_policy() {
    assertThat(
            OtlpTarget.choose(
                "http://127.0.0.1:4318", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://other")))
        .isEqualTo(new OtlpTarget("http://127.0.0.1:4318/v1/traces", Map.of(), ""));
  }

  @Test
  void choose_tracesEndpoint_takenAsItIs() {
    assertThat(
            OtlpTarget.choose(
                "",
                Map.of(
                    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector/t",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://other")))
        .isEqualTo(new OtlpTarget("http://collector/t", Map.of(), ""));
  }

  @Test
  void choose_headers_decodedAndNotShown() {
    OtlpTarget target =
        OtlpTarget.choose(
            "http://collector/",
            Map.of("OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20a+b, x=1,,broken"));

    assertThat(target)
        .isEqualTo(
            new OtlpTarget(
                "http://collector/v1/traces", Map.of("authorization", "Bearer a+b", "x", "1"), ""));
    assertThat(target).hasToString("http://collector/v1/traces");
  }
}
