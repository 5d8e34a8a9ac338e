package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.seen;
import static dev.sallyport.testapps.attack.Target.NAME;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLStreamHandler;
import java.util.Arrays;

/** Looking up a name, or an address. */
@SuppressWarnings({"AddressSelection", "URLEqualsHashCode"}) // these uses are the point
final class Names {
  private static final String LOCAL = "localhost";

  private Names() {}

  static Family resolving() {
    Family resolve = new Family("resolve");
    resolve.add(
        "InetAddress.getByName",
        NAME,
        at -> seen(InetAddress.getByName(LOCAL).isLoopbackAddress()));
    resolve.add(
        "InetAddress.getAllByName",
        NAME,
        at -> seen(Arrays.toString(InetAddress.getAllByName(LOCAL)).contains("127.0.0.1")));
    resolve.add(
        "Inet4Address.getByName",
        NAME,
        at -> seen(Inet4Address.getByName(LOCAL).isLoopbackAddress()));
    resolve.add(
        "Inet6Address.getAllByName", NAME, at -> seen(Inet6Address.getAllByName(LOCAL).length > 0));
    resolve.add(
        "InetSocketAddress", NAME, at -> seen(!new InetSocketAddress(LOCAL, 1).isUnresolved()));
    resolve.add("Socket(name)", NAME, Names::socket).needs("net", "localhost:1");
    resolve.add(
        "URL.equals",
        NAME,
        at -> seen(new URL("http://" + LOCAL + "/").equals(new URL("http://127.0.0.1/"))));
    resolve.add(
        "URLStreamHandler.getHostAddress",
        NAME,
        at -> seen(new Handler().address(new URL("http://" + LOCAL + "/")) != null));
    resolve
        .add(
            "InetAddress.isReachable",
            NAME,
            at -> seen(InetAddress.getByName(LOCAL).isReachable(500)))
        .needs("net", "localhost:7");
    resolve.add(
        "InetAddress.getHostName",
        NAME,
        at -> seen(!at.loopback().getHostName().equals("127.0.0.1")));
    resolve.add(
        "InetAddress.getCanonicalHostName",
        NAME,
        at -> seen(!at.loopback().getCanonicalHostName().equals("127.0.0.1")));
    resolve.add(
        "InetSocketAddress.getHostName",
        NAME,
        at -> seen(!at.address().getHostName().equals("127.0.0.1")));
    return resolve;
  }

  /** Nobody listens at port 1, which is another failure than an unknown name. */
  private static String socket(Ground at) throws Exception {
    try (Socket socket = new Socket(LOCAL, 1)) {
      return "connected to " + socket;
    } catch (java.net.ConnectException refused) {
      return seen(refused.getMessage().contains("refused"));
    }
  }

  private static final class Handler extends URLStreamHandler {
    InetAddress address(URL url) {
      return getHostAddress(url);
    }

    @Override
    protected java.net.URLConnection openConnection(URL url) {
      throw new UnsupportedOperationException("never opened");
    }
  }
}
