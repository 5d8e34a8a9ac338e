package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.guarded.Guarded.Told;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A server whose policy has to be signed. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class SignatureIT {
  /** EX_CONFIG of sysexits.h. */
  private static final int CANNOT_START = 78;

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;
  private Path policy;
  private Path key;
  private KeyPair keys;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void prepare() throws Exception {
    directory = temporary.toRealPath();
    policy = directory.resolve("policy.yaml");
    key = directory.resolve("key.pem");
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String encoded = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
    Files.writeString(
        key, "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
  }

  /** A policy under which notes are read, and written where that is asked for. */
  private String notes(String mode, boolean written) {
    String grants = "{ files: { read: [\"%1$s/**\"], write: [\"%1$s/**\"] } }".formatted(directory);
    return "sallyport: 1\nmode: "
        + mode
        + "\ntools:\n  read_file: "
        + grants
        + (written ? "\n  write_file: " + grants : "")
        + "\n";
  }

  private void sign(Path file, String text) throws Exception {
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update(text.getBytes(StandardCharsets.UTF_8));
    Files.writeString(signature(file), Base64.getMimeEncoder().encodeToString(signer.sign()));
  }

  private static Path signature(Path file) {
    return file.resolveSibling(file.getFileName() + ".sig");
  }

  private ServerProcess launch(String... more) {
    String[] options = new String[more.length + 2];
    options[0] = "policy=" + policy;
    options[1] = "audit=" + directory.resolve("audit.jsonl");
    System.arraycopy(more, 0, options, 2, more.length);
    return servers.start(
        ServerProcess.of(App.filesServer())
            .jdk(jdk)
            .agent(BuildTree.agentJar(), options)
            .brief()
            .args(directory.toString()));
  }

  private Guarded start(String... more) {
    ServerProcess server = launch(more);
    return new Guarded(server, server.client(), new AuditLog(directory.resolve("audit.jsonl")));
  }

  private Guarded startSigned() {
    return start("policy-key=" + key);
  }

  private static Told write(Guarded server, Path path, String content) {
    return server.call("write_file", Map.of("path", path.toString(), "content", content));
  }

  private static AuditLine reload(Guarded server, int from) {
    return server.audit().await(from, line -> line.kind().equals("reload")).stream()
        .skip(from)
        .filter(line -> line.kind().equals("reload"))
        .findFirst()
        .orElseThrow();
  }

  private void assertRefusesToStart(String why) {
    ServerProcess server = launch("policy-key=" + key);
    assertThat(server.awaitExit()).isEqualTo(CANNOT_START);
    assertThat(server.stderr()).singleElement().asString().contains(why);
    assertThat(server.stdout()).isEmpty();
  }

  @Test
  void policy_thatIsSigned_isInForce_andOneThatIsNotStopsTheStart() throws Exception {
    String text = notes("enforce", true);
    Files.writeString(policy, text);
    assertRefusesToStart(policy + " is not signed: there is no " + signature(policy));

    sign(policy, text);
    Guarded server = startSigned();
    assertThat(write(server, directory.resolve("new.txt"), "new").text()).contains("Wrote 3");

    Files.writeString(policy, notes("audit", true));
    assertRefusesToStart(signature(policy) + " is no signature of " + policy);
    Files.writeString(policy, text);
    Files.writeString(key, "no key");
    assertRefusesToStart(key + " is no public key");
  }

  @Test
  void policy_thatIsNotSigned_withoutTheOption_isInForce() throws Exception {
    Files.writeString(policy, notes("enforce", true));
    Files.writeString(signature(policy), "no signature");
    Guarded server = start();

    assertThat(write(server, directory.resolve("new.txt"), "new").text()).contains("Wrote 3");
    assertThat(write(server, signature(policy), "forged").recorded().denials()).isEmpty();
    assertThat(signature(policy)).hasContent("forged");
  }

  @Test
  void base_thatIsNotSigned_stopsTheStart() throws Exception {
    Path base = directory.resolve("base.yaml");
    String overlay = "sallyport: 1\nextends: base.yaml\n";
    Files.writeString(base, notes("enforce", true));
    Files.writeString(policy, overlay);
    sign(policy, overlay);
    assertRefusesToStart(base + " is not signed");

    sign(base, notes("enforce", true));
    Guarded server = startSigned();
    assertThat(write(server, directory.resolve("new.txt"), "new").text()).contains("Wrote 3");
  }

  @Test
  void policy_andThenItsSignature_areInForceOnceTheyFit() throws Exception {
    Files.writeString(policy, notes("enforce", false));
    sign(policy, notes("enforce", false));
    Guarded server = startSigned();
    Path fresh = directory.resolve("new.txt");
    int before = server.audit().lines().size();

    Files.writeString(policy, notes("enforce", true));
    AuditLine refused = reload(server, before);

    assertThat(refused.json().at("/details/problem").asText())
        .contains(signature(policy) + " is no signature of " + policy);
    assertThat(write(server, fresh, "early").text()).contains("Refused by policy");
    assertThat(fresh).doesNotExist();
    before = server.audit().lines().size();
    sign(policy, notes("enforce", true));
    AuditLine taken = reload(server, before);
    assertThat(taken.json().at("/details").has("problem")).isFalse();
    assertThat(write(server, fresh, "new").text()).contains("Wrote 3");
  }

  @Test
  void keyAndSignature_areProtected() throws Exception {
    Files.writeString(policy, notes("enforce", true));
    sign(policy, notes("enforce", true));
    String before = Files.readString(signature(policy));
    Guarded server = startSigned();

    for (Path own : List.of(signature(policy), key, policy)) {
      assertThat(write(server, own, "forged").recorded().denials())
          .as(own.toString())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.reason()).isEqualTo("protected"));
    }

    assertThat(signature(policy)).hasContent(before);
    assertThat(key).content().startsWith("-----BEGIN");
  }

  @Test
  void keyAndSignature_underAudit_areObserved() throws Exception {
    Files.writeString(policy, notes("audit", true));
    sign(policy, notes("audit", true));
    Guarded server = startSigned();

    assertThat(write(server, key, "forged").recorded().denials())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.action()).isEqualTo("observed"));
    assertThat(key).hasContent("forged");
  }
}
