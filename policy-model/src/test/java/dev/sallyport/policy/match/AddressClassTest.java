package dev.sallyport.policy.match;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressClassTest {

  @ParameterizedTest
  @CsvSource({
    "169.254.169.254, metadata link-local",
    "169.254.170.2, metadata link-local",
    "100.100.100.200, metadata private",
    "168.63.129.16, metadata",
    "fd00:ec2::254, metadata private",
    "fe80::a9fe:a9fe, metadata link-local",
    "127.0.0.1, loopback",
    "127.255.0.9, loopback",
    "0.0.0.0, loopback",
    "::1, loopback",
    "::, loopback",
    "169.254.1.1, link-local",
    "fe80::1, link-local",
    "febf::1, link-local",
    "10.0.0.0, private",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.168.255.255, private",
    "100.64.0.1, private",
    "100.127.255.255, private",
    "fc00::1, private",
    "fdff::1, private",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "255.255.255.255, multicast",
    "ff02::1, multicast",
    // IPv4-mapped, IPv4-compatible, NAT64 in both blocks and both forms, 6to4
    "::ffff:127.0.0.1, loopback",
    "::ffff:169.254.169.254, metadata link-local",
    "::10.0.0.1, private",
    "64:ff9b::169.254.169.254, metadata link-local",
    "64:ff9b::10.0.0.1, private",
    "64:ff9b:1::169.254.169.254, metadata link-local",
    "64:ff9b:1:a9fe:a9:fe00::, metadata link-local",
    "2002:7f00:1::, loopback",
    "2002:a9fe:a9fe::1, metadata link-local",
    "2002:c0a8:101::, private",
    // IPv4-translated, Teredo by its client and by its server, ISATAP with and without the u bit
    "::ffff:0:10.0.0.1, private",
    "2001:0:808:808:0:1234:5601:5601, metadata link-local",
    "2001:0:7f00:1:0:1234:f7f7:f7f7, loopback",
    "2001:db8::5efe:192.168.0.1, private",
    "2001:db8::200:5efe:169.254.169.254, metadata link-local",
  })
  void classes_ofAddress_areThese(String address, String classes) {
    // Local NAT64 is read in two ways, so an address may be of more classes than the one meant.
    assertThat(classesOf(address)).contains(classes.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "169.253.255.255",
        "192.167.0.1",
        "126.255.255.255",
        "128.0.0.1",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::",
        "::ffff:0:8.8.8.8",
        "2001:0:808:808:0:1234:f7f7:f7f7",
        "2001:db8::5efe:8.8.8.8",
        "2001:db8::1",
        "2606:4700::1111"
      })
  void classes_ofPublicAddress_areNone(String address) {
    assertThat(classesOf(address)).isEmpty();
  }

  private static List<String> classesOf(String address) {
    IpAddress parsed = requireNonNull(IpAddress.parse(address));
    List<String> classes = new ArrayList<>();
    for (AddressClass addressClass : AddressClass.values()) {
      if (addressClass.contains(parsed)) {
        classes.add(addressClass.key());
      }
    }
    return classes;
  }
}
