package dev.sallyport.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "127.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "2001:db8::1",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8",
        "fe80::a9fe:A9FE",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "1:2:3:4:5:6:1.2.3.4"
      })
  void parse_literal_isWhatTheJdkReads(String text) throws UnknownHostException {
    assertThat(IpAddress.parse(text)).isEqualTo(IpAddress.of(InetAddress.getByName(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.0x4",
        "127.1",
        "2130706433",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "1:2:",
        ":1:2:3:4:5:6:7",
        "::1.2.3",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1%eth0",
        "g::",
        "a.b"
      })
  void parse_notALiteral_isNull(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @Test
  void parse_anyAddressTheJdkPrints_isThatAddress() throws UnknownHostException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      InetAddress address = InetAddress.getByAddress(bytes);

      assertThat(IpAddress.parse(address.getHostAddress()))
          .as("%s, seed %d", address, seed)
          .isEqualTo(IpAddress.of(address));
    }
  }
}
