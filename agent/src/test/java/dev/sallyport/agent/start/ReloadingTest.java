package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.audit.AuditLocation;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.gate.Paths;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.telemetry.Ambient;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Grants;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.RecordedArguments;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a policy that is changed, look by look. */
class ReloadingTest {
  private static final String OLD = "sallyport: 1\nmode: enforce\ntools: { t: {}, u: {} }\n";
  private static final String NEW = "sallyport: 1\nmode: enforce\ntools: { t: {} }\n";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final List<Entry> entries = new ArrayList<>();
  private final Properties properties = new Properties();
  private Path file;
  private PolicyKey key;
  private Machine machine;
  private Server server;
  private Recorder recorder;
  private Reloading reloading;

  @BeforeEach
  void prepare(@TempDir Path directory) throws Exception {
    file = directory.toRealPath().resolve("policy.yaml");
    AuditLocation audit = AuditLocation.configured(directory.resolve("audit").toString(), 1);
    properties.putAll(System.getProperties());
    machine =
        new Machine(
            Paths.over(MethodHandles.lookup()),
            properties,
            new File("sallyport.jar"),
            /* lock= */ null,
            audit,
            /* exports= */ List.of(),
            directory.resolve("audit.key").toFile(),
            directory.resolve("approvals").toFile());
    recorder =
        new Recorder(
            64,
            Overflow.BLOCK,
            Thread::new,
            List.of(() -> new Kept(entries)),
            InstantSource.system(),
            err);
    recorder.start();
  }

  private void start(String policy) throws IOException {
    start(policy, "");
  }

  private void start(String policy, String arguments) throws IOException {
    Files.writeString(file, policy);
    PolicySource source = PolicySource.of(file.toString(), key, Map.of(), properties);
    PolicyFile found = PolicyFile.read(source);
    assertThat(found.problem()).isNull();
    Options options = Options.read(arguments, new Properties(), Map.of());
    server =
        new Server(
            Engine.compile(found.policy(), found.digest(), machine.look(found.texts().files()))
                .withMode(Start.mode(options, found)));
    Recording recording =
        new Recording(
            recorder,
            new Faults(recorder, err),
            machine.audit(),
            machine.auditKey(),
            new Losses(false),
            RecordedArguments.NAMES,
            new Origin("s", "p", "", ""),
            server.engine().mode(),
            new Contexts(MethodHandles.lookup()),
            new Ambient());
    Approving approving = Approving.read(options, found, Map.of(), properties);
    reloading = new Reloading(source, found, options, machine, approving, server, recording, err);
  }

  private void change(String policy) throws IOException {
    Files.writeString(file, policy);
    reloading.look();
    reloading.look();
  }

  private boolean shows(String tool) {
    return server.engine().shows(new Principal.Tool(tool), null);
  }

  /** The details of each reload that was recorded. */
  private List<Map<String, String>> reloads() throws InterruptedException {
    return states("reload");
  }

  private List<Map<String, String>> states(String kind) throws InterruptedException {
    assertThat(recorder.flush(Duration.ofSeconds(10))).isTrue();
    synchronized (entries) {
      return entries.stream()
          .filter(Entry.StateChanged.class::isInstance)
          .map(Entry.StateChanged.class::cast)
          .filter(state -> state.kind().equals(kind))
          .map(Entry.StateChanged::details)
          .toList();
    }
  }

