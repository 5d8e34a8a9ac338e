package dev.sallyport.testapps.guarded;

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
    Path jar = Path.of(System.getProperty("opentelemetry.jar"));
    // The JVM takes the options of this variable before those of the command line.
    return this == OPENTELEMETRY_BEFORE
        ? launch.environment("JAVA_TOOL_OPTIONS", "-javaagent:" + jar)
        : launch.jvmArgs("-javaagent:" + jar);
  }
}
