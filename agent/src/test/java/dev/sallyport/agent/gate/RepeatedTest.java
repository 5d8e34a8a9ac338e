package dev.sallyport.agent.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.weave.Check;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked again is counted, and decided anew as soon as it could be another thing. */
class RepeatedTest {
  private static final String VARIABLE = "PROBE_SECRET";
  private static final String NETWORK =
      "net: ['127.0.0.1:*'] }\negress: { allow: ['127.0.0.1:*'] }";

  private Path granted;
  private Path secret;
  private Path asked;
  private House house;

  @BeforeEach
  void build(@TempDir Path temporary) throws IOException {
    Path root = temporary.toRealPath();
    granted = Files.createDirectory(root.resolve("in")).resolve("file");
    secret = Files.createDirectory(root.resolve("out")).resolve("file");
    asked = root.resolve("in").resolve("link");
    Files.writeString(granted, "granted");
    Files.writeString(secret, "secret");
    Files.createSymbolicLink(asked, granted);
    house = House.enforcing(keys());
  }

  @AfterEach
  void close() {
    house.close();
  }

  private String keys() {
    return "{ files: { read: ['" + granted.getParent() + "/**'] }, " + NETWORK;
  }

  @Test
  void open_again_isOneDecisionAndItsNumber() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThat(opens(house)).isEqualTo("granted");
    }

    assertThat(house.decisions())
        .isNotEmpty()
        .containsOnly("file read " + granted + " allow allowed");
    assertThat(made()).isEqualTo(10);
    assertThat(made(house).stream().map(Entry.DecisionMade::sequence)).containsOnly(1L);
  }

  @Test
  void open_linkSwappedInBetween_isDenied() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    assertThat(opens(house)).isEqualTo("granted");

    link(secret);

    assertThat(opens(house)).isNull();
    assertThat(house.decisions())
        .endsWith("file read " + secret + " deny blocked")
        .hasSizeGreaterThan(1);
  }

  @Test
  void open_linkSwappedBetweenDecisionAndOpening_isNotHandedOut() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    assertThat(house.allows(Check.FILE_READ, asked.toString())).isTrue();

    link(secret);

    try (FileInputStream opened = new FileInputStream(asked.toFile())) {
      assertThat(house.verifies(Check.FILE_READ, asked.toString(), opened.getFD(), 0, 0)).isFalse();
      assertThat(opened.getFD().valid()).isFalse();
    }
  }

  @Test
  void open_inTheNextCall_isDecidedAnew() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    house.begin("t");

    assertThat(opens(house)).isEqualTo("granted");

    assertThat(made(house).stream().map(Entry.DecisionMade::sequence)).containsExactly(1L, 2L);
  }

  @Test
  void open_inTheNextCallOfAnotherTool_isDenied() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    house.begin("other");

    assertThat(opens(house)).isNull();
  }

  @Test
  void open_linkSwappedAfterTheNextCallsDecision_isNotHandedOut() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    house.begin("t");
    assertThat(house.allows(Check.FILE_READ, asked.toString())).isTrue();

    link(secret);

    try (FileInputStream opened = new FileInputStream(asked.toFile())) {
      assertThat(house.verifies(Check.FILE_READ, asked.toString(), opened.getFD(), 0, 0)).isFalse();
      assertThat(opened.getFD().valid()).isFalse();
    }
  }

  @Test
  void open_directoryMovedBeforeTheNextCall_isDenied() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    house.begin("t");
    Path moved = secret.resolveSibling("moved");
    Files.move(granted.getParent(), moved);
    Files.createSymbolicLink(granted.getParent(), moved);

    assertThat(opens(house)).isNull();
    assertThat(house.decisions()).endsWith("file read " + moved.resolve("file") + " deny blocked");
  }

  @Test
  void open_fileReplacedOrChanged_isDecidedAnewAndAllowed() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    Path other = Files.writeString(granted.resolveSibling("other"), "replaced");
    Files.move(other, granted, StandardCopyOption.REPLACE_EXISTING);
    assertThat(opens(house)).isEqualTo("replaced");
    Files.writeString(granted, "changed");

    assertThat(opens(house)).isEqualTo("changed");
    assertThat(opens(house)).isEqualTo("changed");

    assertThat(made()).isEqualTo(4);
  }

  @Test
  void open_linkSwappedToAnotherGrantedFile_isRecordedAsThat() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    Path other = Files.writeString(granted.resolveSibling("other"), "other");
    link(other);

    assertThat(opens(house)).isEqualTo("other");
    assertThat(opens(house)).isEqualTo("other");

    assertThat(made(house).stream().filter(made -> made.target().equals(other.toString())))
        .extracting(Entry.DecisionMade::times)
        .satisfies(times -> assertThat(times.stream().mapToInt(n -> n).sum()).isEqualTo(2));
  }

  @Test
  void open_afterTheAnswer_isRecordedByItself() throws IOException {
    assertThat(opens(house)).isEqualTo("granted");
    house.call().answer();

    assertThat(opens(house)).isEqualTo("granted");

    assertThat(made(house)).extracting(Entry.DecisionMade::late).containsExactly(false, true);
  }

  @Test
  void open_observedAgain_countsAsADenialEachTime() throws IOException {
    link(secret);
    try (House audit = House.auditing(keys())) {
      for (int i = 0; i < 3; i++) {
        assertThat(opens(audit)).isEqualTo("secret");
      }

      assertThat(made(audit)).allMatch(made -> made.action() == Action.OBSERVED);
      assertThat(sum(audit)).isEqualTo(3);
      assertThat(audit.call().denials()).isEqualTo(3);
    }
  }

  @Test
  void stat_again_isOneDecisionAndItsNumber() {
    for (int i = 0; i < 5; i++) {
      assertThat(house.allows(Check.FILE_STAT, asked)).isTrue();
    }

    assertThat(made()).isEqualTo(5);
    assertThat(house.decisions()).containsOnly("file stat " + granted + " allow allowed");
  }

  @Test
  void denial_again_isRecordedEachTime() {
    for (int i = 0; i < 3; i++) {
      assertThat(house.allows(Check.FILE_STAT, secret)).isFalse();
    }

    assertThat(made(house)).hasSize(3).extracting(Entry.DecisionMade::times).containsOnly(1);
  }

  @Test
  void connect_againAndElsewhere_areTwoDecisions() {
    InetAddress here = InetAddress.getLoopbackAddress();
    for (int i = 0; i < 5; i++) {
      assertThat(house.allows(Check.CONNECT, here, null, 80, 0)).isTrue();
    }
    assertThat(house.allows(Check.CONNECT, here, null, 81, 0)).isTrue();

    assertThat(made()).isEqualTo(6);
    assertThat(made(house).stream().map(Entry.DecisionMade::target).distinct()).hasSize(2);
  }

  @Test
  void variable_again_isOneDecisionAndItsNumber() {
    try (House variables = House.enforcing("{ env: ['" + VARIABLE + "'] }")) {
      for (int i = 0; i < 5; i++) {
        assertThat(variables.allows(Check.ENVIRONMENT, VARIABLE)).isTrue();
      }

      assertThat(sum(variables)).isEqualTo(5);
      assertThat(variables.decisions())
          .containsOnly("environment read " + VARIABLE + " allow allowed");
    }
  }

  @Test
  void variable_inTheNextCallOfAnotherTool_isDenied() {
    try (House variables = House.enforcing("{ env: ['" + VARIABLE + "'] }")) {
      assertThat(variables.allows(Check.ENVIRONMENT, VARIABLE)).isTrue();
      variables.begin("other");

      assertThat(variables.allows(Check.ENVIRONMENT, VARIABLE)).isFalse();
    }
  }

  @Test
  void variable_observedAgain_countsAsADenialEachTime() {
    try (House audit = House.auditing("{}")) {
      for (int i = 0; i < 3; i++) {
        assertThat(audit.allows(Check.ENVIRONMENT, VARIABLE)).isTrue();
      }

      assertThat(sum(audit)).isEqualTo(3);
      assertThat(audit.call().denials()).isEqualTo(3);
    }
  }

  @Test
  void disarmed_afterADecision_deniesTheSame() {
    assertThat(house.allows(Check.FILE_STAT, granted)).isTrue();

    house.server().disarm();

    assertThat(house.allows(Check.FILE_STAT, granted)).isFalse();
  }

  @Test
  void send_repeated_allocatesNothing() {
    InetSocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    int hook = House.number(Check.SEND);

    assertThat(allocated(() -> house.gates().check(hook, there, null, 0, 0))).isLessThan(1000);
  }

  @Test
  void variable_repeated_allocatesNothing() {
    int hook = House.number(Check.ENVIRONMENT);
    try (House variables = House.enforcing("{ env: ['" + VARIABLE + "'] }")) {
      assertThat(allocated(() -> variables.gates().check(hook, VARIABLE, null, 0, 0)))
          .isLessThan(1000);
    }
  }

  @Test
  void open_repeated_allocatesNothing() throws IOException {
    String path = asked.toString();
    int hook = House.number(Check.FILE_READ);
    try (FileInputStream opened = new FileInputStream(asked.toFile())) {
      Object descriptor = opened.getFD();
      Runnable opening =
          () -> {
            house.gates().check(hook, path, null, 0, 0);
            house.gates().verify(hook, path, descriptor, 0, 0);
          };

      assertThat(allocated(opening)).isLessThan(1000);
    }
  }

  /** Bytes of a thousand, once it has been done often. */
  private static long allocated(Runnable operation) {
    for (int i = 0; i < 20_000; i++) {
      operation.run();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      operation.run();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private void link(Path target) throws IOException {
    Files.delete(asked);
    Files.createSymbolicLink(asked, target);
  }

  /** What is read by a stream that is opened as woven code opens it; null where it is refused. */
  private String opens(House house) throws IOException {
    String path = asked.toString();
    if (!house.allows(Check.FILE_READ, path)) {
      return null;
    }
    try (FileInputStream opened = new FileInputStream(path)) {
      return house.verifies(Check.FILE_READ, path, opened.getFD(), 0, 0)
          ? new String(opened.readAllBytes(), UTF_8)
          : null;
    }
  }

  private int made() {
    return sum(house);
  }

  private static int sum(House house) {
    return made(house).stream().mapToInt(Entry.DecisionMade::times).sum();
  }

  private static List<Entry.DecisionMade> made(House house) {
    return house.recorded().stream()
        .filter(Entry.DecisionMade.class::isInstance)
        .map(Entry.DecisionMade.class::cast)
        .toList();
  }
}
