package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations allocate no more than they did; see {@link Allocation}. */
class AllocationTest {
  private static final Map<String, Integer> COUNTED = new HashMap<>();

  @BeforeAll
  static void count(@TempDir Path directory) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.toRealPath().resolve("file.txt"), "content");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xint");
    // What opens the JDK to the tests.
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--")) {
        command.add(flag);
      }
    }
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(AllocatingOperations.class.getName());
    command.add(file.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    printed
        .lines()
        .map(line -> line.split(" "))
        .forEach(words -> COUNTED.put(words[0], Integer.valueOf(words[1])));
  }

  @ParameterizedTest
  @EnumSource
  void operation_allocatesNoMoreThanItDid(Allocation allocation) {
    assertThat(COUNTED).containsKey(allocation.name());
    assertThat(COUNTED.get(allocation.name())).isLessThanOrEqualTo(allocation.ceiling());
  }
}
