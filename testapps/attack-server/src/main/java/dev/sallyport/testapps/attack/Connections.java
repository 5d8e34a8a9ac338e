package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.CONNECTION;
import static dev.sallyport.testapps.attack.Target.LOCAL_CONNECTION;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.rmi.registry.LocateRegistry;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;
import java.util.logging.SocketHandler;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.naming.Context;
import javax.naming.directory.InitialDirContext;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Connecting, without HTTP. */
@SuppressWarnings({
  "resource",
  "AddressSelection",
  "BanJNDI",
  "JdkObsolete"
}) // these uses are the point
final class Connections {
  private static final int PATIENCE = 1000;

  private Connections() {}

  static Family connecting() {
    Family connect = new Family("connect");
    connect.add(
        "Socket(InetAddress, port)",
        CONNECTION,
        at -> closed(new Socket(at.loopback(), at.port())));
    connect.add(
        "Socket(String, port)", CONNECTION, at -> closed(new Socket("127.0.0.1", at.port())));
    connect.add("Socket.connect", CONNECTION, Connections::socket);
    connect.add("Socket(NO_PROXY)", CONNECTION, Connections::unproxied);
    connect.add(
        "Socket, IPv4-mapped", CONNECTION, at -> closed(new Socket("::ffff:127.0.0.1", at.port())));
    connect.add(
        "Socket, IPv4-mapped hex",
        CONNECTION,
        at -> closed(new Socket("::ffff:7f00:1", at.port())));
    connect.add(
        "Socket, one number", CONNECTION, at -> closed(new Socket("2130706433", at.port())));
    connect.add("Socket, two numbers", CONNECTION, at -> closed(new Socket("127.1", at.port())));
    connect.add(
        "Socket, leading zero", CONNECTION, at -> closed(new Socket("127.0.0.001", at.port())));
    connect
        .add(
            "Socket, forged InetAddress",
            CONNECTION,
            at ->
                closed(
                    new Socket(
                        InetAddress.getByAddress("granted.example", new byte[] {127, 0, 0, 1}),
                        at.port())))
        .near("net", "granted.example:%port%");
    connect
        .add(
            "Socket, bound before",
            CONNECTION,
            at -> closed(new Socket(at.loopback(), at.port(), at.loopback(), 0)))
        .near("listen", "127.0.0.1:0");
    connect.add(
        "SocketFactory",
        CONNECTION,
        at -> closed(SocketFactory.getDefault().createSocket(at.loopback(), at.port())));
    connect.add(
        "SSLSocketFactory",
        CONNECTION,
        at -> closed(SSLSocketFactory.getDefault().createSocket(at.loopback(), at.port())));
    connect.add("SSLSocketFactory, layered", CONNECTION, Connections::layered);
    connect
        .add("SOCKS proxy", CONNECTION, at -> proxied(at, Proxy.Type.SOCKS))
        .near("net", "192.0.2.1:1");
    connect
        .add("SOCKS proxy, its target", CONNECTION, at -> proxied(at, Proxy.Type.SOCKS))
        .near("net", "127.0.0.1:%port%")
        .takes("net", "192.0.2.1:1");
    connect
        .add("HTTP CONNECT proxy", CONNECTION, at -> proxied(at, Proxy.Type.HTTP))
        .near("net", "192.0.2.1:1");
    connect.add("SocketChannel.open", CONNECTION, at -> closed(SocketChannel.open(at.address())));
    connect.add("SocketChannel.connect", CONNECTION, Connections::channel);
    connect.add("SocketChannel, not blocking", CONNECTION, Connections::selected);
    connect.add("SocketChannel.socket", CONNECTION, Connections::adaptor);
    connect.add("AsynchronousSocketChannel", CONNECTION, Connections::asynchronous);
    connect.add("AsynchronousSocketChannel, handler", CONNECTION, Connections::handled);
    connect.add(
        "unix SocketChannel.open",
        LOCAL_CONNECTION,
        at -> closed(SocketChannel.open(UnixDomainSocketAddress.of(at.path()))));
    connect.add("unix SocketChannel.connect", LOCAL_CONNECTION, Connections::local);
    connect.add(
        "RMI registry",
        CONNECTION,
        at -> LocateRegistry.getRegistry("127.0.0.1", at.port()).list());
    connect.add(
        "JNDI rmi:",
        CONNECTION,
        at -> new javax.naming.InitialContext().lookup("rmi://127.0.0.1:" + at.port() + "/x"));
    connect.add("JNDI ldap:", CONNECTION, at -> new InitialDirContext(ldap(at)).getAttributes(""));
    connect.add(
        "JNDI ldap: name",
        CONNECTION,
        at ->
            new javax.naming.InitialContext(timeouts())
                .lookup("ldap://127.0.0.1:" + at.port() + "/x"));
    connect.add("JMXConnectorFactory", CONNECTION, Connections::jmx);
    connect.add("CertStore LDAP", CONNECTION, Connections::certStore);
    connect.add(
        "SocketHandler", CONNECTION, at -> closed(new SocketHandler("127.0.0.1", at.port())));
    return connect;
  }

