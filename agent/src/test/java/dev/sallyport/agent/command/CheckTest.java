package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckTest {
  @TempDir Path directory;

  @Test
  void policy_valid_saidWithItsModeAndTools() throws IOException {
    Path file = policy("sallyport: 1\nmode: enforce\ntools:\n  read_file: {}\n");

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            file
                + ": valid, mode enforce, 1 tool, sha256:"
                + "08181e74f479fbae2beefb43d70eeb38527b0991dc8e63ec6e8fea3e5c230059\n");
  }

  @Test
  void policy_validButProbablyNotMeant_isWarnedOf_andFailsWhereAsked() throws Exception {
    Path file = policy("sallyport: 1\ntools:\n  read_file: { files: { read: [\"/**\"] } }\n");

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .isEqualTo(
            """
            warning[broad-grant]: every file may be read
              --> %1$s:3:32
            3 |   read_file: { files: { read: ["/**"] } }
              |                                ^^^^^
              = help: name the directory that is needed

            %1$s: valid, mode audit, 1 tool, 1 warning, sha256:%2$s
            """
                .formatted(file, digest(file)));
    Cli.run("check", "--strict", file.toString()).exits(ExitCode.FOUND).silentOnErr();
  }

  @Test
  void shadow_isCheckedAsWell() throws Exception {
    Path shadow = Files.writeString(directory.resolve("shadow.yaml"), "sallyport: 1\ntolls: {}\n");
    Path file = policy("sallyport: 1\ntools: { t: {} }\nshadow: shadow.yaml\n");
    assertThat(Cli.run("check", file.toString()).exits(ExitCode.POLICY).out())
        .contains(shadow + ":2:1", "did you mean `tools`");

    Files.writeString(shadow, "sallyport: 1\ntools: { u: { files: { read: [\"/**\"] } } }\n");
    assertThat(Cli.run("check", file.toString()).exits(ExitCode.OK).out())
        .contains(file + ": valid, mode audit, 1 tool, sha256:", "warning[broad-grant]")
        .endsWith(shadow + ": valid, a shadow, 1 tool, 1 warning, sha256:" + digest(shadow) + "\n");
    Cli.run("check", "--strict", file.toString()).exits(ExitCode.FOUND);
    Files.delete(shadow);
    Cli.run("check", file.toString()).exits(ExitCode.POLICY);
  }

  @Test
  void policyKey_wantsASignature() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String encoded = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    Path key =
        Files.writeString(
            directory.resolve("key.pem"),
            "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
    Path file = policy("sallyport: 1\ntools: { t: {} }\n");
    String[] check = {"check", "--policy-key", key.toString(), file.toString()};
    assertThat(Cli.run(check).exits(ExitCode.POLICY).err()).contains(file + " is not signed");

    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update(Files.readAllBytes(file));
    Files.writeString(
        directory.resolve(file.getFileName() + ".sig"),
        Base64.getEncoder().encodeToString(signer.sign()));
    Cli.run(check).exits(ExitCode.OK).silentOnErr();
  }

  private static String digest(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Test
  void base_isWarnedOf_inItsOwnFile() throws IOException {
    Path base =
        Files.writeString(
            directory.resolve("base.yaml"),
            """
            # a line
            sallyport: 1
            default: allow
            tools:
              read_file: { files: { read: ["/**"] } }
            """);
    Path file = policy("sallyport: 1\nextends: base.yaml\n");

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .contains(
            "warning[open-default]",
            "--> " + base + ":3:1",
            "warning[broad-grant]",
            "--> " + base + ":5:32",
            "5 |   read_file: { files: { read: [\"/**\"] } }");
    Files.writeString(file, "sallyport: 1\nextends: base.yaml\ndefault: deny\n");
    assertThat(Cli.run("check", file.toString()).exits(ExitCode.OK).out())
        .doesNotContain("open-default");
  }

  @Test
  void tools_thatTheServerDoesNotHave_areWarnedOf() throws IOException {
    Path file = policy("sallyport: 1\ntools:\n  read_file: {}\n  merge: {}\n");
    Path lock =
        Files.writeString(
            directory.resolve("sallyport.lock"),
            "sallyport-lock 1\npinned tool sha256:" + "a".repeat(64) + " \"read_fiel\"\n");
    Path audit =
        Files.writeString(
            directory.resolve("audit.jsonl"), call("merge", "allow") + call("read_file", "deny"));

    assertThat(Cli.run("check", "--lock", lock.toString(), file.toString()).out())
        .contains("`read_file` fits no tool", "did you mean `read_fiel`?", "`merge` fits no tool");
    assertThat(Cli.run("check", "--audit", audit.toString(), file.toString()).out())
        .contains("`read_file` fits no tool")
        .doesNotContain("`merge` fits no tool");
    assertThat(Cli.run("check", "--lock", "/none", file.toString()).exits(ExitCode.USAGE).err())
        .contains("there is no file /none");
  }

  private static String call(String tool, String verdict) {
    return """
        {"time":"2026-01-02T12:00:00Z","kind":"decision","id":"d","call":"c",\
        "principal":{"tool":"%1$s"},"gate":"tool","operation":"call","target":"%1$s",\
        "verdict":"%2$s","reason":"granted","rule":"r","action":"allowed"}
        """
        .formatted(tool, verdict);
  }

  @Test
  void arguments_thatAreAnyText_areWarnedOf() throws IOException {
    Path file = policy("sallyport: 1\ntools:\n  t: {}\n");
    Path tools =
        Files.writeString(
            directory.resolve("tools.json"),
            """
            {"jsonrpc":"2.0","id":1,"result":{"tools":[{"name":"t","description":"${x}",
             "inputSchema":{"type":"object","properties":{
               "path":{"type":"string"},"url":{"type":"string","pattern":"^https:"},
               "count":{"type":"integer"},"operation":{"enum":["read","delete"]}}}}]}}
            """);

    Cli cli = Cli.run("check", "--tools", tools.toString(), file.toString()).exits(ExitCode.OK);

    assertThat(cli.out())
        .contains("warning[weak-argument]: `path` of `t` may be any text")
        .contains("write `arguments: { path: { type: path } }`")
        .contains("warning[mixed-tool]: `t` reads or writes, as its `operation` says")
        .contains("1 tool, 2 warnings, sha256:");
    Files.writeString(tools, "{");
    assertThat(
            Cli.run("check", "--tools", tools.toString(), file.toString())
                .exits(ExitCode.USAGE)
                .err())
        .contains("can't read " + tools + " as JSON");
  }

  @Test
  void credential_thatIsNotHere_isNotedAndNoFault() throws IOException {
    Path missing = directory.resolve("none");
    Path file =
        policy(
            "sallyport: 1\ncredentials: { db: { file: "
                + missing
                + ", hosts: [db.example.com] } }\n");

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .contains(": valid, mode audit, 0 tools, sha256:")
        .endsWith("\nnote: credential db: file " + missing + " can't be read\n");
  }

  @Test
  void policy_mistyped_shownWithPlaceAndNearestKey() throws IOException {
    Path file =
        policy(
            """
            sallyport: 1
            mode: enforc
            tools:
              read_file:
                filez: { read: ["/srv/**"] }
            """);

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.POLICY).silentOnErr();

    assertThat(cli.out())
        .contains("error[unknown-key]")
        .contains("--> " + file + ":5:5")
        .contains("did you mean `files`?")
        .contains("--> " + file + ":2:7")
        .endsWith(file + ": 2 problems\n");
  }

  @Test
  void policy_missing_saidOnStderr() {
    Path file = directory.resolve("none.yaml");

    Cli cli = Cli.run("check", file.toString()).exits(ExitCode.POLICY);

    assertThat(cli.err()).startsWith("error: can't read " + file + " (");
    assertThat(cli.out()).isEmpty();
  }

  private Path policy(String text) throws IOException {
    return Files.writeString(directory.resolve("policy.yaml"), text);
  }
}
