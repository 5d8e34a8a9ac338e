package dev.sallyport.agent.command;

import dev.sallyport.agent.command.DoctorJvm.Visit;
import dev.sallyport.agent.doctor.Facts;
import dev.sallyport.agent.doctor.Posture;
import dev.sallyport.agent.start.Hooks;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Tries every hook in a JVM of its own, and looks at how a server is run; or looks through the
 * files of a server for where its calls would be decided.
 */
@Command(
    name = "doctor",
    headerHeading =
        "Examples:%n"
            + "  sallyport doctor --policy policy.yaml -- -XX:+DisableAttachMechanism%n"
            + "  sallyport doctor --server app.jar --policy policy.yaml%n%n",
    header = "Prove that every hook stands on a JDK, and find what weakens the gates.%n",
    description = {
      "Starts a JVM under the agent, with the options of your server and without the server, and"
          + " sends a harmless canary through every hook. A server that runs already is not looked"
          + " at.%n",
      "With --server, no JVM is started: the server's class files are looked through for known MCP"
          + " frameworks, and for the dispatch points of the policy.%n"
    })
final class Doctor implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final File jar;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--java",
      paramLabel = "<home>",
      description = "The JDK to examine, by its home; without it the one that runs this.")
  private @Nullable Path home;

  @Option(
      names = "--policy",
      paramLabel = "<policy.yaml>",
      description = "The server's policy. Without it, and without a mode, the mode is enforce.")
  private @Nullable Path policy;

  @Option(
      names = "--mode",
      paramLabel = "audit|enforce",
      description = "As the agent's option mode, instead of the policy's.")
  private @Nullable Mode mode;

  @Option(
      names = "--server",
      paramLabel = "<path>",
      arity = "1..*",
      description =
          "The files of your server, instead of a JVM: jars, fat jars, directories of jars or of"
              + " classes, or a class path.")
  private List<String> server = List.of();

  @Option(names = "--all", description = "Each hook, not only those that are not proven live.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "For people, or for programs.")
  private Format format = Format.TEXT;

  @Parameters(
      paramLabel = "<jvm option>",
      description = "The JVM options of your server, after --.")
  private List<String> options = List.of();

  enum Format {
    TEXT,
    JSON
  }

  enum Mode {
    AUDIT,
    ENFORCE
  }

  Doctor(File jar, Map<String, String> environment) {
    this.jar = jar;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!server.isEmpty()) {
      return survey(out, err);
    }
    checkUsage();
    Visit visit = new DoctorJvm(java(), jar, options, agentOptions()).visit(Hooks.all(), LIMIT);
    visit.messages().forEach(err::println);
    if (visit.examined() == null) {
      err.println("error: this JVM did not start under the agent, so nothing was examined");
      return ExitCode.FOUND.code();
    }
    DoctorReport report = new DoctorReport(visit.examined(), Posture.of(facts()));
    switch (format) {
      case TEXT -> report.text(out, all);
      case JSON -> report.json(out);
    }
    return report.findings() == 0 ? ExitCode.OK.code() : ExitCode.FOUND.code();
  }

  private int survey(PrintWriter out, PrintWriter err) throws IOException {
    if (home != null || mode != null || !options.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--server looks at files alone: --java, --mode and JVM options are for a run without it");
    }
    ServerVisit visit = ServerVisit.of(server, policyFile(), environment);
    if (visit.surveyed() == null) {
      err.println(visit.problem());
      return ExitCode.POLICY.code();
    }
    switch (format) {
      case TEXT -> new ServerReport(visit.surveyed()).text(out, all);
      case JSON -> new ServerJson(visit.surveyed()).print(out);
    }
    return visit.surveyed().findings() == 0 ? ExitCode.OK.code() : ExitCode.FOUND.code();
  }

  private void checkUsage() {
    if (!Files.isExecutable(java())) {
      throw new ParameterException(spec.commandLine(), examined() + " has no bin/java");
    }
    for (String option : options) {
      if (!option.startsWith("-") || option.equals("-jar")) {
        throw new ParameterException(
            spec.commandLine(), option + " is no option of a JVM, as -Xmx1g would be");
      }
    }
  }

  private Path examined() {
    return home == null ? Path.of(System.getProperty("java.home")) : home;
  }

  private Path java() {
    return examined().resolve("bin").resolve("java");
  }

  private List<String> agentOptions() {
    List<String> given = new ArrayList<>();
    if (policy != null) {
      given.add("policy=" + policy.toAbsolutePath());
    }
    if (mode != null) {
      given.add("mode=" + mode.name().toLowerCase(Locale.ROOT));
    } else if (policyFile() == null && !environment.containsKey("SALLYPORT_MODE")) {
      // Whether the hooks stand is asked, not whether anything is enforced yet.
      given.add("mode=enforce");
    }
    return given;
  }

  private @Nullable String policyFile() {
    return policy == null ? environment.get("SALLYPORT_POLICY") : policy.toString();
  }

  private Facts facts() {
    List<String> arguments = new ArrayList<>();
    for (String variable : List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
      arguments.addAll(List.of(environment.getOrDefault(variable, "").trim().split("\\s+")));
    }
    arguments.addAll(options);
    return Facts.here(jar, policyFile(), arguments, environment);
  }
}
