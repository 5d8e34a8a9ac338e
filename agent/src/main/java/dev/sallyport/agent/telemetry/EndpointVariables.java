package dev.sallyport.agent.telemetry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables {@code OTEL_*} that say how a signal is sent, those of the signal before those of
 * all.
 *
 * @param chosen whether the policy names the collector, which is then one that speaks what we do
 * @param problems gets a line for what can't be done
 */
record EndpointVariables(Map<String, String> environment, boolean chosen, List<String> problems) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String PREFIX = "OTEL_EXPORTER_OTLP_";
  private static final String SPOKEN = "http/protobuf";

  /**
   * Where a signal goes; null where it is not sent.
   *
   * @param own the URL of this signal, or empty
   * @param base that of all signals, or empty
   */
  @Nullable OtlpEndpoint endpoint(String signal, String own, String base, String path) {
    if ((own.isEmpty() && base.isEmpty()) || !isExported(signal)) {
      return null;
    }
    String protocol = either(signal, "PROTOCOL");
    if (!chosen && !protocol.isEmpty() && !protocol.equals(SPOKEN)) {
      problems.add(
          PREFIX
              + "PROTOCOL="
              + protocol
              + " is not spoken, only "
              + SPOKEN
              + "; no "
              + signal(signal)
              + " are sent");
      return null;
    }
    String url = own;
    if (own.isEmpty()) {
      url = base.endsWith("/") ? base.concat(path) : base.concat("/").concat(path);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    addPairs(environment.getOrDefault(PREFIX + "HEADERS", ""), headers);
    addPairs(environment.getOrDefault(PREFIX + signal + "_HEADERS", ""), headers);
    return new OtlpEndpoint(
        url,
        headers,
        either(signal, "COMPRESSION").equals("gzip"),
        millis(name(signal, "TIMEOUT"), TIMEOUT));
  }

  /** What a variable says; empty where it is not set. */
  String text(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  boolean isDisabled() {
    return text("OTEL_SDK_DISABLED").equalsIgnoreCase("true");
  }

  /**
   * The {@code service.name} that is asked for, or empty.
   *
   * @param resource gets what else is said of this server
   */
  String service(Map<String, String> resource) {
    addPairs(text("OTEL_RESOURCE_ATTRIBUTES"), resource);
    String service = text("OTEL_SERVICE_NAME");
    String other = resource.remove("service.name");
    return service.isEmpty() && other != null ? other : service;
  }

  private boolean isExported(String signal) {
    String exporters = environment.getOrDefault("OTEL_" + signal + "_EXPORTER", "").strip();
    if (exporters.isEmpty()) {
      return true;
    }
    boolean exported = false;
    for (String exporter : exporters.split(",", -1)) {
      switch (exporter.strip()) {
        case "otlp" -> exported = true;
        case "none" -> {}
        default ->
            problems.add(
                "OTEL_" + signal + "_EXPORTER=" + exporter.strip() + " is not known, only otlp is");
      }
    }
    return exported;
  }

  private static String signal(String signal) {
    return switch (signal) {
      case "TRACES" -> "spans";
      case "METRICS" -> "metrics";
      default -> "log records";
    };
  }

  private String either(String signal, String what) {
    return environment.getOrDefault(name(signal, what), "").strip();
  }

  /** The variable of the signal where it is set, else that of all. */
  private String name(String signal, String what) {
    String own = PREFIX + signal + "_" + what;
    return environment.getOrDefault(own, "").isBlank() ? PREFIX + what : own;
  }

  /** A time in milliseconds. */
  Duration millis(String name, Duration otherwise) {
    String text = environment.getOrDefault(name, "").strip();
    double millis = number(text, (double) otherwise.toMillis());
    if (millis >= 1 && millis <= Integer.MAX_VALUE) {
      return Duration.ofMillis((long) millis);
    }
    problems.add(name + " is no number of milliseconds; it is " + otherwise.toMillis());
    return otherwise;
  }

  /** A number, or what stands for one that is not written; -1 for what is none. */
  static double number(String text, double otherwise) {
    try {
      return text.isEmpty() ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Reads {@code name=value} pairs, separated by commas, values percent-encoded. */
  static void addPairs(String pairs, Map<String, String> into) {
    int start = 0;
    while (start < pairs.length()) {
      int comma = pairs.indexOf(',', start);
      int end = comma < 0 ? pairs.length() : comma;
      int equals = pairs.indexOf('=', start);
      if (equals > start && equals < end) {
        // The decoder is one for forms, where a plus is a space; here it is itself.
        String value = pairs.substring(equals + 1, end).strip().replace("+", "%2B");
        into.put(pairs.substring(start, equals).strip(), decoded(value));
      }
      start = end + 1;
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
