package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.weave.Check;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child of this test, and the process that started this test, which is somebody else's. */
class ProcessHandleGateTest {
  private final ProcessHandle self = ProcessHandle.current();
  private final ProcessHandle other = self.parent().orElseThrow();
  private Process child;

  @BeforeEach
  void start() throws IOException {
    child = new ProcessBuilder("/bin/cat").start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    child.destroyForcibly().waitFor();
  }

  private static Object found(House house, ProcessHandle handle) {
    return house.filtered(Check.PROCESS_FIND, handle.pid(), Optional.of(handle));
  }

  private static ProcessHandle.Info described(House house, ProcessHandle handle) {
    return (ProcessHandle.Info) house.filtered(Check.PROCESS_DESCRIBE, handle.pid(), handle.info());
  }

  private List<?> listed(House house) {
    Stream<?> all = Stream.of(other, self, child.toHandle());
    return ((Stream<?>) house.filtered(Check.PROCESS_LIST, null, all)).toList();
  }

  @Test
  void ownProcesses_areNotDecidedOn() {
    try (House house = House.enforcing("{}")) {
      assertThat(found(house, child.toHandle())).isEqualTo(Optional.of(child.toHandle()));
      assertThat(described(house, child.toHandle()).command()).isPresent();
      assertThat(described(house, self).command()).isPresent();
      assertThat(house.allows(Check.PROCESS_END, child.toHandle())).isTrue();
      assertThat(house.decisions()).isEmpty();
    }
  }

  @Test
  void grandchild_isOneOfOurs() throws Exception {
    Process shell = new ProcessBuilder("/bin/sh", "-c", "sleep 60 & echo $!; wait").start();
    try (House house = House.enforcing("{}")) {
      long pid = Long.parseLong(shell.inputReader().readLine());

      assertThat(house.allows(Check.PROCESS_END, ProcessHandle.of(pid).orElseThrow())).isTrue();
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly().waitFor();
    }
  }

  @Test
  void processThatHasEnded_isNotDecidedOn() throws Exception {
    ProcessHandle gone = child.toHandle();
    child.destroyForcibly().waitFor();

    try (House house = House.enforcing("{}")) {
      assertThat(house.allows(Check.PROCESS_END, gone)).isTrue();
      assertThat(described(house, gone).command()).isEmpty();
      assertThat(house.decisions()).isEmpty();
    }
  }

  @Test
  void processOfOthers_withoutAGrant_isNotThere() {
    String pid = Long.toString(other.pid());
    try (House house = House.enforcing("{}")) {
      assertThat(found(house, other)).isEqualTo(Optional.empty());
      assertThat(described(house, other).command()).isEmpty();
      assertThat(described(house, other).toString()).isEqualTo("[]");
      assertThat(house.allows(Check.PROCESS_END, other)).isFalse();
      assertThat(listed(house)).isEqualTo(List.of(self, child.toHandle()));
      assertThat(house.decisions())
          .containsExactly(
              "process find " + pid + " deny blocked",
              "process describe " + pid + " deny blocked",
              "process describe " + pid + " deny blocked",
              "process end " + pid + " deny blocked",
              "process list processes of others deny blocked");
    }
  }

  @Test
  void processOfOthers_underTheGrant_isThere() {
    try (House house = House.enforcing("{ jvm: [processes] }")) {
      assertThat(found(house, other)).isEqualTo(Optional.of(other));
      assertThat(described(house, other).command()).isEqualTo(other.info().command());
      assertThat(house.allows(Check.PROCESS_END, other)).isTrue();
      assertThat(listed(house)).isEqualTo(List.of(other, self, child.toHandle()));
      assertThat(house.decisions()).hasSize(4).allMatch(made -> made.endsWith(" allow allowed"));
    }
  }

  @Test
  void processOfOthers_inAuditMode_isThereAndRecorded() {
    try (House house = House.auditing("{}")) {
      assertThat(found(house, other)).isEqualTo(Optional.of(other));
      assertThat(described(house, other).command()).isEqualTo(other.info().command());
      assertThat(house.allows(Check.PROCESS_END, other)).isTrue();
      assertThat(listed(house)).isEqualTo(List.of(other, self, child.toHandle()));
      assertThat(house.decisions()).hasSize(4).allMatch(made -> made.endsWith(" deny observed"));
    }
  }
}
