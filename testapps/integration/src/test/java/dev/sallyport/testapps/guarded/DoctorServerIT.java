package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code doctor --server} of the packaged jar tells of real servers, on every JDK. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class DoctorServerIT {
  private static final String SDK = "official Java SDK";
  private static final String LOUD = "NO MCP FRAMEWORK FOUND";

  @Parameter Jdk jdk;

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  static List<Arguments> servers() {
    String kotlin = "Kotlin SDK";
    String quarkus = "Quarkus MCP server";
    String quarkusJar = "lib/main/io.quarkiverse.mcp.quarkus-mcp-server-core-";
    return List.of(
        Arguments.of(App.sdkLine("0.7"), SDK, "lib/mcp-0.7.0.jar"),
        // Whose handlers are in a nested class.
        Arguments.of(App.sdkLine("0.8"), SDK, "lib/mcp-0.8.1.jar"),
        Arguments.of(App.framework("sdk"), SDK, "lib/mcp-core-2.1.0.jar"),
        Arguments.of(App.framework("spring/1.0-webflux"), SDK, "lib/mcp-0.10.0.jar"),
        Arguments.of(
            App.packagedFramework("spring/2.0-webmvc"),
            SDK,
            "app.jar!/BOOT-INF/lib/mcp-core-2.0.0.jar"),
        Arguments.of(App.framework("micronaut"), SDK, "lib/mcp-core-0.17.0.jar"),
        Arguments.of(App.framework("solon"), SDK, "lib/solon-ai-mcp-3.9.2.jar"),
        Arguments.of(App.framework("kotlin/0.9"), kotlin, "lib/kotlin-sdk-core-jvm-0.9.0.jar"),
        Arguments.of(App.framework("kotlin/0.16"), kotlin, "lib/kotlin-sdk-core-jvm-0.16.0.jar"),
        Arguments.of(
            App.framework("helidon"),
            "Helidon MCP",
            "lib/helidon4-extensions-mcp-server-1.2.0.jar"),
        Arguments.of(App.quarkus("1.0"), quarkus, quarkusJar + "1.0.0.jar"),
        Arguments.of(App.quarkus("1.10"), quarkus, quarkusJar + "1.10.1.jar"),
        Arguments.of(App.quarkus("1.13"), quarkus, quarkusJar + "1.13.0.jar"));
  }

  private record Visit(int code, String out, String err) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void framework_isNamedWithItsJar_andEveryHookFindsItsMethod(App app, String name, String jar)
      throws Exception {
    Visit visit = doctor(app, "--format", "json");
    JsonNode json = new ObjectMapper().readTree(visit.out);

    assertThat(visit.err).isEmpty();
    assertThat(json.path("frameworks")).hasSize(1);
    JsonNode framework = json.path("frameworks").path(0);
    assertThat(framework.path("name").asText()).isEqualTo(name);
    assertThat(framework.path("place").asText()).endsWith(jar);
    assertThat(framework.path("hooks").asInt()).isPositive();
    assertThat(json.path("findings").asInt()).as(visit.out).isZero();
    assertThat(visit.code).isZero();
  }

  @Test
  void homeMadeServer_withoutDispatchPoints_isLoud() throws Exception {
    Visit visit = doctor(App.framework("homemade"));

    assertThat(visit.out).contains(LOUD, "docs/frameworks.md#home-made-servers");
    assertThat(visit.code).isEqualTo(1);
  }

  @Test
  void homeMadeServer_whosePolicyHasItsMethod_isFine() throws Exception {
    Visit visit = doctor("call(String, Map)");

    assertThat(visit.out)
        .contains("found: dev.sallyport.testapps.frameworks.HomeMade#call(String,Map), in ")
        .doesNotContain(LOUD)
        .endsWith("Nothing found.\n");
    assertThat(visit.code).isZero();
  }

  @Test
  void homeMadeServer_whosePolicyHasAnotherMethod_isToldItsOwn() throws Exception {
    Visit visit = doctor("call(String, List)");

    assertThat(visit.out)
        .contains(LOUD, "NOT FOUND: dev.sallyport.testapps.frameworks.HomeMade#call(String,List)")
        .contains("the class has call(java.lang.String, java.util.Map)");
    assertThat(visit.code).isEqualTo(1);
  }

  /** The home-made server, by a policy with that dispatch point. */
  private Visit doctor(String method) throws Exception {
    Path policy =
        Files.writeString(
            directory.resolve("policy.yaml"), "sallyport: 1\n" + DispatchPolicy.of(method));
    return doctor(App.framework("homemade"), "--policy", policy.toString());
  }

  private Visit doctor(App app, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(jdk.home().resolve("bin").resolve("java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", BuildTree.agentJar().toString(), "doctor"));
    command.addAll(List.of("--server", app.files()));
    command.addAll(List.of(arguments));
    Path err = directory.resolve("stderr.txt");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    return new Visit(process.exitValue(), out, Files.readString(err));
  }
}
