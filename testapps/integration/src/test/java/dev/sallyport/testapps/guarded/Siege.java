package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.attack.Attack;
import dev.sallyport.testapps.attack.Attacks;
import dev.sallyport.testapps.attack.Target;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All attacks on one server under one policy on one JDK, one after the other. Those that would end
 * it come last, to a server of their own that is started again when it has ended.
 */
final class Siege implements AutoCloseable {
  private final Jdk jdk;
  private final Twin twin;
  private final Path root;
  private final Path jar;
  private final List<Position> positions = new ArrayList<>();
  private final List<AuditLog> logs = new ArrayList<>();
  private ServerProcess server;
  private McpSyncClient client;

  private Siege(Jdk jdk, Twin twin, Path root) throws IOException {
    this.jdk = jdk;
    this.twin = twin;
    this.root = Files.createDirectories(root);
    // A copy, because one attack is aimed at the jar.
    jar = Files.copy(BuildTree.agentJar(), root.resolve("sallyport.jar"));
    Attacks.all().stream()
        .filter(attack -> attack.isIn(jdk.feature()))
        .forEach(attack -> positions.add(position(attack)));
  }

  private Position position(Attack attack) {
    return Position.of(attack, twin, jdk, root, positions.size());
  }

  /** Carries all of them out. */
  static List<Outcome> of(Jdk jdk, Twin twin, Path root) {
    try (Siege siege = new Siege(jdk, twin, root)) {
      return siege.outcomes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Outcome> outcomes() {
    List<Tried> tried = new ArrayList<>();
    for (boolean ending : new boolean[] {false, true}) {
      List<Position> group =
          positions.stream()
              .filter(position -> ending == (position.attack().target() == Target.END))
              .toList();
      for (Position position : group) {
        if (server == null) {
          start(group);
        }
        tried.add(attempt(position));
      }
      end();
    }
    List<AuditLine> decisions =
        logs.stream().flatMap(log -> log.lines().stream()).filter(AuditLine::isDecision).toList();
    return tried.stream().map(each -> each.outcome(decisions)).toList();
  }

  /** What the call was answered; its records are complete only when the server has ended. */
  private record Tried(
      Position position, Map<String, String> arguments, boolean succeeded, String answer) {
    Outcome outcome(List<AuditLine> decisions) {
      Attack attack = position.attack();
      return new Outcome(
          attack,
          succeeded,
          answer,
          position.told(answer, arguments),
          decisions.stream()
              .filter(line -> line.tool().equals(attack.name()) && line.verdict().equals("deny"))
              .toList());
    }
  }

  private Tried attempt(Position position) {
    Map<String, Path> reserved =
        Map.of(
            "%jar%", jar,
            "%policy%", server.directory().resolve("policy.yaml"),
            "%audit%", logs.get(logs.size() - 1).file());
    Map<String, String> arguments = position.arguments(reserved);
    String answer;
    try {
      answer = ToolCalls.text(ToolCalls.call(client, position.attack().name(), arguments));
    } catch (RuntimeException e) {
      answer = "no answer: " + e;
    }
    if (position.attack().target() == Target.END) {
      return ended(position, arguments, answer);
    }
    return new Tried(position, arguments, position.succeeded(answer, server.pid()), answer);
  }

  /** An attack that was not told of a failure has ended the server, or is about to. */
  private Tried ended(Position position, Map<String, String> arguments, String answer) {
    if (answer.startsWith("threw ")) {
      return new Tried(position, arguments, false, answer);
    }
    server.awaitExit();
    end();
    return new Tried(position, arguments, true, answer);
  }

  /** Starts a server with the tools of these, and all the files and ports there are. */
  private void start(List<Position> offered) {
    Path audit = root.resolve("audit-" + logs.size() + ".jsonl");
    logs.add(new AuditLog(audit));
    ServerLaunch launch =
        ServerProcess.of(App.attackServer())
            .jdk(jdk)
            .agent(jar, "audit=" + audit)
            .policy(policy(offered))
            .args(offered.stream().map(position -> position.attack().name()).toArray(String[]::new))
            .jvmArgs(
                "-Djava.awt.headless=true",
                "-Djdk.attach.allowAttachSelf=true",
                // So that nothing but the agent stops who reaches for its class.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                // A name that is cached is not looked up again, and so not decided.
                "-Dsun.net.inetaddr.ttl=0",
                "-Djava.security.properties=" + neverCached(),
                // The services here say nothing that these clients would understand.
                "-Dsun.rmi.transport.tcp.handshakeTimeout=200",
                "-Dsun.rmi.transport.tcp.responseTimeout=200");
    positions.forEach(position -> launch.environment(position.variable(), position.secret()));
    server = launch.start();
    client = server.client();
  }

  /** How long a name is unknown can only be said in a file. */
  private Path neverCached() {
    try {
      return Files.writeString(
          root.resolve("java.security"), "networkaddress.cache.negative.ttl=0\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  private String policy(List<Position> offered) {
    return "sallyport: 1\nserver: attacks\nmode: "
        + twin.mode
        // So that nothing but the missing grant stops an attack.
        + "\negress: { deny: [] }\ntools:\n"
        + offered.stream().map(Siege::tool).collect(Collectors.joining());
  }

  private static String tool(Position position) {
    String grants = position.grants().yaml("    ");
    return "  " + position.attack().name() + ":" + (grants.isEmpty() ? " {}\n" : "\n" + grants);
  }

  @Override
  public void close() {
    end();
    positions.forEach(Position::close);
  }
}
