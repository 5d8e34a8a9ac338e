package dev.sallyport.testapps.netty;

import dev.sallyport.testapps.serving.Options;
import dev.sallyport.testapps.serving.Serving;
import io.netty.channel.epoll.Epoll;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** {@code [--kind sync|async|stateless]}: connect, send, bind, resolve. */
public final class Main {
  /** Where nothing listens that these tools could be meant to reach. */
  private static final int DISCARD = 9;

  private Main() {}

  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    Epoll.ensureAvailability();
    // The native library is unpacked, and Netty's classes read what they need, while starting.
    EpollTools.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), DISCARD), "");
    EpollTools.prepareResolver();
    new Serving("netty-server", new EpollTools().all()).run(options);
  }
}
