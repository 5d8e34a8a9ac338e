package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.record.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of this test's own environment a child gets, and what a call adds to it. */
class ChildEnvironmentTest {
  private static final String[] PROGRAM = {"/usr/bin/env"};
  private static final String EXEC = "exec: [{ program: /usr/bin/env }]";

  /** Every variable of this process that no tool may read without a grant. */
  private static List<String> secrets() {
    Set<String> harmless =
        Set.of(
            "HOME",
            "LANG",
            "LANGUAGE",
            "LOGNAME",
            "PATH",
            "PWD",
            "SHELL",
            "TERM",
            "TMPDIR",
            "TZ",
            "USER");
    return System.getenv().keySet().stream()
        .filter(name -> !harmless.contains(name) && !name.startsWith("LC_"))
        .sorted()
        .toList();
  }

  private static Map<String, String> changed(String name, String value) {
    Map<String, String> environment = new ProcessBuilder().environment();
    environment.put(name, value);
    return environment;
  }

  private static List<String> withheld(House house) {
    return house.recorded().stream()
        .map(Entry.DecisionMade.class::cast)
        .filter(made -> made.gate().equals("process"))
        .findFirst()
        .orElseThrow()
        .withheld();
  }

  @Test
  void child_ofThisProcessesEnvironment_startsWithoutWhatIsNotGranted() {
    try (House house = House.enforcing("{ " + EXEC + " }")) {
      Map<String, String> child = house.environmentOf(null, PROGRAM);

      assertThat(child).isNotEmpty().doesNotContainKeys(secrets().toArray(String[]::new));
      assertThat(child).containsEntry("PATH", System.getenv("PATH"));
      assertThat(withheld(house)).isEqualTo(secrets()).isNotEmpty();
      assertThat(house.decisions()).containsExactly("process start /usr/bin/env allow allowed");
      assertThat(house.call().denials()).isZero();
    }
  }

  @Test
  void child_ofACopyThatLacksThemAlready_hasThemNamedInItsRecord() {
    Map<String, String> given = new ProcessBuilder().environment();
    given.keySet().removeAll(secrets());
    try (House house = House.enforcing("{ " + EXEC + " }")) {
      house.environmentOf(given, PROGRAM);

      assertThat(withheld(house)).isEqualTo(secrets()).isNotEmpty();
    }
  }

  @Test
  void child_underAGrant_hasIt() {
    try (House house = House.enforcing("{ " + EXEC + ", env: ['*'] }")) {
      assertThat(house.environmentOf(null, PROGRAM)).isEqualTo(System.getenv());
      assertThat(withheld(house)).isEmpty();
    }
  }

  @Test
  void child_inAuditMode_getsWhatItWasGivenAndTheRestIsNamed() {
    Map<String, String> given = changed("LD_PRELOAD", "x.so");
    try (House house = House.auditing("{ " + EXEC + " }")) {
      assertThat(house.environmentOf(null, PROGRAM)).isNull();
      assertThat(house.environmentOf(given, PROGRAM)).isSameAs(given);
      assertThat(given).containsKeys(secrets().toArray(String[]::new));
      assertThat(withheld(house)).isEqualTo(secrets());
      assertThat(house.decisions()).endsWith("environment set LD_PRELOAD deny observed");
    }
  }

  @Test
  void child_ofAMapThatOthersUse_leavesItAlone() {
    Map<String, String> given = changed("OWN", "value");
    Map<String, String> before = Map.copyOf(given);
    try (House house = House.enforcing("{ " + EXEC + " }")) {
      Map<String, String> child = house.environmentOf(given, PROGRAM);

      assertThat(child).containsEntry("OWN", "value").isNotSameAs(given);
      assertThat(given).isEqualTo(before);
    }
  }

  @Test
  void variable_thatTheCallSet_isItsOwn() {
    Map<String, String> given = changed(secrets().get(0), "another value");
    try (House house = House.enforcing("{ " + EXEC + " }")) {
      assertThat(house.environmentOf(given, PROGRAM))
          .containsEntry(secrets().get(0), "another value");
      assertThat(withheld(house)).doesNotContain(secrets().get(0));
    }
  }

