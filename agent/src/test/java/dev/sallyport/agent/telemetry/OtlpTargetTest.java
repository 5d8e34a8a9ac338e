package dev.sallyport.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OtlpTargetTest {
  private static final Duration TEN = Duration.ofSeconds(10);

  @Test
  void choose_nothingSaid_none() {
    assertThat(OtlpTarget.choose("", Map.of())).isEqualTo(OtlpTarget.Choice.NOTHING);
  }

  @Test
  void choose_policyAndEnvironment_policy() {
    OtlpTarget target =
        chosen("http://127.0.0.1:4318", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://other"));

    assertThat(target.traces())
        .isEqualTo(new OtlpEndpoint("http://127.0.0.1:4318/v1/traces", Map.of(), false, TEN));
    assertThat(target.metrics())
        .isEqualTo(new OtlpEndpoint("http://127.0.0.1:4318/v1/metrics", Map.of(), false, TEN));
    assertThat(target.chosen()).isTrue();
  }

  @Test
  void choose_endpointOfASignal_takenAsItIs() {
    OtlpTarget target =
        chosen(
            "",
            Map.of(
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector/t",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://other"));

    assertThat(target.traces()).hasToString("http://collector/t");
    assertThat(target.metrics()).hasToString("http://other/v1/metrics");
    assertThat(target.chosen()).isFalse();
  }

  @Test
  void choose_endpointOfOneSignalOnly_theOtherIsNotSent() {
    OtlpTarget target =
        chosen("", Map.of("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://collector/m"));

    assertThat(target.traces()).isNull();
    assertThat(target.metrics()).hasToString("http://collector/m");
  }

  @Test
  void choose_headers_decodedAndNotShown() {
    OtlpTarget target =
        chosen(
            "http://collector/",
            Map.of(
                "OTEL_EXPORTER_OTLP_HEADERS", "authorization=Bearer%20a+b, x=1,,broken,y=%zz",
                "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "x=2"));

    assertThat(target.traces().headers())
        .isEqualTo(Map.of("authorization", "Bearer a+b", "x", "1", "y", "%zz"));
    assertThat(target.metrics().headers()).containsEntry("x", "2");
    assertThat(target.traces()).hasToString("http://collector/v1/traces");
  }

  @Test
  void choose_timeoutAndCompression_ofTheSignalBeforeThatOfAll() {
    OtlpTarget target =
        chosen(
            "http://collector",
            Map.of(
                "OTEL_EXPORTER_OTLP_TIMEOUT", "2000",
                "OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", "500",
                "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "gzip",
                "OTEL_METRIC_EXPORT_INTERVAL", "1500"));

    assertThat(target.traces().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(target.metrics().timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(target.traces().gzip()).isTrue();
    assertThat(target.metrics().gzip()).isFalse();
    assertThat(target.metricInterval()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void choose_otherProtocol_nothingIsSentAndItIsSaid() {
    OtlpTarget.Choice choice =
        OtlpTarget.choose(
            "",
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/json"));

    assertThat(choice.target()).isNull();
    assertThat(choice.problems())
        .containsExactly(
            "OTEL_EXPORTER_OTLP_PROTOCOL=grpc is not spoken, only http/protobuf; no spans are sent",
            "OTEL_EXPORTER_OTLP_PROTOCOL=http/json is not spoken, only http/protobuf; no metrics"
                + " are sent");
  }

  @Test
  void choose_exporters_noneSendsNothingAndOthersAreSaid() {
    OtlpTarget.Choice choice =
        OtlpTarget.choose(
            "http://collector",
            Map.of("OTEL_METRICS_EXPORTER", "none", "OTEL_TRACES_EXPORTER", "otlp,zipkin"));

    assertThat(choice.target().metrics()).isNull();
    assertThat(choice.target().traces()).isNotNull();
    assertThat(choice.problems())
        .containsExactly("OTEL_TRACES_EXPORTER=zipkin is not known, only otlp is");
  }

  @Test
  void choose_disabled_nothing() {
    assertThat(OtlpTarget.choose("http://collector", Map.of("OTEL_SDK_DISABLED", "TRUE")))
        .isEqualTo(OtlpTarget.Choice.NOTHING);
  }

  @Test
  void choose_resource_nameOfItsOwnVariableFirst() {
    Map<String, String> attributes =
        Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=a,deployment.environment.name=p%20q");
    assertThat(chosen("http://c", attributes).service()).isEqualTo("a");
    assertThat(chosen("http://c", attributes).resource())
        .isEqualTo(Map.of("deployment.environment.name", "p q"));

    assertThat(
            chosen(
                    "http://c",
                    Map.of("OTEL_RESOURCE_ATTRIBUTES", "service.name=a", "OTEL_SERVICE_NAME", "b"))
                .service())
        .isEqualTo("b");
  }

  @Test
  void choose_sampler_withoutTheCallersPart() {
    assertThat(sampled("parentbased_always_on", "")).isEqualTo(1);
    assertThat(sampled("always_off", "")).isEqualTo(0);
    assertThat(sampled("parentbased_traceidratio", "0.25")).isEqualTo(0.25);
    assertThat(sampled("traceidratio", "")).isEqualTo(1);

    OtlpTarget.Choice odd =
        OtlpTarget.choose(
            "http://c",
            Map.of("OTEL_TRACES_SAMPLER", "traceidratio", "OTEL_TRACES_SAMPLER_ARG", "half"));
    assertThat(odd.target().sampled()).isEqualTo(1);
    assertThat(odd.problems())
        .containsExactly(
            "OTEL_TRACES_SAMPLER_ARG is no number from 0 to 1, so every trace is kept");
    assertThat(OtlpTarget.choose("http://c", Map.of("OTEL_TRACES_SAMPLER", "xray")).problems())
        .containsExactly("OTEL_TRACES_SAMPLER=xray is not known, so every trace is kept");
  }

  private static double sampled(String sampler, String argument) {
    return chosen(
            "http://c", Map.of("OTEL_TRACES_SAMPLER", sampler, "OTEL_TRACES_SAMPLER_ARG", argument))
        .sampled();
  }

  private static OtlpTarget chosen(String policyEndpoint, Map<String, String> environment) {
    OtlpTarget.Choice choice = OtlpTarget.choose(policyEndpoint, environment);
    assertThat(choice.problems()).isEmpty();
    assertThat(choice.target()).isNotNull();
    return choice.target();
  }
}
