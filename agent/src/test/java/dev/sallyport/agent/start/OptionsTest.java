package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.model.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private final Properties properties = new Properties();

  private Options read(String arguments, Map<String, String> environment) {
    return Options.read(arguments, properties, environment);
  }

  @Test
  void nothing_said_isTheDefault() {
    assertThat(read("", Map.of()))
        .isEqualTo(
            new Options(
                null, null, null, null, null, null, true, false, Duration.ofMinutes(1), List.of()));
  }

  @Test
  void argument_overProperty_overVariable() {
    Map<String, String> environment = Map.of("SALLYPORT_POLICY", "/variable");
    assertThat(read("", environment).policy()).isEqualTo("/variable");

    properties.setProperty("sallyport.policy", "/property");
    assertThat(read("", environment).policy()).isEqualTo("/property");
    assertThat(read("policy=/argument", environment).policy()).isEqualTo("/argument");
  }

  @Test
  void arguments_all_areRead() {
    Options options =
        read(
            "policy=/p=q.yaml,policy-key=/k,mode=enforce,audit=/a,lock=/l,approvals=/r,reload=false,untested-jdk=allow,framework-wait=5",
            Map.of());

    assertThat(options)
        .isEqualTo(
            new Options(
                "/p=q.yaml",
                "/k",
                Mode.ENFORCE,
                "/a",
                "/l",
                "/r",
                false,
                true,
                Duration.ofSeconds(5),
                List.of()));
  }

  @Test
  void variables_withHyphen_areSpelledWithUnderscore() {
    Options options =
        read("", Map.of("SALLYPORT_UNTESTED_JDK", "allow", "SALLYPORT_MODE", "audit"));

    assertThat(options.untestedJdk()).isTrue();
    assertThat(options.mode()).isEqualTo(Mode.AUDIT);
    assertThat(options.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "polcy=/p | unknown option `polcy`, known are policy, policy-key, mode, audit, lock, approvals, reload, untested-jdk, framework-wait",
        "policy | option `policy` has no value",
        "policy= | option `policy` has no value",
        "framework-wait=0 | framework-wait is `0`, but can only be a number of seconds",
        "framework-wait=1m | framework-wait is `1m`, but can only be a number of seconds",
        "mode=off | mode is `off`, but can be `audit` or `enforce`",
        "reload=no | reload is `no`, but can be `true` or `false`",
        "untested-jdk=yes | untested-jdk is `yes`, but can only be `allow`",
        "audit=/a,,mode=audit | unknown option ``, known are policy, policy-key, mode, audit, lock, approvals, reload, untested-jdk, framework-wait"
      })
  void mistake_isSaid(String arguments, String problem) {
    assertThat(read(arguments, Map.of()).problems()).containsExactly(problem);
  }

  @Test
  void mistakes_areAllSaid() {
    assertThat(read("a=1,b=2,mode=off", Map.of()).problems()).hasSize(3);
  }
}
