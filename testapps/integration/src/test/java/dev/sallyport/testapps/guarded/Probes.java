package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.UdpListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one list of probes. */
final class Probes {
  private static final App FILES = App.filesServer();
  private static final App VULNERABLE = App.vulnerableServer();
  private static final App HOSTILE = App.hostileServer();
  private static final String SECRET = "classified";

  private final Scene scene;
  private final List<Probe> probes = new ArrayList<>();

  private Probes(Scene scene) {
    this.scene = scene;
  }

  /** All of them, with files and services of their own in the scene. */
  static List<Probe> in(Scene scene) {
    Probes probes = new Probes(scene);
    probes.readingFiles();
    probes.lookingAround();
    probes.changingFiles();
    probes.naming();
    probes.processes();
    probes.requests();
    probes.redirects();
    probes.sockets();
    probes.tools();
    probes.powers();
    probes.insides();
    return List.copyOf(probes.probes);
  }

  private void readingFiles() {
    Path nio = scene.file(scene.directory("nio"), "secret.txt", SECRET);
    add(VULNERABLE, "read, java.nio", "read_file", Map.of("path", nio.toString()))
        .reading(nio, nio);

    Path io = scene.file(scene.directory("io"), "secret.txt", SECRET);
    add(VULNERABLE, "read, FileInputStream", "peek_file", Map.of("path", io.toString()))
        .reading(io, io)
        .coped();

    Path outside = scene.file(scene.directory("traversal"), "secret.txt", SECRET);
    add(FILES, "traversal", "read_file", Map.of("path", "../../traversal/secret.txt"))
        .near(Grants.NONE.read(scene.workspace(), "**"))
        .reading(outside, outside);

    Path linked = scene.file(scene.directory("linked"), "secret.txt", SECRET);
    scene.link("link.txt", linked);
    add(VULNERABLE, "link out of the root", "read_file", Map.of("path", "link.txt"))
        .near(Grants.NONE.read(scene.workspace(), "**"))
        .reading(linked, linked);

    Path root = scene.directory("root");
    Path below = scene.file(root, "secret.txt", SECRET);
    Path alias = scene.link("alias", root);
    add(FILES, "linked root", "read_file", Map.of("path", "alias/secret.txt"))
        .near(Grants.NONE.read(scene.workspace(), "**"))
        .reading(alias.resolve("**"), below);
  }

  private void lookingAround() {
    Path listed = scene.directory("listed");
    scene.file(listed, SECRET + ".txt", "");
    add(FILES, "list", "list_directory", Map.of("path", listed.toString()))
        .near(Grants.NONE.read(listed, "open/**"))
        .least(Grants.NONE.read(listed, "**"))
        .world(World.answer(SECRET))
        .denied("file list " + listed);

    Path searched = scene.directory("searched");
    scene.file(searched.resolve("private"), SECRET + ".txt", "");
    add(FILES, "search", "search_files", Map.of("path", searched.toString(), "pattern", "*.txt"))
        .near(Grants.NONE.read(searched, "**").deny(searched, "private/**"))
        .least(Grants.NONE.read(searched, "**"))
        .world(World.answer(SECRET))
        .denied("file stat " + searched.resolve("private"))
        .because("denied", "tools.search_files.files.deny[0]");

    Path sized = scene.file(scene.directory("sized"), "secret.txt", SECRET);
    add(VULNERABLE, "stat", "stat_file", Map.of("path", sized.toString()))
        .least(Grants.NONE.read(sized))
        .world(World.answer(SECRET.length() + " bytes"))
        .denied("file stat " + sized);
  }

  private void changingFiles() {
    Path created = scene.directory("created");
    Path fresh = created.resolve("new.txt");
    add(FILES, "create", "write_file", Map.of("path", fresh.toString(), "content", "new"))
        .near(Grants.NONE.read(created, "**"))
        .least(Grants.NONE.write(fresh))
        .world(World.created(fresh))
        .denied("file write " + fresh);

    Path directory = scene.directory("overwritten");
    Path old = scene.file(directory, "old.txt", "old");
    add(FILES, "overwrite", "write_file", Map.of("path", old.toString(), "content", "new"))
        .near(Grants.NONE.read(directory, "**"))
        .least(Grants.NONE.write(old))
        .world(World.changed(old, "old", "new"))
        .denied("file write " + old);

    Path cellar = scene.directory("deleted");
    Path doomed = scene.file(cellar, "old.txt", "old");
    add(VULNERABLE, "delete", "delete_file", Map.of("path", doomed.toString()))
        .near(Grants.NONE.read(cellar, "**").write(doomed))
        .least(Grants.NONE.delete(doomed))
        .world(World.removed(doomed, "old"))
        .denied("file delete " + doomed);
  }

