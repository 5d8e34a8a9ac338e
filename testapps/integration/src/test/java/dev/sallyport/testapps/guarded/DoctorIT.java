package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The command {@code doctor} of the packaged jar, on every JDK, and what it found of each hook. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class DoctorIT {
  private static final Pattern OF_JDK =
      Pattern.compile("(java|javax(?!\\.servlet)|jdk|sun|com\\.sun)\\.");

  @Parameter Jdk jdk;

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  private record Visit(int code, String out, String err) {
    JsonNode json() throws Exception {
      return new ObjectMapper().readTree(out);
    }

    /** The hooks that are as {@code field} says, shortly. */
    List<String> hooks(String field, String value) throws Exception {
      return StreamSupport.stream(json().path("hooks").spliterator(), false)
          .filter(hook -> hook.path(field).asText().equals(value))
          .map(Visit::text)
          .toList();
    }

    List<String> posture() throws Exception {
      return json().path("posture").findValuesAsText("code");
    }

    private static String text(JsonNode hook) {
      return hook.path("class").asText()
          + "#"
          + hook.path("method").asText()
          + " "
          + hook.path("door").asText()
          + " "
          + hook.path("state").asText()
          + " "
          + hook.path("detail").asText();
    }
  }

  @Test
  void everyHookOfTheJdk_isLive() throws Exception {
    Visit visit = doctor("--format", "json");

    assertThat(visit.err).isEmpty();
    assertThat(visit.json().path("mode").asText()).isEqualTo("enforce");
    assertThat(visit.json().path("jdk").asText()).startsWith(Integer.toString(jdk.feature()));
    assertThat(visit.hooks("state", "live")).hasSizeGreaterThan(60);
    assertThat(visit.hooks("need", "mandatory")).allMatch(hook -> hook.contains(" live "));
    // What is not of the JDK is not on this class path.
    assertThat(visit.hooks("state", "waiting"))
        .isNotEmpty()
        .noneMatch(hook -> OF_JDK.matcher(hook).lookingAt());
    assertThat(visit.hooks("state", "unfired"))
        .allMatch(
            hook ->
                // An abstract class has no object to call on, these change a file on their way, and
                // those are made amid much else.
                hook.startsWith("sun.nio.fs.AbstractPoller#")
                    || hook.startsWith("java.net.AbstractPlain")
                    || hook.startsWith("sun.tools.attach.HotSpotVirtualMachine#")
                    || hook.contains(" before ")
                    // Amid a request that is sent, and after a handshake.
                    || hook.startsWith("jdk.internal.net.http.Stream#headerFrame")
                    || hook.startsWith("sun.net.www.protocol.http.HttpURLConnection#writeRequests")
                    || hook.startsWith("sun.security.ssl.SSLEngineImpl#wrap")
                    || (hook.contains("#<init>") && hook.contains(" register "))
                    || hook.startsWith("java.util.TimerThread#"));
    assertThat(visit.hooks("state", "absent")).isEmpty();
  }

  @Test
  void underAPolicyThatAudits_whatIsJudgedIsObservedOnly() throws Exception {
    Path policy =
        Files.writeString(directory.resolve("policy.yaml"), "sallyport: 1\nmode: audit\n");
    Visit visit = doctor("--policy", policy.toString(), "--format", "json");

    assertThat(visit.code).isEqualTo(1);
    assertThat(visit.json().path("mode").asText()).isEqualTo("audit");
    assertThat(visit.hooks("door", "check"))
        .filteredOn(hook -> !hook.contains(" waiting ") && !hook.contains(" unfired "))
        .hasSizeGreaterThan(60)
        .allMatch(hook -> hook.contains(" observed "));
    assertThat(visit.hooks("door", "capture"))
        .filteredOn(hook -> !hook.contains(" waiting ") && !hook.contains(" unfired "))
        .isNotEmpty()
        .allMatch(hook -> hook.contains(" live "));
    assertThat(visit.posture()).contains("writable-policy");
  }

  @Test
  void jvmOptions_ofTheServer_areJudged_andDebuggersDoNotWait() throws Exception {
    Visit weak =
        doctor(
            "--format",
            "json",
            "--",
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0",
            "-Dcom.sun.management.jmxremote.port=0",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");
    Visit better = doctor("--format", "json", "--", "-XX:+DisableAttachMechanism");

    assertThat(weak.posture()).contains("attach", "jdwp", "jmx-remote", "opened-jdk");
    assertThat(weak.hooks("state", "live")).hasSizeGreaterThan(60);
    assertThat(better.posture()).doesNotContain("attach", "jdwp", "jmx-remote", "opened-jdk");
    assertThat(better.hooks("need", "mandatory")).allMatch(hook -> hook.contains(" live "));
  }

  @Test
  void policyWithAMistake_isToldAsAtAStart() throws Exception {
    Path policy = Files.writeString(directory.resolve("policy.yaml"), "sallyport: 1\ntols: {}\n");
    Visit visit = doctor("--policy", policy.toString(), "--mode", "enforce");

    assertThat(visit.code).isEqualTo(1);
    assertThat(visit.out).isEmpty();
    assertThat(visit.err)
        .startsWith("sallyport: refuses to start the server: " + policy + ":2:1: `tols` is not")
        .contains("nothing was examined");
  }

  @Test
  void text_endsWithTheSum() throws Exception {
    Visit visit = doctor();

    assertThat(visit.out)
        .startsWith("JDK " + jdk.feature())
        .contains(" live, 0 observed only, 0 absent, ")
        .containsPattern("\n(Nothing found\\.|\\d+ findings?\\. See docs/doctor\\.md\\.)\n$");
    assertThat(visit.code).isEqualTo(visit.out.endsWith("Nothing found.\n") ? 0 : 1);
  }

  @Test
  void homeWithoutAJvm_isWrongUsage() throws Exception {
    Visit visit = run("--java", directory.toString());

    assertThat(visit.code).isEqualTo(2);
    assertThat(visit.err).startsWith("error: " + directory + " has no bin/java");
  }

  private Visit doctor(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--java", jdk.home().toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private Visit run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", BuildTree.agentJar().toString(), "doctor"));
    command.addAll(List.of(arguments));
    Path err = directory.resolve("stderr.txt");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    return new Visit(process.exitValue(), out, Files.readString(err));
  }
}
