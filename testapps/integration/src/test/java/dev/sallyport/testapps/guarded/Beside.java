package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.OtlpReceiver;
import dev.sallyport.testapps.ServerLaunch;
import java.nio.file.Path;

/** What other agent a server has, which the build puts beside it. */
enum Beside {
  NOTHING(""),
  /** OpenTelemetry's, whose {@code premain} is called before ours. */
  OPENTELEMETRY_BEFORE(" + OpenTelemetry before"),
  /** OpenTelemetry's, whose {@code premain} is called after ours. */
  OPENTELEMETRY_AFTER(" + OpenTelemetry after");

  /** What a column's name ends in. */
  final String suffix;

  Beside(String suffix) {
    this.suffix = suffix;
  }

  /** Adds the other agent, which exports nothing. */
  ServerLaunch to(ServerLaunch launch) {
    if (this == NOTHING) {
      return launch;
    }
    for (String signal : new String[] {"TRACES", "METRICS", "LOGS"}) {
      launch.environment("OTEL_" + signal + "_EXPORTER", "none");
    }
    return attached(launch);
  }

  /** Adds the other agent, which exports spans and metrics to a collector. */
  ServerLaunch to(ServerLaunch launch, OtlpReceiver collector) {
    if (this == NOTHING) {
      return launch;
    }
    launch
        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString())
        .environment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        .environment("OTEL_LOGS_EXPORTER", "none")
        .environment("OTEL_SERVICE_NAME", "beside")
        .environment("OTEL_BSP_SCHEDULE_DELAY", "200")
        .environment("OTEL_METRIC_EXPORT_INTERVAL", "500");
    return attached(launch);
  }

  private ServerLaunch attached(ServerLaunch launch) {
    Path jar = Path.of(System.getProperty("opentelemetry.jar"));
    // The JVM takes the options of this variable before those of the command line.
    return this == OPENTELEMETRY_BEFORE
        ? launch.environment("JAVA_TOOL_OPTIONS", "-javaagent:" + jar)
        : launch.jvmArgs("-javaagent:" + jar);
  }
}