  private void naming() {
    Path away = scene.directory("moved-away");
    Path source = scene.file(away, "source.txt", "moved");
    Path target = away.resolve("target.txt");
    move("move, source", source, target)
        .near(Grants.NONE.read(away, "**").write(target))
        .least(Grants.NONE.delete(source).write(target))
        .denied("file delete " + source);

    Path here = scene.directory("moved-here");
    Path from = scene.file(here, "source.txt", "moved");
    Path to = here.resolve("target.txt");
    move("move, target", from, to)
        .near(Grants.NONE.read(here, "**").delete(from))
        .least(Grants.NONE.delete(from).write(to))
        .denied("file write " + to);

    Path twins = scene.directory("hard-link");
    Path existing = scene.file(twins, "existing.txt", SECRET);
    Path hard = twins.resolve("link.txt");
    add(
            VULNERABLE,
            "hard link",
            "hard_link_file",
            Map.of("link", hard.toString(), "existing", existing.toString()))
        .near(Grants.NONE.read(twins, "**").write(hard))
        .least(Grants.NONE.read(existing).write(existing).write(hard))
        .world(World.created(hard))
        .denied("file write " + existing);

    Path soft = scene.directory("symbolic-link");
    Path goal = scene.file(scene.directory("goal"), "secret.txt", SECRET);
    Path link = soft.resolve("link.txt");
    add(
            VULNERABLE,
            "symbolic link",
            "link_file",
            Map.of("link", link.toString(), "target", goal.toString()))
        .near(Grants.NONE.write(link))
        .least(Grants.NONE.write(link).read(goal))
        .world(World.created(link))
        .denied("file read " + goal)
        .coped();
  }

  private void processes() {
    Path marker = scene.directory("process").resolve("marker");
    String command = "echo done > " + marker;
    add(VULNERABLE, "process", "run_command", Map.of("command", command))
        .near(Grants.NONE.shell("echo done"))
        .least(Grants.NONE.shell(command))
        .world(World.created(marker))
        .denied("process start " + shell());

    Path injected = scene.directory("injection");
    Path clean = scene.file(injected, "clean.txt", "TODO");
    Path trace = injected.resolve("marker");
    String path = clean + "; echo done > " + trace;
    add(VULNERABLE, "command injection", "lint_file", Map.of("path", path))
        .near(Grants.NONE.shell("grep -n TODO " + clean))
        .least(Grants.NONE.shell("grep -n TODO " + path))
        .world(World.created(trace))
        .denied("process start " + shell())
        .coped();
  }

  private void requests() {
    for (String client : List.of("jdk", "url")) {
      LoopbackListener forged = scene.service(SECRET);
      String url = forged.url().toString();
      fetch("request forgery, " + client, url, client)
          .near(Grants.NONE.egress(endpoint(forged)))
          .least(Grants.NONE.net(endpoint(forged)).egress(endpoint(forged)))
          .world(World.both(World.connection(forged), World.answer(SECRET)))
          .denied(first(client, url, forged));

      LoopbackListener floor = scene.service(SECRET);
      String below = floor.url().toString();
      fetch("request below the floor, " + client, below, client)
          .near(Grants.NONE.net(endpoint(floor)))
          .least(Grants.NONE.net(endpoint(floor)).egress(endpoint(floor)))
          .world(World.both(World.connection(floor), World.answer(SECRET)))
          .denied(first(client, below, floor))
          .because("egress-floor", "built-in.egress");

      LoopbackListener api = scene.service(SECRET);
      String closed = api.url().resolve("/closed/1").toString();
      fetch("HTTP path, " + client, closed, client)
          .near(Grants.NONE.http("GET " + api.url().resolve("/open/**")).egress(endpoint(api)))
          .least(
              Grants.NONE
                  .http("GET " + api.url().resolve("/closed/") + "{id}")
                  .egress(endpoint(api)))
          .world(World.both(World.request(api, "GET /closed/1 "), World.answer(SECRET)))
          .denied("http get " + closed);

      LoopbackListener posted = scene.service(SECRET);
      String page = posted.url().resolve("/page").toString();
      fetch("HTTP method, " + client, page, client)
          .near(Grants.NONE.http("POST " + page).egress(endpoint(posted)))
          .least(Grants.NONE.http("GET " + page).egress(endpoint(posted)))
          .world(World.both(World.request(posted, "GET /page "), World.answer(SECRET)))
          .denied("http get " + page);
    }
  }

