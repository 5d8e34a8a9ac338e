package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sallyport.agent.weave.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Powers of the JVM, each under its own word, under all others, and audited. */
class JvmGateTest {
  static Stream<Arguments> powers() {
    return Stream.of(
        arguments(Check.JVM_EXIT, null, "exit"),
        arguments(Check.JVM_SIGNAL, "SIGHUP", "signals"),
        arguments(Check.JVM_ATTACH, "4711", "attach"),
        arguments(Check.JVM_INSTRUMENT, null, "instrument"),
        arguments(Check.JVM_DIAGNOSTICS, "VM.version", "diagnostics"),
        arguments(Check.NATIVE_ACCESS, JvmGateTest.class, "foreign"));
  }

  @ParameterizedTest
  @MethodSource("powers")
  void power_withItsWordOnly_isAllowed(Check check, @Nullable Object a, String word) {
    try (House house = House.enforcing("{ jvm: [" + word + "] }")) {
      assertThat(house.allows(check, a)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("powers")
  void power_withAllOtherWords_isDenied(Check check, @Nullable Object a, String word) {
    String others =
        Stream.of("attach", "diagnostics", "exit", "foreign", "instrument", "signals", "unsafe")
            .filter(other -> !other.equals(word))
            .toList()
            .toString();
    try (House house = House.enforcing("{ jvm: " + others + " }")) {
      assertThat(house.allows(check, a)).isFalse();
      assertThat(house.decisions())
          .singleElement()
          .satisfies(
              decision ->
                  assertThat(decision).startsWith("jvm " + word + " ").endsWith(" deny blocked"));
    }
  }

  @ParameterizedTest
  @MethodSource("powers")
  void power_audited_isAllowedAndRecorded(Check check, @Nullable Object a, String word) {
    try (House house = House.auditing("{}")) {
      assertThat(house.allows(check, a)).isTrue();
      assertThat(house.decisions())
          .singleElement()
          .satisfies(
              decision ->
                  assertThat(decision).startsWith("jvm " + word + " ").endsWith(" deny observed"));
    }
  }

  /** On a signal it is the JVM's own thread that ends it, and a server must end without gates. */
  @Test
  void exit_ofTheServerItself_isNeverHeld() {
    try (House house = House.ofServer("mode: enforce\n")) {
      house.server().serve();
      house.server().disarm();

      assertThat(house.allows(Check.JVM_EXIT, null)).isTrue();
    }
  }

  @Test
  void heapDump_takesTheWordAndTheFile(@TempDir Path temporary) throws Exception {
    Path dump = temporary.toRealPath().resolve("heap.hprof");
    String write = "files: { write: ['" + dump + "'] }";

    assertThat(allows("{ jvm: [diagnostics], " + write + " }", dump)).isTrue();
    assertThat(allows("{ jvm: [diagnostics] }", dump)).isFalse();
    assertThat(allows("{ " + write + " }", dump)).isFalse();
  }

  private static boolean allows(String keys, Path dump) {
    try (House house = House.enforcing(keys)) {
      return house.allows(Check.JVM_HEAP_DUMP, dump.toString());
    }
  }

  @Test
  void foreign_usedByTheJdkItself_isNotDecided() {
    try (House house = House.enforcing("{}")) {
      assertThat(house.allows(Check.NATIVE_ACCESS, List.class)).isTrue();
      assertThat(house.allows(Check.NATIVE_ACCESS, JvmGateTest.class, System.class)).isTrue();
      assertThat(house.decisions()).isEmpty();
    }
  }

  @Test
  void library_isDecidedByItsRealPath(@TempDir Path temporary) throws Exception {
    Path root = temporary.toRealPath();
    Path real = Files.createFile(root.resolve("real.so"));
    Path link = Files.createSymbolicLink(root.resolve("link.so"), real);

    try (House house = House.enforcing("{ libraries: ['" + real + "'] }")) {
      assertThat(house.allows(Check.LIBRARY_LOAD, link.toString())).isTrue();
      assertThat(house.allows(Check.LIBRARY_LOAD, real)).isTrue();
      assertThat(house.allows(Check.LIBRARY_LOAD, root.resolve("other.so").toString())).isFalse();
      assertThat(house.allows(Check.LIBRARY_LOAD, "libc.so.6")).isFalse();
      assertThat(house.allows(Check.LIBRARY_LOAD, "zip", null, 0, 1)).isTrue();
    }
  }
}
