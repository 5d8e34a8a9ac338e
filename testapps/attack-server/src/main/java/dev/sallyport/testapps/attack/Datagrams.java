package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.DATAGRAM;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.directory.InitialDirContext;

/** Sending datagrams; a local port may be bound. */
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // these uses are the point
final class Datagrams {
  private Datagrams() {}

  static Family sending() {
    Family send = new Family("send");
    add(send, "DatagramSocket.send", at -> sent(new DatagramSocket(), at));
    add(
        send,
        "DatagramSocket.send, port chosen",
        at -> sent(new DatagramSocket(0, at.loopback()), at));
    add(send, "DatagramSocket.connect", at -> connected(new DatagramSocket(), at));
    add(send, "DatagramSocket.connect, no address", Datagrams::connectedWithout);
    add(send, "MulticastSocket.send", at -> sent(new MulticastSocket(), at));
    add(send, "DatagramChannel.send", Datagrams::channel);
    add(send, "DatagramChannel.send, direct", Datagrams::direct);
    add(send, "DatagramChannel.write", Datagrams::written);
    add(send, "DatagramChannel.write(gathering)", Datagrams::gathered);
    add(send, "DatagramChannel.socket", Datagrams::adaptor);
    add(send, "JNDI dns:", Datagrams::dns);
    return send;
  }

  private static void add(Family send, String api, Body body) {
    send.add(api, DATAGRAM, body).near("listen", "*:0");
  }

  private static DatagramPacket packet(Ground at) {
    return new DatagramPacket(new byte[] {'o'}, 1, at.address());
  }

  private static String sent(DatagramSocket from, Ground at) throws Exception {
    try (from) {
      from.send(packet(at));
      return DONE;
    }
  }

  private static String connected(DatagramSocket from, Ground at) throws Exception {
    try (from) {
      from.connect(at.address());
      from.send(new DatagramPacket(new byte[] {'o'}, 1, at.address()));
      return DONE;
    }
  }

  private static String connectedWithout(Ground at) throws Exception {
    try (DatagramSocket from = new DatagramSocket()) {
      from.connect(at.loopback(), at.port());
      from.send(new DatagramPacket(new byte[] {'o'}, 1));
      return DONE;
    }
  }

  private static Object channel(Ground at) throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      return channel.send(Text.bytes("out"), at.address());
    }
  }

  private static Object direct(Ground at) throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      return channel.send(ByteBuffer.allocateDirect(3), at.address());
    }
  }

  private static Object written(Ground at) throws Exception {
    try (DatagramChannel channel = DatagramChannel.open().connect(at.address())) {
      return channel.write(Text.bytes("out"));
    }
  }

  private static Object gathered(Ground at) throws Exception {
    try (DatagramChannel channel = DatagramChannel.open().connect(at.address())) {
      return channel.write(new ByteBuffer[] {Text.bytes("o"), Text.bytes("ut")});
    }
  }

  private static String adaptor(Ground at) throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.socket().send(packet(at));
      return DONE;
    }
  }

  private static Object dns(Ground at) throws Exception {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, "dns://127.0.0.1:" + at.port());
    environment.put("com.sun.jndi.dns.timeout.initial", "200");
    environment.put("com.sun.jndi.dns.timeout.retries", "1");
    return new InitialDirContext(environment).getAttributes("secret.example", new String[] {"A"});
  }
}
