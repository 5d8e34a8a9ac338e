package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.weave.Check;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses and names, of the documentation's ranges (RFC 5737, RFC 3849) and never connected. */
class NetworkGateTest {
  private static final int HTTPS = 443;

  private final House house =
      House.enforcing("{ net: ['granted.example:443', '198.51.100.7:53'], listen: ['8080'] }");

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void connect_toAddressOfGrantedName_onlyOnceTheResolverGaveIt() {
    InetAddress address = address(203, 0, 113, 7);

    assertThat(house.allows(Check.CONNECT, address, null, HTTPS, 0)).isFalse();
    resolved("granted.example", address);
    assertThat(house.allows(Check.CONNECT, address, null, HTTPS, 0)).isTrue();
    assertThat(house.allows(Check.CONNECT, address, null, 80, 0)).isFalse();
    assertThat(house.allows(Check.CONNECT, address(203, 0, 113, 8), null, HTTPS, 0)).isFalse();
  }

  @Test
  void connect_toForgedNameOfOtherAddress_denied() throws UnknownHostException {
    resolved("granted.example", address(203, 0, 113, 7));
    InetAddress forged =
        InetAddress.getByAddress("granted.example", new byte[] {(byte) 203, 0, 113, 66});

    assertThat(house.allows(Check.CONNECT, forged, null, HTTPS, 0)).isFalse();
  }

  @Test
  void connect_toAddressOfSeveralNames_isGrantedByAnyOfThem() {
    InetAddress shared = address(203, 0, 113, 9);
    resolved("other.example", shared);

    assertThat(house.allows(Check.CONNECT, shared, null, HTTPS, 0)).isFalse();
    resolved("GRANTED.example.", shared);
    assertThat(house.allows(Check.CONNECT, shared, null, HTTPS, 0)).isTrue();
  }

  @Test
  void connect_toPrivateAddressOfGrantedName_denied() {
    InetAddress rebound = address(10, 0, 0, 1);
    resolved("granted.example", rebound);

    assertThat(house.allows(Check.CONNECT, rebound, null, HTTPS, 0)).isFalse();
  }

  @Test
  void resolve_ofGrantedName_allowedAndOfOthersDenied() {
    assertThat(house.allows(Check.RESOLVE, "granted.example")).isTrue();
    assertThat(house.allows(Check.RESOLVE, "GRANTED.example.")).isTrue();
    assertThat(house.allows(Check.RESOLVE, "secret-in-a-label.attacker.example")).isFalse();
    assertThat(house.decisions())
        .last()
        .isEqualTo("dns resolve secret-in-a-label.attacker.example deny blocked");
  }

