package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.doctor.server.Jars;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The command {@code doctor --server}. */
class DoctorServerTest {
  private static final String LOUD = "NO MCP FRAMEWORK FOUND";

  @TempDir private Path directory;
  private Path sdk;
  private Path homeMade;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(directory.resolve("lib"));
    sdk =
        Files.write(
            directory.resolve("lib/sdk.jar"),
            Jars.jar().with(Jars.SDK_SERVER + ".class", Jars.sdkServer()).bytes());
    ClassWriter server = Jars.type("com/acme/Server", "java/lang/Object");
    Jars.method(
        server, Opcodes.ACC_PRIVATE, "call", "(Ljava/lang/String;Ljava/util/Map;)Ljava/util/Map;");
    homeMade =
        Files.write(
            directory.resolve("lib/home-made.jar"),
            Jars.jar().with("com/acme/Server.class", server.toByteArray()).bytes());
  }

  private static Cli doctor(Object... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "doctor";
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] = arguments[i].toString();
    }
    return Cli.run(all);
  }

  private Path policy(String method) throws IOException {
    return Files.writeString(
        directory.resolve("policy.yaml"),
        "sallyport: 1\ndispatch: [{ method: \"" + method + "\", tool: arg0, arguments: arg1 }]\n");
  }

  @Test
  void framework_isNamedWithItsJar() {
    Cli cli = doctor("--server", sdk).exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .contains("official Java SDK, in " + sdk + ": every hook finds its method")
        .doesNotContain(LOUD)
        .endsWith("Nothing found.\n");
  }

  @Test
  void classPathsWildcardsAndSeveralPaths_areTakenAsAJvmWould() {
    String wildcard = directory.resolve("lib") + File.separator + "*";
    String classPath = homeMade + File.pathSeparator + sdk;

    doctor("--server", wildcard).exits(ExitCode.OK);
    doctor("--server", classPath).exits(ExitCode.OK);
    doctor("--server", homeMade, sdk, "--all").exits(ExitCode.OK);
    doctor("--server", directory).exits(ExitCode.OK);
  }

  @Test
  void quarkusJar_bringsTheDirectoriesBesideIt() throws IOException {
    byte[] manifest =
        "Manifest-Version: 1.0\nMain-Class: io.quarkus.bootstrap.runner.QuarkusEntryPoint\n"
            .getBytes(StandardCharsets.UTF_8);
    Path jar = directory.resolve("quarkus-run.jar");
    Files.write(jar, Jars.jar().with("META-INF/MANIFEST.MF", manifest).bytes());

    Cli cli = doctor("--server", jar);

    assertThat(cli.out()).contains("official Java SDK, in " + sdk);
  }

  @Test
  void noFramework_isLoud_unlessThePolicySaysWhereToolsAreCalled() throws IOException {
    Cli without = doctor("--server", homeMade).exits(ExitCode.FOUND).silentOnErr();
    Path policy = policy("com.acme.Server#call(String, Map)");
    Cli with = doctor("--server", homeMade, "--policy", policy).exits(ExitCode.OK).silentOnErr();
    policy("com.acme.Server#call(String, List)");
    Cli wrong = doctor("--server", homeMade, "--policy", policy).exits(ExitCode.FOUND);

    assertThat(without.out()).contains(LOUD, "dispatch", "docs/frameworks.md#home-made-servers");
    assertThat(with.out())
        .contains("found: com.acme.Server#call(String,Map), in " + homeMade)
        .doesNotContain(LOUD);
    assertThat(wrong.out())
        .contains(LOUD, "NOT FOUND: com.acme.Server#call(String,List)")
        .contains("the class has call(java.lang.String, java.util.Map)");
  }

  @Test
  void json_isWhatIsPrinted() {
    Cli cli = doctor("--server", sdk, "--format", "json").exits(ExitCode.OK).silentOnErr();

    assertThat(cli.out())
        .startsWith("{")
        .contains("\"findings\" : 0", "\"name\" : \"official Java SDK\"", "\"missing\" : [ ]");
  }

  @Test
  void policyThatCanNotBeUsed_isToldAsByCheck() throws IOException {
    Path policy = Files.writeString(directory.resolve("policy.yaml"), "sallyport: 1\ntols: {}\n");

    Cli wrong = doctor("--server", sdk, "--policy", policy).exits(ExitCode.POLICY);
    Cli gone =
        doctor("--server", sdk, "--policy", directory.resolve("no.yaml")).exits(ExitCode.POLICY);

    assertThat(wrong.err()).contains("`tols`", policy + ":2:1");
    assertThat(gone.err()).startsWith("error: can't read ");
    assertThat(wrong.out() + gone.out()).isEmpty();
  }

  @Test
  void optionsOfAJvm_haveNoMeaningForFiles() {
    Cli mode = doctor("--server", sdk, "--mode", "audit").exits(ExitCode.USAGE);
    Cli java = doctor("--server", sdk, "--java", directory).exits(ExitCode.USAGE);
    Cli option = doctor("--server", sdk, "--", "-Xmx1g").exits(ExitCode.USAGE);

    assertThat(mode.err()).startsWith("error: --server looks at files alone");
    assertThat(java.err()).isEqualTo(mode.err());
    assertThat(option.err()).isEqualTo(mode.err());
  }
}
