package dev.sallyport.agent.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent by OTLP over HTTP, and where to.
 *
 * @param traces null where none are sent
 * @param metrics null where none are sent
 * @param service the {@code service.name} that the environment asks for, or empty
 * @param resource what else it says of this server
 * @param sampled how much of the traces of calls is kept, from 0 to 1
 * @param metricInterval from one export of metrics to the next
 * @param chosen whether the policy names the collector
 */
public record OtlpTarget(
    @Nullable OtlpEndpoint traces,
    @Nullable OtlpEndpoint metrics,
    String service,
    Map<String, String> resource,
    double sampled,
    Duration metricInterval,
    boolean chosen) {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  public OtlpTarget {
    resource = Collections.unmodifiableMap(new LinkedHashMap<>(resource));
  }

  /**
   * What came of choosing.
   *
   * @param target null where nothing is sent
   * @param problems what of the environment can't be done, a line each
   */
  public record Choice(@Nullable OtlpTarget target, List<String> problems) {
    static final Choice NOTHING = new Choice(null, List.of());

    public Choice {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The collector that the policy names, else the one that the environment names as the
   * OpenTelemetry specification says ("Environment Variable Specification", "OpenTelemetry Protocol
   * Exporter"). The policy goes first because it speaks of Sallyport only; for all else the
   * environment is asked.
   *
   * @param policyEndpoint {@code telemetry.otlp} of the policy, a base URL, or empty
   */
  public static Choice choose(String policyEndpoint, Map<String, String> environment) {
    boolean chosen = !policyEndpoint.isEmpty();
    List<String> problems = new ArrayList<>();
    EndpointVariables variables = new EndpointVariables(environment, chosen, problems);
    String base = chosen ? policyEndpoint : variables.text("OTEL_EXPORTER_OTLP_ENDPOINT");
    String traces = chosen ? "" : variables.text("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    String metrics = chosen ? "" : variables.text("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");
    boolean named = !(base.isEmpty() && traces.isEmpty() && metrics.isEmpty());
    if (!named || variables.isDisabled()) {
      return Choice.NOTHING;
    }
    OtlpEndpoint spansTo = variables.endpoint("TRACES", traces, base, "v1/traces");
    OtlpEndpoint metricsTo = variables.endpoint("METRICS", metrics, base, "v1/metrics");
    if (spansTo == null && metricsTo == null) {
      return new Choice(null, problems);
    }
    Map<String, String> resource = new LinkedHashMap<>();
    String service = variables.service(resource);
    return new Choice(
        new OtlpTarget(
            spansTo,
            metricsTo,
            service,
            resource,
            sampled(variables),
            variables.millis("OTEL_METRIC_EXPORT_INTERVAL", INTERVAL),
            chosen),
        problems);
  }

  /**
   * By the sampler that the environment names. Those that ask the caller are taken without that: a
   * caller could otherwise switch off what is said of it.
   */
  private static double sampled(EndpointVariables variables) {
    String sampler = variables.text("OTEL_TRACES_SAMPLER");
    String argument = variables.text("OTEL_TRACES_SAMPLER_ARG");
    String root = sampler.startsWith("parentbased_") ? sampler.substring(12) : sampler;
    return switch (root) {
      case "", "always_on" -> 1;
      case "always_off" -> 0;
      case "traceidratio" -> ratio(argument, variables.problems());
      default -> {
        variables
            .problems()
            .add("OTEL_TRACES_SAMPLER=" + sampler + " is not known, so every trace is kept");
        yield 1;
      }
    };
  }

  private static double ratio(String argument, List<String> problems) {
    double ratio = EndpointVariables.number(argument, 1);
    if (ratio >= 0 && ratio <= 1) {
      return ratio;
    }
    problems.add("OTEL_TRACES_SAMPLER_ARG is no number from 0 to 1, so every trace is kept");
    return 1;
  }
}
