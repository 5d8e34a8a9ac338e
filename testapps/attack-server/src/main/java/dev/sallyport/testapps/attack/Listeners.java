package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.CREATED;
import static dev.sallyport.testapps.attack.Target.POWER;
import static dev.sallyport.testapps.attack.Target.TAKEN_PORT;
import static dev.sallyport.testapps.attack.Target.TCP_PORT;
import static dev.sallyport.testapps.attack.Target.UDP_PORT;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;

/** Taking a port. */
final class Listeners {
  private Listeners() {}

  static Family listening() {
    Family listen = new Family("listen");
    listen.add("ServerSocket(port)", TCP_PORT, at -> held(at, new ServerSocket(at.port())));
    listen.add(
        "ServerSocket(port, backlog, address)",
        TCP_PORT,
        at -> held(at, new ServerSocket(at.port(), 1, at.loopback())));
    listen.add("ServerSocket.bind", TCP_PORT, Listeners::bound);
    listen.add(
        "ServerSocketFactory",
        TCP_PORT,
        at -> held(at, ServerSocketFactory.getDefault().createServerSocket(at.port())));
    listen.add(
        "SSLServerSocketFactory",
        TCP_PORT,
        at -> held(at, SSLServerSocketFactory.getDefault().createServerSocket(at.port())));
    listen.add(
        "ServerSocketChannel.bind",
        TCP_PORT,
        at -> held(at, ServerSocketChannel.open().bind(at.address())));
    listen.add("ServerSocketChannel.socket", TCP_PORT, Listeners::adaptor);
    listen.add(
        "AsynchronousServerSocketChannel",
        TCP_PORT,
        at -> held(at, AsynchronousServerSocketChannel.open().bind(at.address())));
    listen.add("HttpServer", TCP_PORT, at -> held(at, HttpServer.create(at.address(), 0)));
    listen.add("HttpsServer", TCP_PORT, at -> held(at, HttpsServer.create(at.address(), 0)));
    listen
        .add("SimpleFileServer", TCP_PORT, Listeners::simple)
        .since(18)
        .near("files.read", "%open%/**")
        .near("files.read", "%open%");
    listen.add("RMI registry", TCP_PORT, at -> held(at, LocateRegistry.createRegistry(at.port())));
    listen.add(
        "UnicastRemoteObject",
        TCP_PORT,
        at -> held(at, UnicastRemoteObject.exportObject(at.hold(new Remote() {}), at.port())));
    listen.add("JMXConnectorServer", TCP_PORT, Listeners::jmx);
    listen.add("DatagramSocket(port)", UDP_PORT, at -> held(at, new DatagramSocket(at.port())));
    listen.add("DatagramSocket.bind", UDP_PORT, Listeners::datagramBound);
    listen.add(
        "DatagramChannel.bind",
        UDP_PORT,
        at -> held(at, DatagramChannel.open().bind(at.address())));
    listen.add("MulticastSocket(port)", UDP_PORT, at -> held(at, new MulticastSocket(at.port())));
    listen
        .add("MulticastSocket.joinGroup", POWER, Listeners::joinedBySocket)
        .takes("listen", "224.0.0.251:*")
        .near("listen", "*:0");
    listen
        .add("DatagramChannel.join", POWER, Listeners::joined)
        .takes("listen", "224.0.0.251:*")
        .near("listen", "*:0");
    listen.add("Socket.bind", TAKEN_PORT, Listeners::client);
    listen.add(
        "SocketChannel.bind", TAKEN_PORT, at -> held(at, SocketChannel.open().bind(at.address())));
    listen.add(
        "AsynchronousSocketChannel.bind",
        TAKEN_PORT,
        at -> held(at, AsynchronousSocketChannel.open().bind(at.address())));
    listen.add(
        "unix ServerSocketChannel",
        CREATED,
        at ->
            held(
                at,
                ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    .bind(UnixDomainSocketAddress.of(at.path()))));
    listen.add(
        "unix SocketChannel.bind",
        CREATED,
        at ->
            held(
                at,
                SocketChannel.open(StandardProtocolFamily.UNIX)
                    .bind(UnixDomainSocketAddress.of(at.path()))));
    return listen;
  }

  private static String held(Ground at, Object open) {
    at.hold(open);
    return DONE;
  }

  private static String bound(Ground at) throws Exception {
    ServerSocket socket = at.hold(new ServerSocket());
    socket.bind(at.address());
    return DONE;
  }

  private static String adaptor(Ground at) throws Exception {
    at.hold(ServerSocketChannel.open()).socket().bind(at.address());
    return DONE;
  }

  private static String datagramBound(Ground at) throws Exception {
    at.hold(new DatagramSocket(null)).bind(at.address());
    return DONE;
  }

  private static String joinedBySocket(Ground at) throws Exception {
    try (MulticastSocket socket = new MulticastSocket(0)) {
      socket.joinGroup(new InetSocketAddress(group(), 0), loopback(at));
      return Body.SEEN;
    }
  }

  private static String joined(Ground at) throws Exception {
    try (DatagramChannel channel =
        DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(0))) {
      return Body.seen(channel.join(group(), loopback(at)).isValid());
    }
  }

  /** Multicast DNS (RFC 6762), of which the loopback interface knows nothing. */
  private static InetAddress group() throws Exception {
    return InetAddress.getByAddress(new byte[] {(byte) 224, 0, 0, (byte) 251});
  }

  private static NetworkInterface loopback(Ground at) throws Exception {
    return NetworkInterface.getByInetAddress(at.loopback());
  }

  private static String client(Ground at) throws Exception {
    at.hold(new Socket()).bind(at.address());
    return DONE;
  }

  private static String simple(Ground at) throws Exception {
    Class<?> type = Class.forName("com.sun.net.httpserver.SimpleFileServer");
    Class<?> level = Class.forName("com.sun.net.httpserver.SimpleFileServer$OutputLevel");
    return held(
        at,
        type.getMethod("createFileServer", InetSocketAddress.class, Path.class, level)
            .invoke(null, at.address(), at.open(), level.getEnumConstants()[0]));
  }

  private static String jmx(Ground at) throws Exception {
    var server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("rmi", "127.0.0.1", at.port()),
            Map.of(),
            ManagementFactory.getPlatformMBeanServer());
    server.start();
    return held(at, server);
  }
}