  private void redirects() {
    for (String client : List.of("jdk", "url")) {
      LoopbackListener internal = scene.service(SECRET);
      LoopbackListener outside = scene.redirect(internal.url());
      Grants first =
          Grants.NONE
              .http("GET " + outside.url())
              .egress(endpoint(outside))
              .egress(endpoint(internal));
      fetch("redirect, " + client, outside.url().toString(), client)
          .near(first)
          .least(first.http("GET " + internal.url()))
          .world(World.both(World.connection(internal), World.answer(SECRET)))
          .denied(first(client, internal.url().toString(), internal));
    }
  }

  private void sockets() {
    LoopbackListener service = scene.service(SECRET);
    String port = Integer.toString(service.port());
    add(VULNERABLE, "TCP connect", "connect_tcp", Map.of("host", "127.0.0.1", "port", port))
        .near(Grants.NONE.egress(endpoint(service)))
        .least(Grants.NONE.net(endpoint(service)).egress(endpoint(service)))
        .world(World.connection(service))
        .denied("network connect " + told(service.port()));

    UdpListener datagrams = scene.datagrams();
    String there = "127.0.0.1:" + datagrams.port();
    add(
            VULNERABLE,
            "UDP send",
            "send_udp",
            Map.of("host", "127.0.0.1", "port", Integer.toString(datagrams.port()), "text", SECRET))
        .near(Grants.NONE.listen("*:0").egress(there))
        .least(Grants.NONE.listen("*:0").net(there).egress(there))
        .world(World.datagram(datagrams, SECRET))
        .denied("network send " + told(datagrams.port()));

    add(VULNERABLE, "name resolution", "resolve_host", Map.of("host", "localhost"))
        .near(Grants.NONE.net("127.0.0.1:1"))
        .least(Grants.NONE.net("localhost:1"))
        .world(World.answer("127.0.0.1"))
        .denied("dns resolve localhost");
  }

  private void tools() {
    add(VULNERABLE, "unlisted tool", "dump_environment", Map.of())
        .world(World.answer(Scene.ENVIRONMENT_SECRET))
        .denied("tool call dump_environment")
        .because("not-listed", "built-in.default")
        .unlisted();
  }

  private Draft move(String name, Path source, Path target) {
    return add(
            VULNERABLE,
            name,
            "move_file",
            Map.of("from", source.toString(), "to", target.toString()))
        .world(World.both(World.removed(source, "moved"), World.created(target)));
  }

  private Draft fetch(String name, String url, String client) {
    return add(VULNERABLE, name, "fetch_url", Map.of("url", url, "client", client));
  }

  /** The new client asks for the request first, the old one for the connection. */
  private static String first(String client, String url, LoopbackListener service) {
    return client.equals("jdk") ? "http get " + url : "network connect " + told(service.port());
  }

  private static String told(int port) {
    return "localhost (127.0.0.1:" + port + ")";
  }

  private static String endpoint(LoopbackListener service) {
    return "127.0.0.1:" + service.port();
  }

