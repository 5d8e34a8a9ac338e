package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.LoopbackListener;
import dev.sallyport.testapps.SocksProxy;
import dev.sallyport.testapps.UdpListener;
import dev.sallyport.testapps.UnixListener;
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
    probes.changingAttributes();
    probes.naming();
    probes.processes();
    probes.redirectedProcesses();
    probes.otherProcesses();
    probes.environment();
    probes.requests();
    probes.redirects();
    probes.sockets();
    probes.proxies();
    probes.groups();
    probes.unixSockets();
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

  private void changingAttributes() {
    Path tagged = scene.file(scene.directory("tagged"), "file.txt", "");
    add(VULNERABLE, "extended attribute", "tag_file", Map.of("path", tagged.toString(), "tag", "t"))
        .near(Grants.NONE.read(tagged))
        .least(Grants.NONE.read(tagged).write(tagged))
        .world(World.tagged(tagged, "t"))
        .denied("file write " + tagged);

    Path touched = scene.file(scene.directory("touched"), "file.txt", "");
    add(VULNERABLE, "times of an open file", "touch_file", Map.of("path", touched.toString()))
        .near(Grants.NONE.read(touched))
        .least(Grants.NONE.read(touched).write(touched))
        .world(World.touched(touched))
        .denied("file write " + touched);

    Path watched = scene.directory("watched");
    add(VULNERABLE, "watch", "watch_directory", Map.of("path", watched.toString()))
        .near(Grants.NONE.read(watched, "open/**"))
        .least(Grants.NONE.read(watched, "**"))
        .world(World.answer("watched " + watched))
        .denied("file list " + watched);

    Path temporary = scene.directory("temporary");
    add(VULNERABLE, "temporary file", "make_temporary", Map.of("path", temporary.toString()))
        .near(Grants.NONE.read(temporary, "**"))
        .least(Grants.NONE.write(temporary.resolve("made*.tmp")))
        .world(World.filled(temporary))
        .denied("file write " + temporary + "/made*");
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
        .least(Grants.NONE.shell(command).read(scene.workspace()))
        .world(World.created(marker))
        .denied("process start " + shell());

    Path injected = scene.directory("injection");
    Path clean = scene.file(injected, "clean.txt", "TODO");
    Path trace = injected.resolve("marker");
    String path = clean + "; echo done > " + trace;
    add(VULNERABLE, "command injection", "lint_file", Map.of("path", path))
        .near(Grants.NONE.shell("grep -n TODO " + clean))
        .least(Grants.NONE.shell("grep -n TODO " + path).read(scene.workspace()))
        .world(World.created(trace))
        .denied("process start " + shell())
        .coped();
  }

  private void redirectedProcesses() {
    Path in = scene.directory("redirected-input");
    Path secret = scene.file(in, "secret.txt", SECRET);
    Path copy = in.resolve("copy.txt");
    redirected("redirected input", "cat; true", secret, copy)
        .near(Grants.NONE.shell("cat; true").write(copy))
        .least(Grants.NONE.shell("cat; true").read(secret).write(copy))
        .world(World.created(copy))
        .denied("file read " + secret);

    Path out = scene.directory("redirected-output");
    Path empty = scene.file(out, "empty.txt", "");
    Path log = scene.file(out, "log.txt", "before ");
    redirected("redirected output", "printf after", empty, log)
        .near(Grants.NONE.shell("printf after").read(out, "**"))
        .least(Grants.NONE.shell("printf after").read(empty).write(log))
        .world(World.changed(log, "before ", "before after"))
        .denied("file write " + log);

    Path trace = scene.directory("pipeline").resolve("marker");
    String command = "cat > " + trace;
    add(VULNERABLE, "pipeline", "filter_text", Map.of("text", "x", "command", command))
        .near(Grants.NONE.program(program("echo"), "x"))
        .least(Grants.NONE.program(program("echo"), "x").shell(command))
        .world(World.created(trace))
        .denied("process start " + shell());
  }

  private void otherProcesses() {
    ProcessHandle other = ProcessHandle.current();
    String pid = Long.toString(other.pid());
    add(VULNERABLE, "process of others", "describe_process", Map.of("pid", pid))
        .least(Grants.NONE.jvm("processes"))
        .world(World.answer(other.info().command().orElseThrow()))
        .denied("process find " + pid)
        .coped();

    add(VULNERABLE, "own child", "end_child", Map.of())
        .least(Grants.NONE.program(program("cat")))
        .world(World.answer(program("cat") + ", listed true, ended with 143"))
        .denied("process start " + program("cat"));
  }

  private void environment() {
    add(VULNERABLE, "variable", "read_variable", Map.of("name", "API_TOKEN"))
        .near(Grants.NONE.env("API_TOKENS"))
        .least(Grants.NONE.env("API_TOKEN"))
        .world(World.answer(Scene.ENVIRONMENT_SECRET))
        .denied("environment read API_TOKEN")
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
        .least(Grants.NONE.net(there).egress(there))
        .world(World.datagram(datagrams, SECRET))
        .denied("network send " + told(datagrams.port()));

    add(VULNERABLE, "name resolution", "resolve_host", Map.of("host", "localhost"))
        .near(Grants.NONE.net("127.0.0.1:1"))
        .least(Grants.NONE.net("localhost:1"))
        .world(World.answer("127.0.0.1"))
        .denied("dns resolve localhost");
  }

  private void proxies() {
    SocksProxy socks = scene.socks();
    String proxy = "127.0.0.1:" + socks.port();
    Grants near = Grants.NONE.net(proxy).egress(proxy).net("target.example:7001");
    add(
            VULNERABLE,
            "SOCKS target",
            "connect_by_socks",
            Map.of(
                "proxy",
                Integer.toString(socks.port()),
                "host",
                "target.example",
                "port",
                Integer.toString(7000)))
        .near(near)
        .least(near.net("target.example:7000"))
        .world(World.tunnel(socks, "target.example:7000"))
        .denied("network tunnel target.example:7000");

    LoopbackListener http = scene.service("");
    Grants reached = Grants.NONE.net(endpoint(http)).egress(endpoint(http));
    add(
            VULNERABLE,
            "HTTP tunnel",
            "tunnel",
            Map.of("proxy", Integer.toString(http.port()), "url", "https://target.example/"))
        .near(reached.http("GET https://other.example/**"))
        .least(reached.http("GET https://target.example/**"))
        .world(World.request(http, "CONNECT target.example:443 "))
        .denied("network tunnel target.example:443")
        .coped();
  }

  private void groups() {
    int port;
    try (UdpListener free = UdpListener.open()) {
      port = free.port();
    }
    String group = "239.255.77.77:" + port;
    add(
            VULNERABLE,
            "multicast group",
            "join_group",
            Map.of("group", "239.255.77.77", "port", Integer.toString(port)))
        .near(Grants.NONE.listen("0.0.0.0:" + port).listen("[::]:" + port).egress(group))
        .least(
            Grants.NONE
                .listen("0.0.0.0:" + port)
                .listen("[::]:" + port)
                .listen(group)
                .egress(group))
        .world(World.answer("joined"))
        .denied("network join " + group);
  }

  private void unixSockets() {
    Path path = scene.directory("unix").resolve("socket");
    UnixListener listener = scene.unix(path);
    add(VULNERABLE, "unix socket", "connect_unix", Map.of("path", path.toString(), "text", SECRET))
        .near(Grants.NONE.read(path))
        .least(Grants.NONE.write(path))
        .world(World.written(listener, SECRET))
        .denied("file write " + path);
  }

  private void tools() {
    add(VULNERABLE, "unlisted tool", "dump_environment", Map.of())
        .least(Grants.NONE.env("*"))
        .world(World.answer(Scene.ENVIRONMENT_SECRET))
        .denied("tool call dump_environment")
        .because("not-listed", "built-in.default")
        .unlisted();
  }

  private Draft redirected(String name, String command, Path input, Path output) {
    return add(
        VULNERABLE,
        name,
        "run_with_files",
        Map.of("command", command, "input", input.toString(), "output", output.toString()));
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
    return program("sh");
  }

  private static Path program(String name) {
    try {
      return Path.of("/bin", name).toRealPath();
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
