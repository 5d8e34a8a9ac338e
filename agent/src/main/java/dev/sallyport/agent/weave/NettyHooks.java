package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;

/**
 * Netty where it goes past the JDK: its native transports, whose system calls no method of the JDK
 * sees, and its own DNS client. From 4.1.61; what gRPC carries of it, too.
 *
 * <p>Of its transports, {@code Socket} is shared by epoll, kqueue and io_uring; the last puts
 * addresses into its submission queue itself.
 */
public final class NettyHooks {
  private static final String NETTY = "io/netty/";
  private static final String TEXT = "Ljava/lang/String;";
  private static final String INET = "Ljava/net/InetAddress;";
  private static final String SOCKET = "Ljava/net/SocketAddress;";
  private static final String INET_SOCKET = "Ljava/net/InetSocketAddress;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";
  private static final String JOINED = "(" + INET + "Ljava/net/NetworkInterface;" + INET + ")V";

  private NettyHooks() {}

  public static List<Hook> rows() {
    List<Hook> rows = new ArrayList<>();
    for (String netty : List.of(NETTY, "io/grpc/netty/shaded/" + NETTY)) {
      rows.addAll(shared(netty + "channel/unix/"));
      rows.addAll(epoll(netty, netty + "channel/epoll/"));
    }
    rows.addAll(kqueue(NETTY, NETTY + "channel/kqueue/"));
    rows.addAll(uring(NETTY, NETTY + "channel/uring/"));
    rows.addAll(incubatorUring(NETTY + "incubator/channel/uring/"));
    rows.addAll(names(NETTY));
    return List.copyOf(rows);
  }

  // spotless:off
  private static List<Hook> shared(String unix) {
    return new Rows()
        .whenLoaded(unix + "Socket")
        .check("connect", "(" + SOCKET + ")Z", Check.CONNECT, Denial.CONNECT, arg(0), SELF)
        .check("bind", "(" + SOCKET + ")V", Check.BIND, Denial.BIND, arg(0), SELF)
        .verify("bind", "(" + SOCKET + ")V", Check.BIND, Denial.BIND, arg(0), SELF, NOTHING, NOTHING)
        .check("sendTo", "(" + BUFFER + "II" + INET + "IZ)I", Check.SEND, Denial.SOCKET, arg(3), NOTHING, arg(4), NOTHING)
        .check("sendToAddress", "(JII" + INET + "IZ)I", Check.SEND, Denial.SOCKET, arg(3), NOTHING, arg(4), NOTHING)
        .check("sendToAddresses", "(JI" + INET + "IZ)I", Check.SEND, Denial.SOCKET, arg(2), NOTHING, arg(3), NOTHING)
        .optional(unix + "Socket")
        .check("sendToDomainSocket", "(" + BUFFER + "II[B)I", Check.SEND, Denial.SOCKET, arg(3))
        .check("sendToAddressDomainSocket", "(JII[B)I", Check.SEND, Denial.SOCKET, arg(3))
        .check("sendToAddressesDomainSocket", "(JI[B)I", Check.SEND, Denial.SOCKET, arg(2))
        .check("send", "(" + BUFFER + "II)I", Check.SOCKET_WRITE, Denial.SOCKET, SELF)
        .check("sendAddress", "(JII)I", Check.SOCKET_WRITE, Denial.SOCKET, SELF)

        .whenLoaded(unix + "FileDescriptor")
        .check("from", "(" + TEXT + ")L" + unix + "FileDescriptor;", Check.FILE_WRITE, Denial.IO, arg(0))
        .check("write", "(" + BUFFER + "II)I", Check.SOCKET_WRITE, Denial.SOCKET, SELF)
        .check("writeAddress", "(JII)I", Check.SOCKET_WRITE, Denial.SOCKET, SELF)
        .check("writev", "([" + BUFFER + "IIJ)J", Check.SOCKET_WRITE, Denial.SOCKET, SELF)
        .check("writevAddresses", "(JI)J", Check.SOCKET_WRITE, Denial.SOCKET, SELF)
        .rows();
  }