  @Test
  void variable_thatRunsCode_refusesTheStart() {
    for (String name : List.of("LD_PRELOAD", "PATH", "BASH_ENV", "JAVA_TOOL_OPTIONS")) {
      try (House house = House.enforcing("{ " + EXEC + ", env: ['*'] }")) {
        assertThatThrownBy(() -> house.environmentOf(changed(name, "/evil"), PROGRAM))
            .isInstanceOf(SecurityException.class);
        assertThat(house.decisions())
            .containsExactly(
                "process start /usr/bin/env allow allowed",
                "environment set " + name + " deny blocked");
      }
    }
  }

  @Test
  void variable_thatRunsCodeAndIsNamed_isSet() {
    try (House house = House.enforcing("{ " + EXEC + ", env: [LD_PRELOAD] }")) {
      assertThat(house.environmentOf(changed("LD_PRELOAD", "x.so"), PROGRAM))
          .containsEntry("LD_PRELOAD", "x.so");
      assertThat(house.decisions()).endsWith("environment set LD_PRELOAD allow allowed");
    }
  }

  @Test
  void environment_ofDeniedStart_isNotMade() {
    try (House house = House.enforcing("{}")) {
      assertThatThrownBy(() -> house.environmentOf(null, PROGRAM))
          .isInstanceOf(SecurityException.class);
      assertThat(house.decisions()).containsExactly("process start /usr/bin/env deny blocked");
    }
  }

  @Test
  void map_thatTheJdkCannotTake_isAFaultAndRefuses() {
    try (House house = House.enforcing("{ " + EXEC + " }")) {
      assertThatThrownBy(() -> house.environmentOf(Map.of("A", "b"), PROGRAM))
          .isInstanceOf(SecurityException.class);
      assertThat(house.decisions()).containsExactly("agent check ? deny blocked");
    }
  }

  @Test
  void directory_ofTheChild_hasToBeOneThatMayBeLookedAt(@TempDir Path temporary)
      throws IOException {
    Path root = temporary.toRealPath();
    Path link =
        Files.createSymbolicLink(root.resolve("link"), Files.createDirectory(root.resolve("d")));
    String grant = "{ " + EXEC + ", files: { read: ['" + root + "/d/**'] } }";

    try (House house = House.enforcing(grant)) {
      assertThat(house.starts(root + "/d", PROGRAM)).isTrue();
      assertThat(house.starts(link.toString(), PROGRAM)).isTrue();
      assertThat(house.starts(null, PROGRAM)).isTrue();
      assertThat(house.starts("/etc", PROGRAM)).isFalse();
      assertThat(house.decisions()).endsWith("file stat /etc deny blocked");
    }
  }

  @Test
  void name_thatNoCharsetSpells_reachesTheChildAsItWas() throws Exception {
    Process child =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "env \"$(printf 'ODD_\\377=\\376')\" "
                    + java()
                    + " -cp '"
                    + System.getProperty("java.class.path")
                    + "' '"
                    + Copied.class.getName()
                    + "'")
            .redirectErrorStream(true)
            .start();
    byte[] said = child.getInputStream().readAllBytes();

    assertThat(new String(said, StandardCharsets.ISO_8859_1)).contains("ODD_\u00ff=\u00fe\n");
  }

  private static String java() {
    return System.getProperty("java.home")
        + "/bin/java --add-opens java.base/java.lang=ALL-UNNAMED";
  }

  /** Starts {@code env} with a copy of its own environment, as a gate makes it. */
  static final class Copied {
    private Copied() {}

    public static void main(String[] arguments) throws Exception {
      ChildVariables children = ChildVariables.over(java.lang.invoke.MethodHandles.lookup());
      Map<String, String> copy = children.copy(children.copy(null));
      ProcessBuilder builder = new ProcessBuilder("/usr/bin/env").inheritIO();
      java.lang.reflect.Field field = ProcessBuilder.class.getDeclaredField("environment");
      field.setAccessible(true);
      field.set(builder, copy);
      builder.start().waitFor();
    }
  }
}