  private static String closed(AutoCloseable connection) throws Exception {
    connection.close();
    return DONE;
  }

  private static String closed(SocketHandler handler) {
    handler.close();
    return DONE;
  }

  private static String socket(Ground at) throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(at.address(), PATIENCE);
      return DONE;
    }
  }

  private static String unproxied(Ground at) throws Exception {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(at.address());
      return DONE;
    }
  }

  private static String layered(Ground at) throws Exception {
    Socket plain = new Socket(at.loopback(), at.port());
    return closed(
        ((SSLSocketFactory) SSLSocketFactory.getDefault())
            .createSocket(plain, "127.0.0.1", at.port(), true));
  }

  private static String proxied(Ground at, Proxy.Type type) throws Exception {
    try (Socket socket = new Socket(new Proxy(type, at.address()))) {
      socket.setSoTimeout(PATIENCE);
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 1),
          PATIENCE);
      return DONE;
    }
  }

  private static String channel(Ground at) throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      return Boolean.toString(channel.connect(at.address()));
    }
  }

  private static String adaptor(Ground at) throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(at.address(), PATIENCE);
      return DONE;
    }
  }

  private static String selected(Ground at) throws Exception {
    try (SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT);
      if (!channel.connect(at.address())) {
        selector.select(PATIENCE);
      }
      return Boolean.toString(channel.finishConnect());
    }
  }

  private static String asynchronous(Ground at) throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      channel.connect(at.address()).get(PATIENCE, TimeUnit.MILLISECONDS);
      return DONE;
    }
  }

  private static String handled(Ground at) throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      var outcome = new java.util.concurrent.CompletableFuture<String>();
      channel.connect(
          at.address(),
          outcome,
          new java.nio.channels.CompletionHandler<>() {
            @Override
            public void completed(Void nothing, java.util.concurrent.CompletableFuture<String> to) {
              to.complete(DONE);
            }

            @Override
            public void failed(
                Throwable failure, java.util.concurrent.CompletableFuture<String> to) {
              to.completeExceptionally(failure);
            }
          });
      return outcome.get(PATIENCE, TimeUnit.MILLISECONDS);
    }
  }

  private static String local(Ground at) throws Exception {
    try (SocketChannel channel = SocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      return Boolean.toString(channel.connect(UnixDomainSocketAddress.of(at.path())));
    }
  }

  private static Hashtable<String, String> timeouts() {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("com.sun.jndi.ldap.connect.timeout", Integer.toString(PATIENCE));
    environment.put("com.sun.jndi.ldap.read.timeout", "200");
    return environment;
  }

  private static Hashtable<String, String> ldap(Ground at) {
    Hashtable<String, String> environment = timeouts();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, at.service("ldap").toString());
    return environment;
  }

  private static String jmx(Ground at) throws Exception {
    JMXConnectorFactory.connect(
            new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + at.port() + "/jmxrmi"))
        .close();
    return DONE;
  }

  private static Object certStore(Ground at) throws Exception {
    return java.security.cert.CertStore.getInstance(
            "LDAP", new java.security.cert.LDAPCertStoreParameters("127.0.0.1", at.port()))
        .getCertificates(null);
  }
}
