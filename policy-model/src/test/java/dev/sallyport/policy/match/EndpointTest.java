package dev.sallyport.policy.match;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
  private static final String ANY = "203.0.113.7";

  @Test
  void name_addressResolvedFromIt_matches() throws Malformed {
    Endpoint endpoint = Endpoint.parse("API.example.com.:443");

    assertThat(matches(endpoint, ANY, 443, "api.example.com")).isTrue();
    assertThat(matches(endpoint, ANY, 443, "other.example.com")).isFalse();
    assertThat(matches(endpoint, ANY, 443)).isFalse();
    assertThat(matches(endpoint, ANY, 80, "api.example.com")).isFalse();
  }

  @Test
  void namesBelow_oneOrMoreLabels_match() throws Malformed {
    Endpoint endpoint = Endpoint.parse("*.example.com:443");

    assertThat(matches(endpoint, ANY, 443, "a.example.com")).isTrue();
    assertThat(matches(endpoint, ANY, 443, "a.b.example.com")).isTrue();
    assertThat(matches(endpoint, ANY, 443, "example.com")).isFalse();
    assertThat(matches(endpoint, ANY, 443, "evilexample.com")).isFalse();
  }

  @Test
  void address_thatAddressInAnySpelling_matches() throws Malformed {
    assertThat(matches(Endpoint.parse("10.1.2.3:5432"), "10.1.2.3", 5432)).isTrue();
    assertThat(matches(Endpoint.parse("10.1.2.3:5432"), "::ffff:10.1.2.3", 5432)).isTrue();
    assertThat(matches(Endpoint.parse("10.1.2.3:5432"), "10.1.2.4", 5432)).isFalse();
    assertThat(matches(Endpoint.parse("[2001:db8::1]:443"), "2001:db8:0:0::1", 443)).isTrue();
  }

  @Test
  void block_addressesInIt_match() throws Malformed {
    assertThat(matches(Endpoint.parse("10.0.0.0/8:*"), "10.255.0.1", 1)).isTrue();
    assertThat(matches(Endpoint.parse("10.0.0.0/8:*"), "11.0.0.0", 1)).isFalse();
    assertThat(matches(Endpoint.parse("10.0.0.0/31:*"), "10.0.0.1", 1)).isTrue();
    assertThat(matches(Endpoint.parse("[2001:db8::]/33:443"), "2001:db8:7fff::", 443)).isTrue();
    assertThat(matches(Endpoint.parse("[2001:db8::]/33:443"), "2001:db8:8000::", 443)).isFalse();
    assertThat(matches(Endpoint.parse("0.0.0.0/0:443"), "1.2.3.4", 443)).isTrue();
    assertThat(matches(Endpoint.parse("0.0.0.0/0:443"), "2001:db8::", 443)).isFalse();
    assertThat(matches(Endpoint.parse("[::]/0:443"), "2001:db8::", 443)).isTrue();
  }

  @Test
  void localhost_everyLoopbackAddress_matches() throws Malformed {
    assertThat(matches(Endpoint.parse("localhost:80"), "127.0.0.1", 80)).isTrue();
    assertThat(matches(Endpoint.parse("localhost:80"), "::1", 80)).isTrue();
    assertThat(matches(Endpoint.parse("localhost:80"), "0.0.0.0", 80)).isFalse();
    assertThat(matches(Endpoint.parse("localhost:80"), "10.0.0.1", 80)).isFalse();
  }

  @Test
  void star_anyHost_matches() throws Malformed {
    assertThat(matches(Endpoint.parse("*:443"), ANY, 443)).isTrue();
    assertThat(matches(Endpoint.parse("*:443"), ANY, 80)).isFalse();
  }

  @Test
  void portRange_bothEndsIncluded_matches() throws Malformed {
    Endpoint endpoint = Endpoint.parse("*:8000-8100");

    assertThat(matches(endpoint, ANY, 8000)).isTrue();
    assertThat(matches(endpoint, ANY, 8100)).isTrue();
    assertThat(matches(endpoint, ANY, 8101)).isFalse();
  }

  @Test
  void listen_portAlone_isAnyLocalAddress() throws Malformed {
    assertThat(matches(Endpoint.parseListen("8080"), "0.0.0.0", 8080)).isTrue();
    assertThat(matches(Endpoint.parseListen("8080-8090"), "10.0.0.1", 8085)).isTrue();
    assertThat(matches(Endpoint.parseListen("localhost:0"), "127.0.0.1", 0)).isTrue();
    assertThat(matches(Endpoint.parseListen("localhost:0"), "0.0.0.0", 0)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.com       | port is missing
          [::1]             | port is missing
          ::1:443           | IPv6 address stands without brackets
          example.com:      | port is not a number up to 65535
          example.com:65536 | port is not a number up to 65535
          example.com:2-1   | port is not a number up to 65535
          example.com:https | port is not a number up to 65535
          exa mple:443      | host is not a name
          :443              | host is not a name
          a..b:443          | host is not a name
          a.*.com:443       | host is not a name
          bücher.de:443     | host is not a name
          127.1:443         | host is not a name
          2130706433:443    | host is not a name
          a.0x7f:443        | host is not a name
          1.2.3.256:443     | host is not a name
          10.0.0.1/8:443    | address has bits set after its prefix
          10.0.0.0/33:443   | length of the prefix is out of range
          10.0.0.0/:443     | length of the prefix is out of range
          a.com/8:443       | host is not an address
          [1.2.3.4]:443     | host is not an address
          """)
  void parse_malformed_saysWhy(String text, String message) {
    assertThatThrownBy(() -> Endpoint.parse(text))
        .isInstanceOf(Malformed.class)
        .hasMessage(message);
  }

  private static boolean matches(Endpoint endpoint, String address, int port, String... names) {
    return endpoint.matches(requireNonNull(IpAddress.parse(address)), port, Set.of(names));
  }
}