  private static String digest(String policy) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(policy.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void countingWhatIsRead_beginsAtTheStartOrNotAtAll() throws Exception {
    start(OLD);
    change(OLD.replace("t: {}", "t: { limits: { read: 1KiB } }"));
    assertThat(reloads())
        .last()
        .satisfies(details -> assertThat(details.get("problem")).contains("limits.read"));

    start(OLD.replace("t: {}", "t: { limits: { read: 1KiB } }"));
    change(OLD.replace("t: {}", "t: { limits: { read: 2KiB } }"));
    assertThat(reloads())
        .last()
        .satisfies(details -> assertThat(details).doesNotContainKey("problem"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tools: { t: { requires: [u] }, u: {} }\n",
        "tools: { t: { approval: { from: [lead] } } }\n",
        "tiers: { read: { approval: { from: [lead] } } }\n"
      })
  void policyThatNeedsSessions_whereNoneAreTold_isRefused(String tools) throws Exception {
    start(OLD);
    change("sallyport: 1\nmode: enforce\n" + tools);

    assertThat(shows("u")).isTrue();
    assertThat(reloads())
        .singleElement()
        .satisfies(details -> assertThat(details.get("problem")).contains("sessions are told"));
  }

  @Test
  void policyThatNeedsSessions_whereTheyAreTold_isInForce() throws Exception {
    start("sallyport: 1\nmode: enforce\ntools: { t: { requires: [u] }, u: {} }\n");
    change("sallyport: 1\nmode: enforce\ntools: { t: { requires: [v] }, v: {} }\n");

    assertThat(shows("v")).isTrue();
    assertThat(shows("u")).isFalse();
  }

  @Test
  void conditionWithAMistake_isRefused_andOneWithoutIsInForce() throws Exception {
    start(OLD);
    change("sallyport: 1\nmode: enforce\ntools: { t: { when: tol == 't' } }\n");
    assertThat(shows("u")).isTrue();
    change("sallyport: 1\nmode: enforce\ntools: { t: { when: tool == 't' } }\n");

    assertThat(shows("u")).isFalse();
    assertThat(reloads()).hasSize(2);
    assertThat(reloads().get(0).get("problem")).contains("`tol` is no variable");
  }

  @Test
  void change_seenTwice_isInForce() throws Exception {
    start(OLD);
    Files.writeString(file, NEW);

    reloading.look();
    assertThat(shows("u")).isTrue();
    reloading.look();

    assertThat(shows("u")).isFalse();
    assertThat(shows("t")).isTrue();
    assertThat(server.engine().digest()).isEqualTo(digest(NEW));
    assertThat(reloads()).containsExactly(Map.of("policy", digest(NEW), "before", digest(OLD)));
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "sallyport: policy sha256:"
                + digest(NEW).substring(0, 12)
                + " is in force from now on, before it was policy sha256:"
                + digest(OLD).substring(0, 12));
  }

  @Test
  void change_thatGrants_isInForce() throws Exception {
    start(NEW);
    assertThat(shows("u")).isFalse();

    change(OLD);

    assertThat(shows("u")).isTrue();
  }

  @Test
  void text_thatIsStillWritten_isNotTaken() throws Exception {
    start(OLD);

    for (int end = 1; end < NEW.length(); end++) {
      Files.writeString(file, NEW.substring(0, end));
      reloading.look();
    }

    assertThat(server.engine().digest()).isEqualTo(digest(OLD));
    assertThat(reloads()).isEmpty();
    assertThat(said.size()).isZero();
  }

  @Test
  void nothingChanged_isNotTold() throws Exception {
    start(OLD);
    Engine before = server.engine();

    change(OLD);

    assertThat(server.engine()).isSameAs(before);
    assertThat(reloads()).isEmpty();
  }

  @Test
  void brokenPolicy_isRefusedOnce_andTheLastGoodOneStays() throws Exception {
    start(OLD);
    String broken = NEW + "tolls: {}\n";

    change(broken);
    reloading.look();
    reloading.look();

    assertThat(shows("u")).isTrue();
    assertThat(reloads()).hasSize(1);
    assertThat(reloads().get(0))
        .containsEntry("policy", digest(OLD))
        .containsEntry("refused", digest(broken))
        .extractingByKey("problem")
        .asString()
        .startsWith(file + ":4:1: ")
        .contains("did you mean `tools`");
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("is refused", "stays in force", file + ":4:1: ");
    change(NEW);
    assertThat(shows("u")).isFalse();
  }

  @Test
  void missingPolicy_isRefused_untilItIsThereAgain() throws Exception {
    start(OLD);
    Files.delete(file);

    reloading.look();
    reloading.look();
    reloading.look();

    assertThat(shows("u")).isTrue();
    assertThat(reloads()).hasSize(1);
    assertThat(reloads().get(0).get("problem")).contains("can't read the policy");
    change(NEW);
    assertThat(shows("u")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: other",
        "credentials: { c: { env: C, hosts: [a.example] } }",
        "callers: { keys: { k: { sha256:"
            + " a000000000000000000000000000000000000000000000000000000000000000 } } }",
        "sessions: { ttl: 1h }",
        "dispatch: [{ method: \"a.B#c(String)\", tool: arg0 }]",
        "audit: { file: /tmp/other }",
        "telemetry: { spans: denied }"
      })
  void keyThatLasts_isRefused_withAllElse(String line) throws Exception {
    start(OLD);
    String changed = NEW + line + "\n";
    String key = line.substring(0, line.indexOf(':'));

    change(changed);

    assertThat(shows("u")).isTrue();
    assertThat(reloads()).hasSize(1);
    assertThat(reloads().get(0).get("problem"))
        .startsWith(file + ":4:1: `" + key + "` can't change while the server runs");
  }

  @Test
  void keyThatLasts_writtenInOtherWords_isTheSame() throws Exception {
    start(OLD + "sessions: { ttl: 1h, idle: 5m }\n");

    change("# moved\nsallyport: 1\nsessions:\n  idle: 5m\n  ttl: 1h\nmode: enforce\n");

    assertThat(shows("u")).isFalse();
    assertThat(server.engine().mode()).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void mode_cannotChange_unlessAnOptionHasIt() throws Exception {
    start(OLD);
    change(NEW.replace("enforce", "audit"));
    assertThat(reloads().get(0).get("problem")).contains("`mode` can't change");
    assertThat(shows("u")).isTrue();

    start(OLD, "mode=enforce");
    change(NEW.replace("enforce", "audit"));
    assertThat(shows("u")).isFalse();
  }

  @Test
  void propertyThatTheServerSets_isNotAsked() throws Exception {
    properties.setProperty("root", "/srv/one");
    String policy =
        """
        sallyport: 1
        mode: enforce
        tools: { t: { files: { read: ["${property:root}/**"] } } }
        """;
    start(policy);

    properties.setProperty("root", "/");
    change(policy + "# changed\n");

    assertThat(server.engine().digest()).isEqualTo(digest(policy + "# changed\n"));
    Grants grants = server.engine().grants(new Principal.Tool("t"));
    assertThat(grants.decide(read("/srv/one/file")).denies()).isFalse();
    assertThat(grants.decide(read("/etc/shadow")).denies()).isTrue();
  }

  private static Request read(String path) {
    return new Request.File(FileOperation.READ, path, path);
  }

  @Test
  void grantsThatACallHas_areThoseItBeganWith() throws Exception {
    start("sallyport: 1\nmode: enforce\ntools: { t: { files: { read: [\"/srv/**\"] } } }\n");
    Grants running = server.engine().grants(new Principal.Tool("t"));
    String before = server.engine().digest();

    change(NEW);

    assertThat(running.decide(read("/srv/file")).denies()).isFalse();
    assertThat(running.policy()).isEqualTo(before);
    Grants next = server.engine().grants(new Principal.Tool("t"));
    assertThat(next.decide(read("/srv/file")).denies()).isTrue();
    assertThat(next.policy()).isEqualTo(digest(NEW));
  }

  @Test
  void serversOwnWork_isHeldToTheNewPolicyAtOnce() throws Exception {
    start(OLD + "runtime: { serving: { files: { read: [\"/srv/**\"] } } }\n");
    server.serve();
    assertThat(server.context().grants().decide(read("/srv/file")).denies()).isFalse();

    change(OLD);

    assertThat(server.context().grants().decide(read("/srv/file")).denies()).isTrue();
    assertThat(server.context()).isSameAs(server.context());
  }

  @Test
  void linkOnTheWayToThePolicy_isProtectedAsItIsNow() throws Exception {
    Path directory = file.getParent();
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));
    Files.writeString(first.resolve("policy.yaml"), OLD.replace("t: {}", all(directory)));
    Files.writeString(second.resolve("policy.yaml"), NEW.replace("t: {}", all(directory)));
    Path data = Files.createSymbolicLink(directory.resolve("data"), first);
    file = data.resolve("policy.yaml");
    start(OLD.replace("t: {}", all(directory)));

    assertThat(denies(FileOperation.DELETE, data)).isTrue();
    assertThat(denies(FileOperation.WRITE, first.resolve("policy.yaml"))).isTrue();
    assertThat(denies(FileOperation.WRITE, second.resolve("policy.yaml"))).isFalse();
    Files.delete(data);
    Files.createSymbolicLink(data, second);
    reloading.look();
    reloading.look();

    assertThat(shows("u")).isFalse();
    assertThat(denies(FileOperation.DELETE, data)).isTrue();
    assertThat(denies(FileOperation.WRITE, second.resolve("policy.yaml"))).isTrue();
    assertThat(denies(FileOperation.WRITE, first.resolve("policy.yaml"))).isFalse();
  }

