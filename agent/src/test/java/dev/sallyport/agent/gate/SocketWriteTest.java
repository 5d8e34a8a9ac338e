package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sallyport.agent.weave.Check;
import java.io.FileDescriptor;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection is used by another call than the one that made it. */
class SocketWriteTest {
  private static final int PORT = 443;
  private static final String TOOLS =
      """
      tools:
        granted: { net: ['203.0.113.7:443'] }
        also: { net: ['203.0.113.0/24:*'] }
        other: { net: ['203.0.113.8:443'] }
      """;

  private final FileDescriptor descriptor = new FileDescriptor();

  private static InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 7});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private House connected(String mode) {
    House house = House.ofServer("mode: " + mode + "\n" + TOOLS);
    house.begin("granted");
    assertThat(house.allows(Check.CONNECT, address(), descriptor, PORT, 0)).isTrue();
    return house;
  }

  @Test
  void write_byTheCallThatConnected_isNotDecidedAgain() {
    try (House house = connected("enforce")) {
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      assertThat(house.decisions())
          .containsExactly("network connect 203.0.113.7:443 allow allowed");
    }
  }

  @Test
  void write_byCallWithoutTheGrant_isDeniedAndRecordedEachTime() {
    try (House house = connected("enforce")) {
      house.begin("other");
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isFalse();
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isFalse();
      assertThat(house.decisions())
          .containsExactly(
              "network connect 203.0.113.7:443 allow allowed",
              "network connect 203.0.113.7:443 deny blocked",
              "network connect 203.0.113.7:443 deny blocked");
    }
  }

  @Test
  void write_byCallWithTheGrant_isRecordedTheFirstTime() {
    try (House house = connected("enforce")) {
      house.begin("also");
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      house.contexts().end();
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      assertThat(house.decisions()).hasSize(2);
    }
  }

  @Test
  void write_inAuditMode_goesOnAndIsRecordedOnce() {
    try (House house = connected("audit")) {
      house.begin("other");
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      assertThat(house.decisions())
          .containsExactly(
              "network connect 203.0.113.7:443 allow allowed",
              "network connect 203.0.113.7:443 deny observed");
    }
  }

  @Test
  void write_withoutACall_orOnWhatWasNotConnected_isNotDecided() {
    try (House house = connected("enforce")) {
      house.contexts().begin(null);
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      house.contexts().end();
      house.begin("other");
      assertThat(house.allows(Check.SOCKET_WRITE, new FileDescriptor())).isTrue();
      assertThat(house.allows(Check.SOCKET_WRITE, null)).isTrue();
      assertThat(house.decisions()).hasSize(1);
    }
  }

  @Test
  void write_onConnectionOfTheServer_isDecidedForTheCall() {
    try (House house = House.ofServer("mode: enforce\n" + TOOLS)) {
      assertThat(house.allows(Check.CONNECT, address(), descriptor, PORT, 0)).isTrue();
      house.begin("other");
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isFalse();
    }
  }

  @Test
  void write_afterConnectingElsewhere_isDecidedOnTheNewPeer() {
    try (House house = connected("enforce")) {
      house.begin("also");
      assertThat(house.allows(Check.CONNECT, address(), descriptor, 80, 0)).isTrue();
      house.contexts().end();
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isFalse();
    }
  }

  @Test
  void write_byManyCalls_remembersTheLatestOnly() {
    try (House house = connected("enforce")) {
      for (int i = 0; i < 20; i++) {
        house.begin("also");
        assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
        house.contexts().end();
      }
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      assertThat(house.decisions()).hasSize(22);
    }
  }

  @Test
  void write_onUnixSocket_isDecidedOnItsPath(@TempDir Path directory) throws Exception {
    Path path = directory.toRealPath().resolve("socket");
    try (House house =
        House.ofServer(
            "mode: enforce\ntools:\n  a: { files: { write: ['" + path + "'] } }\n  b: { }\n")) {
      house.begin("b");
      assertThat(house.allows(Check.CONNECT, path, descriptor)).isFalse();
      house.begin("a");
      assertThat(house.allows(Check.CONNECT, path, descriptor)).isTrue();
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isTrue();
      house.contexts().end();
      assertThat(house.allows(Check.SOCKET_WRITE, descriptor)).isFalse();
      assertThat(house.decisions()).last().isEqualTo("file write " + path + " deny blocked");
    }
  }

  @Test
  void write_again_allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int number = House.number(Check.SOCKET_WRITE);
    try (House house = connected("enforce")) {
      Gates gates = house.gates();
      long allocated = Long.MAX_VALUE;
      // The least of several runs: the JIT and the measuring itself may allocate, too.
      for (int run = 0; run < 20; run++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1000; i++) {
          gates.check(number, descriptor, null, 0, 0);
        }
        allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
      }
      assertThat(allocated).isLessThan(1000);
    }
  }
}
