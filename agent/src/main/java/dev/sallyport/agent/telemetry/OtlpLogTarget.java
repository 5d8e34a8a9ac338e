package dev.sallyport.agent.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where log records are sent by OTLP over HTTP.
 *
 * @param service the {@code service.name} that the environment asks for, or empty
 */
public record OtlpLogTarget(OtlpEndpoint endpoint, String service) {

  /**
   * The policy's collector, else that of OpenTelemetry's environment variables, those for logs
   * before those for all signals; null where neither names one.
   *
   * @param policyEndpoint {@code telemetry.otlp} of the policy, a base URL, or empty
   * @param problems gets a line for what of the environment can't be done
   */
  public static @Nullable OtlpLogTarget choose(
      String policyEndpoint, Map<String, String> environment, List<String> problems) {
    boolean chosen = !policyEndpoint.isEmpty();
    EndpointVariables variables = new EndpointVariables(environment, chosen, problems);
    if (variables.isDisabled()) {
      return null;
    }
    String base = chosen ? policyEndpoint : variables.text("OTEL_EXPORTER_OTLP_ENDPOINT");
    String own = chosen ? "" : variables.text("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT");
    OtlpEndpoint endpoint = variables.endpoint("LOGS", own, base, "v1/logs");
    return endpoint == null
        ? null
        : new OtlpLogTarget(endpoint, variables.service(new LinkedHashMap<>()));
  }

  /** Without the headers. */
  @Override
  public String toString() {
    return endpoint.toString();
  }
}
