package dev.sallyport.testapps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that is about to be started: on this JVM's JDK, without the agent, over stdio, unless
 * said otherwise.
 *
 * <p>Each start has a directory of its own, which is the working directory and holds {@code tmp}
 * (the server's {@code java.io.tmpdir}), {@code state} (its {@code XDG_STATE_HOME}), {@code
 * policy.yaml}, {@code stdout.log} and {@code stderr.log}. It is kept where the system property
 * {@code sallyport.runs} names a folder, else it is removed on close.
 */
public final class ServerLaunch {
  /** Variables that would change a server behind the test's back. */
  private static final List<String> FOREIGN =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH");

  private final App app;
  private final List<String> jvmArgs = new ArrayList<>();
  private final List<String> args = new ArrayList<>();
  private final List<String> agentOptions = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private Optional<Path> agent = Optional.empty();
  private Optional<String> policy = Optional.empty();
  private boolean http;

  ServerLaunch(App app) {
    this.app = app;
  }

  /** Runs on this JDK. */
  public ServerLaunch jdk(Jdk jdk) {
    java = jdk.java();
    return this;
  }

  /**
   * Runs with an agent.
   *
   * @param options each {@code key=value}
   */
  public ServerLaunch agent(Path jar, String... options) {
    agent = Optional.of(jar);
    agentOptions.addAll(List.of(options));
    return this;
  }

  /** Gives the agent a policy: the text is written to a file, and {@code policy=} names it. */
  public ServerLaunch policy(String text) {
    policy = Optional.of(text);
    return this;
  }

  /** Sets a variable; all else is inherited but what would change the JVM or the agent. */
  public ServerLaunch environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Adds arguments of the JVM. */
  public ServerLaunch jvmArgs(String... more) {
    jvmArgs.addAll(List.of(more));
    return this;
  }

  /** Adds arguments of the server. */
  public ServerLaunch args(String... more) {
    args.addAll(List.of(more));
    return this;
  }

  /** Serves HTTP on a free port of the loopback address instead of stdio. */
  public ServerLaunch http() {
    http = true;
    return this;
  }

  /**
   * Starts the process. It is ready when it answers: {@link ServerProcess#client()} and {@link
   * ServerProcess#raw()} wait for that.
   *
   * @throws IllegalStateException if there is a policy and no agent, or the server is not built
   */
  public ServerProcess start() {
    if (policy.isPresent() && agent.isEmpty()) {
      throw new IllegalStateException("a policy needs an agent");
    }
    try {
      return start(RunDirectory.create(app.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServerProcess start(RunDirectory directory) throws IOException {
    List<String> command = command(directory);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.path().toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeIf(name -> FOREIGN.contains(name) || name.startsWith("SALLYPORT_"));
    variables.put("XDG_STATE_HOME", directory.path().resolve("state").toString());
    variables.putAll(environment);
    return new ServerProcess(command, builder.start(), directory, http);
  }

  private List<String> command(RunDirectory directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    if (agent.isPresent()) {
      command.add("-javaagent:" + agent.get() + agentOptions(directory));
    }
    command.add("-Djava.io.tmpdir=" + Files.createDirectory(directory.path().resolve("tmp")));
    command.addAll(jvmArgs);
    command.add("-cp");
    command.add(app.classPath());
    command.add(app.mainClass());
    if (http) {
      command.addAll(List.of("--http", "0"));
    }
    command.addAll(args);
    return command;
  }

  private String agentOptions(RunDirectory directory) throws IOException {
    List<String> options = new ArrayList<>();
    if (policy.isPresent()) {
      Path file = directory.path().resolve("policy.yaml");
      options.add("policy=" + Files.writeString(file, policy.get()));
    }
    options.addAll(agentOptions);
    return options.isEmpty() ? "" : "=" + String.join(",", options);
  }
}