  @Test
  void changeOfABase_isInForce_andItsFileIsProtected() throws Exception {
    Path base = Files.writeString(file.resolveSibling("base.yaml"), OLD);
    start("sallyport: 1\nextends: base.yaml\n");
    assertThat(shows("u")).isTrue();

    Files.writeString(base, NEW.replace("t: {}", all(base.getParent())));
    reloading.look();
    reloading.look();

    assertThat(shows("u")).isFalse();
    assertThat(shows("t")).isTrue();
    assertThat(denies(FileOperation.WRITE, base)).isTrue();
    assertThat(denies(FileOperation.WRITE, base.resolveSibling("other"))).isFalse();

    Files.writeString(base, "sallyport: 1\nmode: enforce\ntolls: {}\n");
    reloading.look();
    reloading.look();
    assertThat(reloads().get(1).get("problem")).startsWith(base + ":3:1: ");
    assertThat(shows("t")).isTrue();
  }

  @Test
  void digest_ofSeveralTexts_isOfTheirs_eachInALine() throws Exception {
    Files.writeString(file.resolveSibling("base.yaml"), OLD);
    String over = "sallyport: 1\nextends: base.yaml\n";
    start(over);

    assertThat(server.engine().digest())
        .isEqualTo(digest(digest(over) + "\n" + digest(OLD) + "\n"));
  }

