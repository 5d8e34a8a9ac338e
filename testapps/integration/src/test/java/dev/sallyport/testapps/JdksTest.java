package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class JdksTest {
  @Test
  void all_onAnyMachine_holdsOneOfThisFeatureVersion() {
    assertThat(Jdks.all()).extracting(Jdk::feature).contains(Runtime.version().feature());
  }

  @Test
  void all_onAnyMachine_isInOrderAndRunnable() {
    assertThat(Jdks.all()).extracting(Jdk::feature).isSorted().doesNotHaveDuplicates();
    assertThat(Jdks.all()).allMatch(jdk -> Files.isExecutable(jdk.java()));
  }

  @Test
  void newest_atLeastThisOne_isTheLastOfAll() {
    assertThat(Jdks.newest(17)).isEqualTo(Jdks.all().get(Jdks.all().size() - 1));
  }

  @Test
  void newest_ofTheFarFuture_saysWhatThereIs() {
    assertThatThrownBy(() -> Jdks.newest(9999))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Jdks.all().toString());
  }
}
