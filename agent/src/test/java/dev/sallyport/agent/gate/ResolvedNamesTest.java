package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ResolvedNamesTest {
  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetAddress[] all(InetAddress... addresses) {
    return addresses;
  }

  @Test
  void address_ofNoName_hasNone_butLoopback() throws UnknownHostException {
    ResolvedNames names = new ResolvedNames();
    byte[] loopback = new byte[16];
    loopback[15] = 1;

    assertThat(names.of(address(1))).isEmpty();
    assertThat(names.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 9})))
        .containsExactly("localhost");
    assertThat(names.of(InetAddress.getByAddress(loopback))).containsExactly("localhost");
  }

  @Test
  void address_ofSeveralNames_hasThemAll() {
    ResolvedNames names = new ResolvedNames();
    names.resolved("A.example.", all(address(1), address(2)));
    names.resolved("b.example", all(address(1)));

    assertThat(names.of(address(1))).containsExactlyInAnyOrder("a.example", "b.example");
    assertThat(names.of(address(2))).containsExactly("a.example");
  }

  @Test
  void address_ofVeryManyNames_keepsTheFirst() {
    ResolvedNames names = new ResolvedNames();
    for (int i = 0; i < 1000; i++) {
      names.resolved("h" + i + ".example", all(address(1)));
    }

    assertThat(names.of(address(1))).hasSizeLessThan(100).contains("h0.example");
  }

  @Test
  void address_notAskedForLongest_isForgotten() {
    ResolvedNames names = new ResolvedNames(2);
    names.resolved("a.example", all(address(1)));
    names.resolved("b.example", all(address(2)));
    names.of(address(1));
    names.resolved("c.example", all(address(3)));

    assertThat(names.of(address(1))).containsExactly("a.example");
    assertThat(names.of(address(2))).isEmpty();
    assertThat(names.of(address(3))).containsExactly("c.example");
  }
}
