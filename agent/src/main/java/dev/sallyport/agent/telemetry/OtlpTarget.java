package dev.sallyport.agent.telemetry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where spans are sent by OTLP over HTTP.
 *
 * @param endpoint the whole URL that is posted to
 * @param headers sent with each request; may hold secrets
 * @param service the {@code service.name} that the environment asks for, or empty
 */
public record OtlpTarget(String endpoint, Map<String, String> headers, String service) {

  public OtlpTarget {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /**
   * The collector that the policy names, else the one that the environment names as the
   * OpenTelemetry specification says ("OpenTelemetry Protocol Exporter"), or null. The policy goes
   * first because it speaks of Sallyport only.
   *
   * @param policyEndpoint {@code telemetry.otlp} of the policy, a base URL, or empty
   */
  public static @Nullable OtlpTarget choose(
      String policyEndpoint, Map<String, String> environment) {
    return choose("TRACES", "v1/traces", policyEndpoint, environment);
  }

  /** The same for log records. */
  public static @Nullable OtlpTarget ofLogs(
      String policyEndpoint, Map<String, String> environment) {
    return choose("LOGS", "v1/logs", policyEndpoint, environment);
  }

  private static @Nullable OtlpTarget choose(
      String signal, String path, String policyEndpoint, Map<String, String> environment) {
    String own = environment.getOrDefault("OTEL_EXPORTER_OTLP_" + signal + "_ENDPOINT", "");
    String base = environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "");
    String endpoint;
    if (!policyEndpoint.isEmpty()) {
      endpoint = under(policyEndpoint, path);
    } else if (!own.isEmpty()) {
      endpoint = own;
    } else if (!base.isEmpty()) {
      endpoint = under(base, path);
    } else {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    addHeaders(environment.getOrDefault("OTEL_EXPORTER_OTLP_HEADERS", ""), headers);
    addHeaders(environment.getOrDefault("OTEL_EXPORTER_OTLP_" + signal + "_HEADERS", ""), headers);
    return new OtlpTarget(endpoint, headers, environment.getOrDefault("OTEL_SERVICE_NAME", ""));
  }

  /** Without the headers. */
  @Override
  public String toString() {
    return endpoint;
  }

  private static String under(String base, String path) {
    return base.endsWith("/") ? base.concat(path) : base + "/" + path;
  }

  /** Reads {@code name=value} pairs, separated by commas, values percent-encoded. */
  private static void addHeaders(String pairs, Map<String, String> headers) {
    int start = 0;
    while (start < pairs.length()) {
      int comma = pairs.indexOf(',', start);
      int end = comma < 0 ? pairs.length() : comma;
      int equals = pairs.indexOf('=', start);
      if (equals > start && equals < end) {
        // The decoder is one for forms, where a plus is a space; here it is itself.
        String value = pairs.substring(equals + 1, end).strip().replace("+", "%2B");
        headers.put(
            pairs.substring(start, equals).strip(),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
      start = end + 1;
    }
  }
}