  @Test
  void send_toAddress_isDecidedOnIt() {
    InetSocketAddress granted = new InetSocketAddress(address(198, 51, 100, 7), 53);
    InetSocketAddress other = new InetSocketAddress(address(198, 51, 100, 8), 53);

    assertThat(house.allows(Check.SEND, granted)).isTrue();
    assertThat(house.allows(Check.SEND, other)).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "network send 198.51.100.7:53 allow allowed",
            "network send 198.51.100.8:53 deny blocked");
  }

  @Test
  void send_onConnectedChannel_wasDecidedWhenItConnected() {
    assertThat(house.allows(Check.SEND, null)).isTrue();
    assertThat(house.decisions()).isEmpty();
  }

  @Test
  void bind_toPort_isDecidedOnIt() {
    assertThat(house.allows(Check.BIND, null, null, 8080, 0)).isTrue();
    assertThat(house.allows(Check.BIND, null, null, 8081, 0)).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "network listen 0.0.0.0:8080 allow allowed",
            "network listen 0.0.0.0:8081 deny blocked");
  }

  @Test
  void record_ofAddress_carriesOneOfItsNamesAndTheNumber() throws UnknownHostException {
    InetAddress six = InetAddress.getByName("2001:db8::7");
    resolved("granted.example", six);

    house.allows(Check.CONNECT, six, null, HTTPS, 0);
    assertThat(house.decisions())
        .containsExactly(
            "network connect granted.example ([2001:db8:0:0:0:0:0:7]:443) allow allowed");
  }

  @Test
  void resolve_insideTheResolver_isDecidedOnlyWhereItWasNot() {
    String asked = "granted.example";
    house.allows(Check.RESOLVE, asked);
    assertThat(house.allows(Check.RESOLVE_INSIDE, asked)).isTrue();
    assertThat(house.decisions()).containsExactly("dns resolve granted.example allow allowed");

    assertThat(house.allows(Check.RESOLVE_INSIDE, "secret.attacker.example")).isFalse();
    assertThat(house.decisions())
        .last()
        .isEqualTo("dns resolve secret.attacker.example deny blocked");
  }

  @Test
  void resolve_insideTheResolver_forOtherContext_isDecidedAgain() {
    String asked = "granted.example";
    house.allows(Check.RESOLVE, asked);
    house.begin("other");

    assertThat(house.allows(Check.RESOLVE_INSIDE, asked)).isFalse();
  }

  @Test
  void reverse_ofAddressThatAGrantCovers_allowedAndOfOthersDenied() {
    assertThat(house.allows(Check.REVERSE, new byte[] {(byte) 198, 51, 100, 7})).isTrue();
    assertThat(house.allows(Check.REVERSE, new byte[] {(byte) 198, 51, 100, 8})).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "dns reverse 198.51.100.7 allow allowed", "dns reverse 198.51.100.8 deny blocked");
  }

  @Test
  void reach_ofAddress_isDecidedAsAConnection() {
    assertThat(house.allows(Check.REACH, address(203, 0, 113, 7))).isFalse();
    assertThat(house.decisions()).containsExactly("network connect 203.0.113.7:7 deny blocked");
  }

  @Test
  void bind_ofSeveralAddresses_isDecidedOnEach() {
    InetAddress[] addresses = {address(203, 0, 113, 7), address(203, 0, 113, 8)};

    assertThat(house.allows(Check.BIND, addresses, null, 8080, 0)).isTrue();
    assertThat(house.allows(Check.BIND, addresses, null, 8081, 0)).isFalse();
    assertThat(house.decisions()).hasSize(3);
  }

  @Test
  void bind_ofDatagramSocketToAChosenPort_needsNoListen() {
    FileDescriptor datagrams = new FileDescriptor();
    house.verifies(Check.SOCKET_OPEN, null, datagrams, 0, 0);
    FileDescriptor stream = new FileDescriptor();
    house.verifies(Check.SOCKET_OPEN, null, stream, 1, 0);

    assertThat(house.allows(Check.BIND, null, datagrams, 0, 0)).isTrue();
    assertThat(house.allows(Check.BIND, null, datagrams, 9, 0)).isFalse();
    assertThat(house.allows(Check.BIND, address(203, 0, 113, 7), datagrams, 0, 0)).isFalse();
    assertThat(house.allows(Check.BIND, null, stream, 0, 0)).isFalse();
  }

  @Test
  void bind_ofDatagramSocketThatWasBound_isTheJdksOwnAfterDisconnecting() {
    FileDescriptor datagrams = new FileDescriptor();
    house.verifies(Check.SOCKET_OPEN, null, datagrams, 0, 0);

    house.allows(Check.BIND, null, datagrams, 0, 0);
    assertThat(house.allows(Check.BIND, null, datagrams, 40_000, 0)).isFalse();
    house.verifies(Check.BIND, null, datagrams, 0, 0);
    assertThat(house.allows(Check.BIND, null, datagrams, 40_000, 0)).isTrue();
  }

  @Test
  void join_ofGroup_isDecidedOnItAndTheSocketsPort() {
    InetSocketAddress local = new InetSocketAddress(5353);

    assertThat(house.allows(Check.JOIN, address(224, 0, 0, 251), local)).isFalse();
    assertThat(house.decisions()).containsExactly("network join 224.0.0.251:5353 deny blocked");
  }

  /** As the plain sockets of JDK 17 ask, which know of their address no more than the system. */
  @Test
  void join_ofPlainSocket_isDecidedOnThePortThatItWasBoundTo() {
    FileDescriptor socket = new FileDescriptor();
    InetSocketAddress group = new InetSocketAddress(address(224, 0, 0, 251), 9);
    house.verifies(Check.SOCKET_OPEN, null, socket, 0, 0);
    house.verifies(Check.BIND, null, socket, 5353, 0);

    assertThat(house.allows(Check.JOIN, address(224, 0, 0, 251), socket)).isFalse();
    assertThat(house.allows(Check.JOIN, group, socket)).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "network join 224.0.0.251:5353 deny blocked",
            "network join 224.0.0.251:5353 deny blocked");
  }

  @Test
  void send_ofPacket_isDecidedOnItsAddress() {
    DatagramPacket packet = new DatagramPacket(new byte[1], 1, address(198, 51, 100, 7), 53);
    DatagramPacket other = new DatagramPacket(new byte[1], 1, address(198, 51, 100, 8), 53);

    assertThat(house.allows(Check.SEND, packet)).isTrue();
    assertThat(house.allows(Check.SEND, other)).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "network send 198.51.100.7:53 allow allowed",
            "network send 198.51.100.8:53 deny blocked");
  }

  @Test
  void socks_isDecidedOnTheTarget_resolvedOrNot() {
    Object socket = new Object();

    assertThat(socks(socket, InetSocketAddress.createUnresolved("granted.example", HTTPS)))
        .isTrue();
    assertThat(socks(socket, InetSocketAddress.createUnresolved("other.example", HTTPS))).isFalse();
    assertThat(socks(socket, new InetSocketAddress(address(198, 51, 100, 7), 53))).isTrue();
    assertThat(socks(socket, new InetSocketAddress(address(169, 254, 169, 254), 80))).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "network tunnel granted.example:443 allow allowed",
            "network tunnel other.example:443 deny blocked",
            "network connect 198.51.100.7:53 allow allowed",
            "network connect 169.254.169.254:80 deny blocked");
  }

  @Test
  void socks_ofUnknownTarget_denied() {
    assertThat(house.allows(Check.SOCKS, new Object())).isFalse();
  }

  private boolean socks(Object socket, InetSocketAddress target) {
    assertThat(house.allows(Check.SOCKS_TARGET, socket, target)).isTrue();
    return house.allows(Check.SOCKS, socket);
  }

  @Test
  void tunnel_isDecidedOnTheHostOfTheUrl() {
    assertThat(house.allows(Check.TUNNEL, connection("https://granted.example/x"))).isTrue();
    assertThat(house.allows(Check.TUNNEL, connection("https://granted.example:8443/"))).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "network tunnel granted.example:443 allow allowed",
            "network tunnel granted.example:8443 deny blocked");
  }

  private static HttpURLConnection connection(String url) {
    try {
      return (HttpURLConnection) URI.create(url).toURL().openConnection();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void socketBetweenVirtualMachines_isDenied() {
    assertThat(house.allows(Check.VSOCK, new Object())).isFalse();
  }

  @Test
  void resolver_thatAnsweredInAnotherCall_isRememberedForAll() {
    InetAddress address = address(203, 0, 113, 7);

    house.contexts().begin(null);
    resolved("granted.example", address);
    house.contexts().end();
    assertThat(house.allows(Check.CONNECT, address, null, HTTPS, 0)).isTrue();
  }

  private void resolved(String name, InetAddress... addresses) {
    assertThat(house.verifies(Check.RESOLVE, name, addresses, 0, 0)).isTrue();
  }

  private static InetAddress address(int a, int b, int c, int d) {
    try {
      return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
