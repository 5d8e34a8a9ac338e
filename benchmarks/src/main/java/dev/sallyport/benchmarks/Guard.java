package dev.sallyport.benchmarks;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a JVM may be guarded by, or is watched by, with the same grants.
 *
 * @param name with its version
 * @param flags of the JVM
 * @param decides whether it decides on operations
 */
record Guard(String name, List<String> flags, boolean decides) {
  private static final int LAST_WITH_SECURITY_MANAGER = 17;

  /** The first release that OpenSearch's agent is compiled for. */
  private static final int FIRST_OF_OPENSEARCH = 21;

  Guard {
    flags = List.copyOf(flags);
  }

  /**
   * Those that there are on a JDK, none first.
   *
   * @param others the folder of the other agents' jars
   */
  static List<Guard> of(Jdk jdk, Sandbox sandbox, Path others) throws IOException {
    List<Guard> guards = new ArrayList<>();
    guards.add(new Guard("none", List.of(), true));
    for (String mode : List.of("audit", "enforce")) {
      Path policy = sandbox.directory().resolve(mode + ".yaml");
      guards.add(
          new Guard(
              "Sallyport, " + mode,
              List.of(
                  "-javaagent:"
                      + BuildTree.agentJar()
                      + "=policy="
                      + Files.writeString(policy, sallyport(mode, sandbox))
                      + ",audit="
                      + sandbox.directory().resolve(mode + ".jsonl")),
              true));
    }
    if (jdk.feature() <= LAST_WITH_SECURITY_MANAGER) {
      String requests =
          "java.net.URLPermission \"http://127.0.0.1:%d/granted/-\", \"GET:*\""
              .formatted(sandbox.peer());
      Path grants = sandbox.directory().resolve("java.policy");
      Files.writeString(grants, grants(sandbox, requests));
      guards.add(
          new Guard(
              "SecurityManager",
              List.of("-Djava.security.manager", "-Djava.security.policy==" + grants),
              true));
    }
    if (jdk.feature() >= FIRST_OF_OPENSEARCH) {
      // It decides on connections, and knows no requests.
      String requests =
          "java.net.SocketPermission \"127.0.0.1:%d\", \"connect,resolve\""
              .formatted(sandbox.peer());
      Path grants = sandbox.directory().resolve("opensearch.policy");
      Files.writeString(grants, grants(sandbox, requests));
      Path agent = only(others, "opensearch-agent-\\d.*");
      guards.add(
          new Guard(
              "OpenSearch's agent " + version(agent),
              List.of(
                  "-javaagent:" + agent,
                  "-Xbootclasspath/a:" + only(others, "opensearch-agent-policy-.*"),
                  "-D" + OpenSearchPolicy.PROPERTY + "=" + grants),
              true));
    }
    Path telemetry = only(others, "opentelemetry-javaagent-.*");
    guards.add(
        new Guard(
            "OpenTelemetry's agent " + version(telemetry) + ", no exporters",
            List.of(
                "-javaagent:" + telemetry,
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none"),
            false));
    return guards;
  }

  private static Path only(Path folder, String name) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + name + " in " + folder));
    }
  }

  private static String version(Path jar) {
    return jar.getFileName().toString().replaceAll(".*-([\\d.]+)\\.jar", "$1");
  }

  /** JMH talks to its parent while the server serves. */
  private static String sallyport(String mode, Sandbox sandbox) {
    String phase =
        """
        {
            files: { read: ["/**"], write: ["/**"], delete: ["/**"] },
            net: ["localhost:*"],
            env: ["*"],
            jvm: [attach, diagnostics, exit, foreign, instrument, processes, signals, unsafe]
          }""";
    return """
        sallyport: 1
        server: comparison
        mode: %s
        tools:
          %s:
            files: { read: ["%4$s/**"], write: ["%4$s/**"], delete: ["%4$s/**"] }
            net: ["127.0.0.1:%5$d", "127.0.0.1:%6$d"]
            http: ["GET http://127.0.0.1:%7$d/granted/**"]
            exec: [{ program: %8$s }]
        runtime:
          starting: %3$s
          serving: %3$s
        egress: { allow: ["localhost:*"] }
        """
        .formatted(
            mode,
            CallExecutor.TOOL,
            phase,
            sandbox.granted(),
            sandbox.server().getPort(),
            sandbox.receiver().getPort(),
            sandbox.peer(),
            sandbox.program());
  }

  /**
   * The same for the code of the tool, in the syntax of the JDK. Libraries may do anything, as far
   * as who calls them may; and what no operation here is about is granted to all.
   *
   * @param requests the permission to send them
   */
  private static String grants(Sandbox sandbox, String requests) {
    StringBuilder grants = new StringBuilder();
    StringBuilder own = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        own.append("  permission java.io.FilePermission \"" + path + "/-\", \"read\";\n");
      } else {
        own.append("  permission java.io.FilePermission \"" + path + "\", \"read\";\n");
        grants.append("grant codeBase \"" + path.toUri() + "\" {\n");
        grants.append("  permission java.security.AllPermission;\n};\n");
      }
    }
    return grants
        + """
        grant {
        %1$s  permission java.io.FilePermission "%2$s/-", "read,write,delete";
          permission java.io.FilePermission "%3$s", "execute";
          permission java.io.FilePermission "/proc/self/status", "read";
          permission java.net.SocketPermission "127.0.0.1:%4$d", "connect,resolve";
          permission java.net.SocketPermission "127.0.0.1:%5$d", "connect,resolve";
          permission java.net.SocketPermission "localhost:0", "listen,resolve";
          permission %6$s;
          permission java.lang.RuntimePermission "*";
          permission java.lang.reflect.ReflectPermission "*";
          permission java.util.PropertyPermission "*", "read,write";
          permission java.net.NetPermission "*";
          permission java.util.logging.LoggingPermission "control";
          permission javax.management.MBeanPermission "*", "*";
          permission java.lang.management.ManagementPermission "monitor";
        };
        """
            .formatted(
                own,
                sandbox.granted(),
                sandbox.program(),
                sandbox.server().getPort(),
                sandbox.receiver().getPort(),
                requests);
  }
}