  private Path shadow(String text) throws IOException {
    return Files.writeString(file.resolveSibling("shadow.yaml"), text);
  }

  private void look() {
    reloading.look();
    reloading.look();
  }

  /** The details of what was recorded of shadows, without what they counted. */
  private List<Map<String, String>> shadows() throws InterruptedException {
    return states("shadow").stream().filter(details -> !details.containsKey("same")).toList();
  }

  @Test
  void shadow_isEvaluated_fromTheChangeOn_untilItIsNamedNoMore() throws Exception {
    start(OLD);
    assertThat(server.rules().shadow()).isNull();
    shadow(NEW);
    change(OLD + "shadow: shadow.yaml\n");

    assertThat(server.rules().shadow().engine().digest()).isEqualTo(digest(NEW));
    assertThat(shows("u")).isTrue();
    assertThat(shadows()).containsExactly(Map.of("shadow", digest(NEW)));
    change(OLD);
    assertThat(server.rules().shadow()).isNull();
    assertThat(states("shadow").get(1)).containsKeys("same", "wouldDeny");
  }

  @Test
  void shadowThatIsChanged_isEvaluated_andThePolicyStays() throws Exception {
    String policy = OLD + "shadow: shadow.yaml\n";
    Path shadow = shadow(NEW);
    start(OLD);
    change(policy);
    Files.writeString(shadow, OLD);
    look();

    assertThat(server.rules().shadow().engine().digest()).isEqualTo(digest(OLD));
    assertThat(server.engine().digest()).isEqualTo(digest(policy));
    assertThat(reloads()).hasSize(1);
    assertThat(denies(FileOperation.WRITE, shadow)).isTrue();
  }

