package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which mode a start is in, above all where something is wrong. */
class StartModeTest {
  private Path file;

  @BeforeEach
  void name(@TempDir Path directory) {
    file = directory.resolve("policy.yaml");
  }

  private Mode mode(String arguments, String policy) throws IOException {
    Files.writeString(file, policy);
    return Start.mode(options(arguments), policy());
  }

  private static Options options(String arguments) {
    return Options.read(arguments, new Properties(), Map.of());
  }

  private PolicyFile policy() {
    return PolicyFile.read(PolicySource.of(file.toString(), Map.of("SET", "x"), new Properties()));
  }

  @Test
  void policy_thatIsValid_says() throws IOException {
    assertThat(mode("", "sallyport: 1\nmode: enforce\n")).isEqualTo(Mode.ENFORCE);
    assertThat(mode("", "sallyport: 1\nmode: audit\n")).isEqualTo(Mode.AUDIT);
    assertThat(mode("", "sallyport: 1\n")).isEqualTo(Mode.AUDIT);
  }

  @Test
  void noPolicy_isAudit() {
    assertThat(Start.mode(options(""), PolicyFile.none())).isEqualTo(Mode.AUDIT);
  }

  @Test
  void option_overridesThePolicy() throws IOException {
    assertThat(mode("mode=enforce", "sallyport: 1\nmode: audit\n")).isEqualTo(Mode.ENFORCE);
    assertThat(mode("mode=audit", "sallyport: 1\nmode: enforce\n")).isEqualTo(Mode.AUDIT);
  }

  @Test
  void options_thatAreWrong_areEnforced() throws IOException {
    assertThat(mode("mode=adit", "sallyport: 1\nmode: audit\n")).isEqualTo(Mode.ENFORCE);
    assertThat(mode("polcy=/x", "sallyport: 1\nmode: audit\n")).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void policy_thatIsMissing_isEnforced() {
    PolicyFile missing = policy();

    assertThat(missing.problem()).contains("can't read the policy").contains(file.toString());
    assertThat(Start.mode(options(""), missing)).isEqualTo(Mode.ENFORCE);
    assertThat(Start.mode(options("mode=audit"), missing)).isEqualTo(Mode.AUDIT);
  }

  @Test
  void policy_thatIsInvalid_isInTheModeItSays_elseEnforced() throws IOException {
    assertThat(mode("", "sallyport: 1\nmode: audit\ntolls: {}\n")).isEqualTo(Mode.AUDIT);
    assertThat(mode("", "sallyport: 1\nmode: enforce\ntolls: {}\n")).isEqualTo(Mode.ENFORCE);
    assertThat(mode("", "sallyport: 1\ntolls: {}\n")).isEqualTo(Mode.ENFORCE);
    assertThat(mode("", "sallyport: 1\nmode: adit\n")).isEqualTo(Mode.ENFORCE);
    assertThat(mode("", "]")).isEqualTo(Mode.ENFORCE);
    assertThat(mode("", "")).isEqualTo(Mode.ENFORCE);
  }

  @Test
  void problem_ofInvalidPolicy_isOneLineWithItsPlace() throws IOException {
    mode("", "sallyport: 1\nmode: audit\ntolls: {}\nmore: 1\n");

    assertThat(policy().problem())
        .startsWith(file + ":3:1: ")
        .contains("did you mean `tools`", ", and 1 more", "java -jar sallyport.jar check " + file)
        .doesNotContain("\n");
    assertThat(policy().policy().tools()).isEmpty();
  }

  @Test
  void digest_ofPolicy_isItsSha256() throws IOException {
    mode("", "sallyport: 1\n");

    assertThat(policy().digest())
        .isEqualTo("1851b9c35892a057d96949ad183372d07f3b40bf3b306a1114fd7aeb93b48e33");
    assertThat(PolicyFile.none().digest()).isEmpty();
  }

  @Test
  void jdk_newerThanTested_isAProblemUnlessAllowed() {
    assertThat(Start.untested(26, options("")))
        .isEqualTo(
            "JDK 26 is newer than the newest that was tested, 25; untested-jdk=allow accepts it");
    assertThat(Start.untested(26, options("untested-jdk=allow"))).isNull();
    assertThat(Start.untested(25, options(""))).isNull();
    assertThat(Start.untested(17, options(""))).isNull();
  }

  @Test
  void system_otherThanLinux_isAProblem() {
    assertThat(Start.untestedSystem("Linux")).isNull();
    assertThat(Start.untestedSystem("Mac OS X"))
        .isEqualTo("enforce mode is tested on Linux only, and this is Mac OS X");
    assertThat(Start.untestedSystem("Windows 11")).contains("Windows 11");
  }
}