  private static List<Hook> epoll(String netty, String epoll) {
    return new Rows()
        .whenLoaded(epoll + "LinuxSocket")
        .check("joinGroup", JOINED, Check.JOIN, Denial.SOCKET, arg(0))
        .check("sendFile", "(L" + netty + "channel/DefaultFileRegion;JJJ)J", Check.SOCKET_WRITE, Denial.SOCKET, SELF)
        .optional(epoll + "LinuxSocket")
        .verify("newSocketDgram", "(Z)L" + epoll + "LinuxSocket;", Check.SOCKET_OPEN, Denial.SOCKET, NOTHING, RESULT, NOTHING, NOTHING)
        .verify("newSocketDgram", "(L" + netty + "channel/socket/InternetProtocolFamily;)L" + epoll + "LinuxSocket;", Check.SOCKET_OPEN, Denial.SOCKET, NOTHING, RESULT, NOTHING, NOTHING)
        .verify("newSocketDgram", "(L" + netty + "channel/socket/SocketProtocolFamily;)L" + epoll + "LinuxSocket;", Check.SOCKET_OPEN, Denial.SOCKET, NOTHING, RESULT, NOTHING, NOTHING)
        .check("connectVSock", "(L" + epoll + "VSockAddress;)Z", Check.VSOCK, Denial.CONNECT, arg(0))
        .check("bindVSock", "(L" + epoll + "VSockAddress;)V", Check.VSOCK, Denial.BIND, arg(0))

        .whenLoaded(epoll + "NativeDatagramPacketArray")
        .check("add0", "(L" + netty + "buffer/ByteBuf;III" + INET_SOCKET + ")Z", Check.SEND, Denial.SOCKET, arg(4))
        .rows();
  }

  private static List<Hook> kqueue(String netty, String kqueue) {
    return new Rows()
        .whenLoaded(kqueue + "BsdSocket")
        .check("sendFile", "(L" + netty + "channel/DefaultFileRegion;JJJ)J", Check.SOCKET_WRITE, Denial.SOCKET, SELF)
        .check("connectx", "(" + INET_SOCKET + INET_SOCKET + "L" + netty + "channel/unix/IovArray;Z)I", Check.CONNECT, Denial.CONNECT, arg(1), SELF)
        .rows();
  }

  private static List<Hook> uring(String netty, String uring) {
    return new Rows()
        .whenLoaded(uring + "AbstractIoUringChannel")
        .check("submitConnect", "(" + INET_SOCKET + ")V", Check.CONNECT, Denial.CONNECT, arg(0))
        .check("submitConnect", "(L" + netty + "channel/unix/DomainSocketAddress;)V", Check.CONNECT, Denial.CONNECT, arg(0))
        .whenLoaded(uring + "AbstractIoUringChannel$AbstractUringUnsafe")
        .check("fillTFOInitData", "(L" + uring + "MsgHdrMemory;" + INET_SOCKET + "L" + netty + "buffer/ByteBuf;)V", Check.CONNECT, Denial.CONNECT, arg(1))
        .whenLoaded(uring + "IoUringDatagramChannel$IoUringDatagramChannelUnsafe")
        .check("scheduleSendmsg", "(" + INET_SOCKET + "JIIZ)Z", Check.SEND, Denial.SOCKET, arg(0))
        .whenLoaded(uring + "LinuxSocket")
        .check("joinGroup", JOINED, Check.JOIN, Denial.SOCKET, arg(0))
        .optional(uring + "LinuxSocket")
        .verify("newSocketDgram", "(Z)L" + uring + "LinuxSocket;", Check.SOCKET_OPEN, Denial.SOCKET, NOTHING, RESULT, NOTHING, NOTHING)
        .rows();
  }

  private static List<Hook> incubatorUring(String uring) {
    return new Rows()
        .whenLoaded(uring + "AbstractIOUringChannel")
        .check("submitConnect", "(" + INET_SOCKET + ")V", Check.CONNECT, Denial.CONNECT, arg(0))
        .whenLoaded(uring + "MsgHdrMemory")
        .check("write", "(L" + uring + "LinuxSocket;" + INET_SOCKET + "JIS)V", Check.SEND, Denial.SOCKET, arg(1))
        .whenLoaded(uring + "LinuxSocket")
        .check("joinGroup", JOINED, Check.JOIN, Denial.SOCKET, arg(0))
        .rows();
  }

  private static List<Hook> names(String netty) {
    String dns = netty + "resolver/dns/";
    String record = "L" + netty + "handler/codec/dns/DnsRecord;";
    String asked = "(" + TEXT + "[" + record + "L" + netty + "util/concurrent/Promise;L" + dns + "DnsCache;)V";
    return new Rows()
        .whenLoaded(dns + "DnsNameResolver")
        .check("doResolve", asked, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0))
        .check("doResolveAll", asked, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0))
        .whenLoaded(dns + "DnsAddressResolveContext")
        .verify("cache", "(" + TEXT + "[" + record + record + INET + ")V", Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0), arg(3), NOTHING, NOTHING)
        .rows();
  }
  // spotless:on
}