  private static Path shell() {
    try {
      return Path.of("/bin/sh").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void powers() {
    attack("signal", "handle_signal", "USR2", "handled")
        .least(Grants.NONE.jvm("signals"))
        .denied("jvm signals SIGUSR2");
    attack("diagnostic command", "diagnostic_command", "vmVersion", "answered: ")
        .near(Grants.NONE.jvm("instrument"))
        .least(Grants.NONE.jvm("diagnostics"))
        .denied("jvm diagnostics VM.version");
    attack(
            "VM flag",
            "set_flag",
            "HeapDumpOnOutOfMemoryError",
            "HeapDumpOnOutOfMemoryError is true")
        .least(Grants.NONE.jvm("diagnostics"))
        .denied("jvm diagnostics HeapDumpOnOutOfMemoryError");

    Path dump = scene.directory("dumped").resolve("heap.hprof");
    attack("heap dump", "heap_dump", dump.toString(), "dumped")
        .near(Grants.NONE.write(dump))
        .least(Grants.NONE.jvm("diagnostics").write(dump))
        .world(World.created(dump))
        .denied("jvm diagnostics " + dump);

    attack("instrumentation", "list_classes", "", "classes: ")
        .near(Grants.NONE.jvm("diagnostics"))
        .least(Grants.NONE.jvm("instrument"))
        .denied("jvm instrument getAllLoadedClasses");
    Path library = Hostile.library(scene);
    attack("native library", "load_library", library.toString(), "loaded")
        .near(Grants.NONE.read(library).jvm("foreign"))
        .least(Grants.NONE.read(library).library(library))
        .denied("library load " + library);
    attack("foreign function", "call_native", "", "linked by ")
        .least(Grants.NONE.jvm("foreign"))
        .denied("jvm foreign " + Hostile.linker(scene.jdk()));
  }

  private void insides() {
    attack("unsafe", "take_unsafe", "", "in hand: ")
        .least(Grants.NONE.jvm("unsafe"))
        .denied("jvm unsafe sun.misc.Unsafe.theUnsafe");
    attack("opened package", "read_thread_locals", "", "read: true")
        .least(Grants.NONE.jvm("unsafe"))
        .denied("jvm unsafe java.lang.Thread.inheritableThreadLocals");
  }

  private Draft attack(String name, String tool, String target, String reached) {
    return add(HOSTILE, name, tool, Map.of("target", target)).world(World.answer(reached));
  }

  private Draft add(App app, String name, String tool, Map<String, String> arguments) {
    Draft draft = new Draft(probes.size(), app, name, tool, arguments);
    probes.add(draft.probe());
    return draft;
  }

  /** A probe that is being described; each step replaces it in the list. */
  private final class Draft {
    private final int place;
    private Probe probe;

    Draft(int place, App app, String name, String tool, Map<String, String> arguments) {
      this.place = place;
      probe =
          new Probe(
              name,
              app,
              tool,
              arguments,
              Grants.NONE,
              Grants.NONE,
              World.answer(SECRET),
              Denial.of(tool, ""),
              /* listed= */ true);
    }

    Probe probe() {
      return probe;
    }

    Draft near(Grants near) {
      return put(near, probe.least(), probe.world(), probe.denial(), probe.listed());
    }

    Draft least(Grants least) {
      return put(probe.nearMiss(), least, probe.world(), probe.denial(), probe.listed());
    }

    Draft world(World world) {
      return put(probe.nearMiss(), probe.least(), world, probe.denial(), probe.listed());
    }

    Draft denied(String operation) {
      return denial(Denial.of(probe.tool(), operation));
    }

    /** The operation is reading this file, and this pattern grants it. */
    Draft reading(Path pattern, Path file) {
      return least(Grants.NONE.read(pattern)).denied("file read " + file);
    }

    Draft because(String reason, String rule) {
      return denial(probe.denial().because(reason, rule));
    }

    Draft coped() {
      return denial(probe.denial().coped());
    }

    Draft unlisted() {
      return put(probe.nearMiss(), probe.least(), probe.world(), probe.denial(), false);
    }

    private Draft denial(Denial denial) {
      return put(probe.nearMiss(), probe.least(), probe.world(), denial, probe.listed());
    }

    private Draft put(Grants near, Grants least, World world, Denial denial, boolean listed) {
      probe =
          new Probe(
              probe.name(),
              probe.app(),
              probe.tool(),
              probe.arguments(),
              near,
              least,
              world,
              denial,
              listed);
      probes.set(place, probe);
      return this;
    }
  }
}
