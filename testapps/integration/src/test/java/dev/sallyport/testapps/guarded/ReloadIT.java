package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that is changed while its server runs. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ReloadIT {
  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;
  private Path policy;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    policy = directory.resolve("policy.yaml");
    Files.writeString(directory.resolve("note.txt"), "of the note");
  }

  /** A policy under which notes are read, and written where that is asked for. */
  private String notes(String mode, boolean written) {
    return "sallyport: 1\nmode: "
        + mode
        + "\ntools:\n  read_file: { files: { read: [\""
        + directory
        + "/**\"] } }\n"
        + (written
            ? "  write_file: { files: { read: [\"%1$s/**\"], write: [\"%1$s/**\"] } }\n"
                .formatted(directory)
            : "");
  }

  private Guarded start(App app, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "policy=" + policy;
    all[1] = "audit=" + directory.resolve("audit.jsonl");
    System.arraycopy(options, 0, all, 2, options.length);
    ServerProcess server =
        servers.start(
            ServerProcess.of(app)
                .jdk(jdk)
                .agent(BuildTree.agentJar(), all)
                .brief()
                .args(directory.toString()));
    return new Guarded(server, server.client(), new AuditLog(directory.resolve("audit.jsonl")));
  }

  /**
   * Puts another policy in the place of the one that is there, and waits for what becomes of it.
   */
  private AuditLine change(Guarded server, String text) throws IOException {
    int before = server.audit().lines().size();
    Path next = Files.writeString(directory.resolve("next.yaml"), text);
    Files.move(next, policy, StandardCopyOption.ATOMIC_MOVE);
    return reload(server, before);
  }

  private static AuditLine reload(Guarded server, int from) {
    return server.audit().await(from, line -> line.kind().equals("reload")).stream()
        .skip(from)
        .filter(line -> line.kind().equals("reload"))
        .findFirst()
        .orElseThrow();
  }

  private static Told write(Guarded server, String content) {
    return server.call("write_file", Map.of("path", "new.txt", "content", content));
  }

  private static Told read(Guarded server) {
    return server.call("read_file", Map.of("path", "note.txt"));
  }

  private static String digest(AuditLine line) {
    return line.json().path("policy").asText();
  }

  @Test
  void policy_thatDenies_thenGrantsAgain_isInForceEachTime() throws Exception {
    Files.writeString(policy, notes("enforce", true));
    Guarded server = start(App.filesServer());
    Told first = write(server, "first");
    assertThat(first.text()).contains("Wrote 5");

    AuditLine denying = change(server, notes("enforce", false));
    Told second = write(server, "second");

    assertThat(second.text()).contains("Refused by policy");
    assertThat(second.recorded().end().outcome()).isEqualTo("refused");
    assertThat(directory.resolve("new.txt")).hasContent("first");
    assertThat(ToolCalls.names(server.client())).containsExactly("read_file");
    assertThat(read(server).text()).isEqualTo("of the note");
    assertThat(digest(first.recorded().end()))
        .hasSize(64)
        .isEqualTo(denying.json().at("/details/before").asText());
    assertThat(digest(second.recorded().end()))
        .hasSize(64)
        .isEqualTo(denying.json().at("/details/policy").asText());
    assertThat(second.recorded().decisions())
        .allSatisfy(line -> assertThat(digest(line)).isEqualTo(digest(second.recorded().end())));

    change(server, notes("enforce", true));
    assertThat(write(server, "third").text()).contains("Wrote 5");
    assertThat(directory.resolve("new.txt")).hasContent("third");
    assertThat(ToolCalls.names(server.client())).contains("read_file", "write_file");
    assertThat(server.server().stderr()).filteredOn(line -> line.contains("in force")).hasSize(2);
  }

  /** A policy under which notes are written once they were read, which is counted. */
  private String counted(String comment, String rate) {
    return """
        sallyport: 1
        # %1$s
        mode: enforce
        tools:
          read_file: { files: { read: ["%2$s/**"] }, limits: { calls: %3$s } }
          write_file:
            files: { read: ["%2$s/**"], write: ["%2$s/**"] }
            requires: [read_file]
        """
        .formatted(comment, directory, rate);
  }

  @Test
  void whatWasCounted_andSucceeded_outlivesAChange_butForARateThatChanged() throws Exception {
    Files.writeString(policy, counted("one", "2/h"));
    Guarded server = start(App.filesServer());
    assertThat(write(server, "first").text()).contains("Refused by policy");
    assertThat(read(server).text()).isEqualTo("of the note");

    change(server, counted("two", "2/h"));
    assertThat(write(server, "second").text()).contains("Wrote 6");
    assertThat(read(server).text()).isEqualTo("of the note");
    assertThat(read(server).text()).contains("Refused by policy");

    change(server, counted("two", "3/h"));
    assertThat(read(server).text()).isEqualTo("of the note");
  }

  @Test
  void policy_thatDenies_underAudit_isObserved() throws Exception {
    Files.writeString(policy, notes("audit", true));
    Guarded server = start(App.filesServer());
    assertThat(write(server, "first").recorded().denials()).isEmpty();

    change(server, notes("audit", false));
    Told second = write(server, "second");

    assertThat(second.text()).contains("Wrote 6");
    assertThat(second.recorded().denials())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("observed"));
  }

  @Test
  void policy_thatIsBroken_orChangesWhatLasts_isRefused_andTheOldOneHolds() throws Exception {
    Files.writeString(policy, notes("enforce", false));
    Guarded server = start(App.filesServer());

    AuditLine broken = change(server, notes("enforce", true) + "tolls: {}\n");
    assertThat(broken.json().at("/details/problem").asText())
        .contains(policy + ":6:1: ", "did you mean `tools`");
    assertThat(write(server, "x").text()).contains("Refused by policy");

    AuditLine lasting = change(server, notes("audit", true));
    assertThat(lasting.json().at("/details/problem").asText()).contains("`mode` can't change");
    assertThat(write(server, "x").text()).contains("Refused by policy");
    assertThat(read(server).text()).isEqualTo("of the note");
    assertThat(directory.resolve("new.txt")).doesNotExist();
    assertThat(server.server().stderr()).filteredOn(line -> line.contains("refused")).hasSize(2);

    change(server, notes("enforce", true));
    assertThat(write(server, "good").text()).contains("Wrote 4");
  }

  @Test
  void call_thatRuns_finishesUnderThePolicyItBeganWith() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/slow",
        exchange -> {
          arrived.countDown();
          await(changed);
          exchange.getResponseHeaders().set("Location", "/end");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    site.createContext("/end", ReloadIT::end);
    site.start();
    try {
      String egress =
          "egress: { allow: [\"127.0.0.1:%d\"] }\n".formatted(site.getAddress().getPort());
      String fetch =
          "  fetch_url: { http: [\"GET http://127.0.0.1:%d/**\"] }\n"
              .formatted(site.getAddress().getPort());
      Files.writeString(policy, egress + notes("enforce", false) + fetch);
      Guarded server = start(App.vulnerableServer());
      Map<String, String> url =
          Map.of(
              "url", "http://127.0.0.1:" + site.getAddress().getPort() + "/slow", "client", "url");
      CompletableFuture<String> running =
          CompletableFuture.supplyAsync(
              () -> ToolCalls.text(ToolCalls.call(server.client(), "fetch_url", url)));
      await(arrived);

      AuditLine reload = change(server, egress + notes("enforce", false));
      changed.countDown();

      assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo("the end");
      AuditedCall call = server.audit().awaitCall(0, "fetch_url");
      String before = reload.json().at("/details/before").asText();
      assertThat(call.denials()).isEmpty();
      assertThat(call.decisions())
          .filteredOn(line -> line.target().endsWith("/end"))
          .singleElement()
          .satisfies(line -> assertThat(digest(line)).isEqualTo(before));
      assertThat(digest(call.end())).isEqualTo(before);
      assertThat(server.call("fetch_url", url).text()).contains("Refused by policy");
    } finally {
      changed.countDown();
      site.stop(0);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void end(HttpExchange exchange) throws IOException {
    byte[] body = "the end".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A policy that lets tools change everything in the directory. */
  private String everything(String mode, String more) {
    return """
        sallyport: 1
        mode: %s
        tools:
          delete_file: { files: { read: ["%2$s/**"], delete: ["%2$s/**"] } }
          link_file: { files: { read: ["%2$s/**"], write: ["%2$s/**"], delete: ["%2$s/**"] } }
        """
            .formatted(mode, directory)
        + more;
  }

  /** The policy stands behind a link, and a worse one beside it. */
  private Guarded startBehindLink(String mode) throws IOException {
    Path good = Files.createDirectory(directory.resolve("good"));
    Path bad = Files.createDirectory(directory.resolve("bad"));
    Files.writeString(good.resolve("policy.yaml"), everything(mode, ""));
    Files.writeString(bad.resolve("policy.yaml"), everything(mode, "default: allow\n"));
    Path data = Files.createSymbolicLink(directory.resolve("data"), Path.of("good"));
    policy = data.resolve("policy.yaml");
    return start(App.vulnerableServer());
  }

  @Test
  void tool_thatMaySwapLinks_putsNoPolicyInForce() throws Exception {
    Guarded server = startBehindLink("enforce");
    Path data = directory.resolve("data");
    Path other = Files.createSymbolicLink(directory.resolve("other"), Path.of("good"));

    Told deleted = server.call("delete_file", Map.of("path", data.toString()));

    assertThat(deleted.answer().isError()).isTrue();
    assertThat(deleted.recorded().on("file delete " + data))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.reason()).isEqualTo("protected"));
    assertThat(Files.readSymbolicLink(data)).isEqualTo(Path.of("good"));
    server.call("delete_file", Map.of("path", other.toString()));
    assertThat(other).doesNotExist();
  }

  @Test
  void operator_whoSwapsTheLink_putsThePolicyInForce() throws Exception {
    Guarded server = startBehindLink("enforce");
    Path data = directory.resolve("data");
    int before = server.audit().lines().size();

    Path next = Files.createSymbolicLink(directory.resolve("next"), Path.of("bad"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

    AuditLine reload = reload(server, before);
    assertThat(reload.json().at("/details").has("problem")).isFalse();
    assertThat(ToolCalls.names(server.client())).contains("fetch_url");
  }

  @Test
  void tool_thatSwapsLinks_underAudit_isObserved() throws Exception {
    Guarded server = startBehindLink("audit");
    Path data = directory.resolve("data");

    Told deleted = server.call("delete_file", Map.of("path", data.toString()));

    assertThat(data).doesNotExist();
    assertThat(deleted.recorded().on("file delete " + data))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("observed"));
  }

  @Test
  void optionReload_false_leavesThePolicyOfTheStart() throws Exception {
    Files.writeString(policy, notes("enforce", true));
    Guarded watching = start(App.filesServer());
    Path audit = directory.resolve("still.jsonl");
    ServerProcess process =
        servers.start(
            ServerProcess.of(App.filesServer())
                .jdk(jdk)
                .agent(BuildTree.agentJar(), "policy=" + policy, "audit=" + audit, "reload=false")
                .brief()
                .args(directory.toString()));
    Guarded still = new Guarded(process, process.client(), new AuditLog(audit));

    change(watching, notes("enforce", false));

    assertThat(write(watching, "x").text()).contains("Refused by policy");
    assertThat(write(still, "still").text()).contains("Wrote 5");
    assertThat(still.audit().lines()).noneMatch(line -> line.kind().equals("reload"));
  }
}
