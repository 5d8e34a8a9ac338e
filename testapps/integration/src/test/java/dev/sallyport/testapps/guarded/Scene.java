package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.SocksProxy;
import dev.sallyport.testapps.UdpListener;
import dev.sallyport.testapps.UnixListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All probes under one policy on one JDK: their files and services, and one server for each
 * application. Every probe has a directory and ports of its own, so that no grant of one reaches
 * what another tries.
 */
final class Scene implements AutoCloseable {
  static final String ENVIRONMENT_SECRET = "t0p-s3cr3t";

  private final Jdk jdk;
  private final Twin twin;
  private final Path root;
  private final Path workspace;
  private final String onDenied;
  private final Deque<Runnable> open = new ArrayDeque<>();
  private final Map<App, Guarded> servers = new HashMap<>();
  private final List<Probe> probes;

  private Scene(Jdk jdk, Twin twin, Path root, String onDenied) {
    this.jdk = jdk;
    this.twin = twin;
    this.root = root;
    this.onDenied = onDenied;
    workspace = directory("work").resolve("space");
    create(workspace);
    probes = Probes.in(this);
  }

  static Scene of(Jdk jdk, Twin twin, Path root) {
    return new Scene(jdk, twin, root, "continue");
  }

  /** The policy that denies, with {@code on-denied: fail} for every tool. */
  static Scene failing(Jdk jdk, Path root) {
    return new Scene(jdk, Twin.DENIED, root, "fail");
  }

  Jdk jdk() {
    return jdk;
  }

  Twin twin() {
    return twin;
  }

  List<Probe> probes() {
    return probes;
  }

  /** Where the servers resolve paths against. */
  Path workspace() {
    return workspace;
  }

  /** A new directory outside the workspace. */
  Path directory(String name) {
    return create(root.resolve(name));
  }

  /** A new file with this content. */
  Path file(Path directory, String name, String content) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new link in the workspace. */
  Path link(String name, Path target) {
    try {
      return Files.createSymbolicLink(workspace.resolve(name), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A service that answers every request with this text. */
  LoopbackListener service(String text) {
    return closing(LoopbackListener.answering(text));
  }

  /** A service that sends everybody elsewhere. */
  LoopbackListener redirect(URI elsewhere) {
    return closing(LoopbackListener.redirecting(elsewhere));
  }

  /** A service for datagrams. */
  UdpListener datagrams() {
    UdpListener listener = UdpListener.open();
    open.push(listener::close);
    return listener;
  }

  /** A SOCKS proxy. */
  SocksProxy socks() {
    SocksProxy proxy = SocksProxy.open();
    open.push(proxy::close);
    return proxy;
  }

  /** A service in the file system. */
  UnixListener unix(Path path) {
    UnixListener listener = UnixListener.on(path);
    open.push(listener::close);
    return listener;
  }

  /** The server of a probe, started when it is first asked for. */
  Guarded server(Probe probe) {
    return servers.computeIfAbsent(probe.app(), this::start);
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }

  private Guarded start(App app) {
    Path audit = root.resolve(app + ".jsonl");
    ServerProcess server =
        Hostile.arm(Guarded.lasting(app, jdk, policy(app), audit), app, jdk, root)
            .environment("API_TOKEN", ENVIRONMENT_SECRET)
            .args(workspace.toString())
            .start();
    open.push(server::close);
    return new Guarded(server, server.client(), new AuditLog(audit));
  }

  private String policy(App app) {
    Map<String, Grants> tools = new TreeMap<>();
    Set<String> lifted = new TreeSet<>();
    for (Probe probe : probes) {
      if (probe.app().equals(app)) {
        Grants grants = twin.grants(probe);
        lifted.addAll(grants.lifted());
        if (probe.listed() || twin == Twin.GRANTED) {
          tools.merge(probe.tool(), grants, Grants::and);
        }
      }
    }
    return "sallyport: 1\nserver: probes\nmode: "
        + twin.mode
        + "\ntools:\n"
        + tools.entrySet().stream().map(this::tool).collect(Collectors.joining())
        + "egress: { allow: ["
        + String.join(", ", lifted)
        + "] }\n";
  }

  private String tool(Map.Entry<String, Grants> tool) {
    return "  "
        + tool.getKey()
        + ":\n    on-denied: "
        + onDenied
        + "\n"
        + tool.getValue().yaml("    ");
  }

  private LoopbackListener closing(LoopbackListener listener) {
    open.push(listener::close);
    return listener;
  }

  private static Path create(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