  @Test
  void shadowThatIsBroken_isRefusedOnce_andTheLastGoodOneStays() throws Exception {
    Path shadow = shadow(NEW);
    start(OLD);
    change(OLD + "shadow: shadow.yaml\n");
    Files.writeString(shadow, NEW + "tolls: {}\n");
    look();
    look();

    assertThat(server.rules().shadow().engine().digest()).isEqualTo(digest(NEW));
    assertThat(shadows()).hasSize(2);
    assertThat(shadows().get(1))
        .containsEntry("shadow", digest(NEW))
        .containsEntry("refused", digest(NEW + "tolls: {}\n"));
    assertThat(shadows().get(1).get("problem")).startsWith(shadow + ":4:1: ");
    change(OLD + "shadow: shadow.yaml\n# and the policy is put in force all the same\n");
    assertThat(reloads()).hasSize(2);
    assertThat(reloads().get(1)).doesNotContainKey("problem");
    Files.writeString(shadow, OLD);
    look();
    assertThat(server.rules().shadow().engine().digest()).isEqualTo(digest(OLD));
  }

  @Test
  void shadowThatIsMissing_orOfARefusedPolicy_isNotEvaluated() throws Exception {
    start(OLD);
    change(OLD + "shadow: shadow.yaml\n");
    assertThat(server.rules().shadow()).isNull();
    assertThat(shadows())
        .singleElement()
        .extracting(details -> details.get("problem"))
        .asString()
        .contains("can't read the shadow", "shadow.yaml");

    shadow(OLD);
    change(NEW + "shadow: shadow.yaml\nserver: other\n");
    shadow(NEW);
    look();
    assertThat(server.rules().shadow()).isNull();
    assertThat(shows("u")).isTrue();
    assertThat(reloads()).hasSize(2);
  }

  @Test
  void shadowThatExtendsThePolicy_andAPreset_areRead() throws Exception {
    shadow("sallyport: 1\nextends: policy.yaml\ntools: { u: deny }\n");
    start(OLD);
    change(OLD + "shadow: shadow.yaml\n");
    assertThat(server.rules().shadow().engine().shows(new Principal.Tool("t"), null)).isTrue();
    assertThat(server.rules().shadow().engine().shows(new Principal.Tool("u"), null)).isFalse();

    change(OLD + "shadow: preset:strict\n");
    assertThat(shadows()).hasSize(2).noneMatch(details -> details.containsKey("problem"));
  }

  @Test
  void policyWithoutItsSignature_isRefused_untilBothFit() throws Exception {
    Signer signer = new Signer(file.getParent());
    signer.sign(file, OLD);
    key = signer.key();
    start(OLD);

    change(NEW);
    assertThat(shows("u")).isTrue();
    assertThat(reloads())
        .singleElement()
        .extracting(details -> details.get("problem"))
        .asString()
        .contains("policy.yaml.sig is no signature of " + file);
    signer.sign(file, NEW);
    look();
    assertThat(shows("u")).isFalse();
    Files.delete(file.resolveSibling("policy.yaml.sig"));
    look();
    assertThat(reloads().get(2).get("problem")).contains("is not signed");
    signer.sign(file, OLD);
    look();
    assertThat(shows("u")).isFalse();
    change(OLD);
    assertThat(shows("u")).isTrue();
  }

  @Test
  void shadowWithoutItsSignature_isRefused() throws Exception {
    Signer signer = new Signer(file.getParent());
    String policy = OLD + "shadow: shadow.yaml\n";
    signer.sign(file, OLD);
    key = signer.key();
    start(OLD);
    Path shadow = shadow(NEW);
    signer.sign(file, policy);
    change(policy);
    assertThat(server.engine().digest()).isEqualTo(digest(policy));
    assertThat(server.rules().shadow()).isNull();

    signer.sign(shadow, NEW);
    look();
    assertThat(server.rules().shadow().engine().digest()).isEqualTo(digest(NEW));
  }

  private static String all(Path directory) {
    String files = "[\"" + directory + "/**\"]";
    return "t: { files: { write: " + files + ", delete: " + files + " } }";
  }

  private boolean denies(FileOperation operation, Path path) {
    return server
        .engine()
        .grants(new Principal.Tool("t"))
        .decide(new Request.File(operation, path.toString(), path.toString()))
        .denies();
  }

  /** A sink that keeps what it gets. */
  private record Kept(List<Entry> entries) implements Sink {
    @Override
    public void accept(Entry entry) {
      synchronized (entries) {
        entries.add(entry);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close(Duration limit) {}
  }
}
