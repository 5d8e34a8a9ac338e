package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.field;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * Sockets and name resolution, at the last Java frame before the system calls.
 *
 * <p>Streams, channels and asynchronous channels all connect and bind through {@code Net}, and
 * write through a dispatcher. A multicast interface is chosen, and a source of a group blocked, for
 * everyone: neither says where to.
 *
 * <p>JDK 17 still has the sockets of older releases, which a property selects before the first one
 * is opened ({@code jdk.net.usePlainSocketImpl}, JEP 353, and {@code
 * jdk.net.usePlainDatagramSocketImpl}, JEP 373).
 *
 * <p>A look-up is decided before the JDK's cache, not at the name service: the cache would keep a
 * refusal as an unknown name, for whoever asks next. Up to JDK 23 one of its two methods calls the
 * other, for the name that a reverse look-up found.
 */
public final class NetworkHooks {
  private static final String TEXT = "Ljava/lang/String;";
  private static final String ADDRESS = "Ljava/net/InetAddress;";
  private static final String SOCKET = "Ljava/net/InetSocketAddress;";
  private static final String FAMILY = "Ljava/net/ProtocolFamily;";
  private static final String FD = "Ljava/io/FileDescriptor;";
  private static final String PATH = "Ljava/nio/file/Path;";
  private static final String BUFFER = "Ljava/nio/ByteBuffer;";

  private static final String TRANSPORT = "Lsun/security/ssl/TransportContext;";
  private static final String SOURCES = "[" + BUFFER + "II";
  private static final String WRAPPED = "Ljavax/net/ssl/SSLEngineResult;";

  private static final String ANY_SOCKET = "Ljava/net/SocketAddress;";
  private static final String REACHABLE = "(" + ADDRESS + "ILjava/net/NetworkInterface;I)Z";

  private NetworkHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .in("sun/nio/ch/Net")
        .verify("socket", "(" + FAMILY + "Z)" + FD, Check.SOCKET_OPEN, Denial.SOCKET, NOTHING, RESULT, arg(1), NOTHING)
        .check("connect", "(" + FAMILY + FD + ADDRESS + "I)I", Check.CONNECT, Denial.CONNECT, arg(2), arg(1), arg(3), NOTHING)
        .check("bind", "(" + FAMILY + FD + ADDRESS + "I)V", Check.BIND, Denial.BIND, arg(2), arg(1), arg(3), NOTHING)
        .verify("bind", "(" + FAMILY + FD + ADDRESS + "I)V", Check.BIND, Denial.BIND, arg(2), arg(1), arg(3), NOTHING)

        .in("sun/nio/ch/UnixDomainSockets")
        .check("connect", "(" + FD + PATH + ")I", Check.CONNECT, Denial.CONNECT, arg(1), arg(0))
        .check("bind", "(" + FD + PATH + ")V", Check.FILE_WRITE_LINK, Denial.BIND, arg(1))

        .in("sun/nio/ch/DatagramChannelImpl")
        .check("sendFromNativeBuffer", "(" + FD + BUFFER + SOCKET + ")I", Check.SEND, Denial.CONNECT, arg(2))
        .check("innerJoin", "(" + ADDRESS + "Ljava/net/NetworkInterface;" + ADDRESS + ")Ljava/nio/channels/MembershipKey;", Check.JOIN, Denial.SOCKET, arg(0), field("localAddress", SOCKET))

        .in("sun/nio/ch/SocketDispatcher")
        .send("write", "(" + FD + "JI)I", Check.SOCKET_WRITE, arg(0), arg(1), arg(2))
        .verify("write", "(" + FD + "JI)I", Check.SOCKET_WRITE, Denial.SOCKET, arg(0), NOTHING, RESULT, NOTHING)
        .send("writev", "(" + FD + "JI)J", Check.SOCKET_WRITE_VECTOR, arg(0), arg(1), arg(2))
        .verify("writev", "(" + FD + "JI)J", Check.SOCKET_WRITE, Denial.SOCKET, arg(0), NOTHING, RESULT, NOTHING)
        .verify("read", "(" + FD + "JI)I", Check.SOCKET_READ, Denial.SOCKET, arg(0), NOTHING, RESULT, NOTHING)
        .verify("readv", "(" + FD + "JI)J", Check.SOCKET_READ, Denial.SOCKET, arg(0), NOTHING, RESULT, NOTHING)
        .in("sun/nio/ch/DatagramDispatcher")
        .check("write", "(" + FD + "JI)I", Check.SOCKET_WRITE, Denial.SOCKET, arg(0))
        .check("writev", "(" + FD + "JI)J", Check.SOCKET_WRITE, Denial.SOCKET, arg(0))
        .in("sun/nio/ch/NioSocketImpl")
        .check("sendUrgentData", "(I)V", Check.SOCKET_WRITE, Denial.SOCKET, field("fd", FD))
        .in("sun/nio/ch/SocketChannelImpl")
        .check("sendOutOfBandData", "(B)I", Check.SOCKET_WRITE, Denial.SOCKET, field("fd", FD))
        .in("sun/nio/ch/FileChannelImpl")
        .jdk(17, 19)
        .check("transferToDirectlyInternal", "(JILjava/nio/channels/WritableByteChannel;" + FD + ")J", Check.SOCKET_WRITE, Denial.SOCKET, arg(3))
        .in("sun/nio/ch/FileDispatcherImpl")
        .jdk(20, 0)
        .check("transferTo", "(" + FD + "JJ" + FD + "Z)J", Check.SOCKET_WRITE, Denial.SOCKET, arg(3))

        .whenLoaded("sun/nio/ch/sctp/SctpNet")
        .check("connect", "(I" + ADDRESS + "I)I", Check.CONNECT, Denial.CONNECT, arg(1), NOTHING, arg(2), NOTHING)
        .check("bindx", "(I[" + ADDRESS + "IZ)V", Check.BIND, Denial.BIND, arg(1), NOTHING, arg(2), NOTHING)
        .whenLoaded("sun/nio/ch/sctp/SctpChannelImpl")
        .check("sendFromNativeBuffer", "(I" + BUFFER + ANY_SOCKET + "IZI)I", Check.SEND, Denial.CONNECT, arg(2))
        .whenLoaded("sun/nio/ch/sctp/SctpMultiChannelImpl")
        .check("sendFromNativeBuffer", "(I" + BUFFER + ANY_SOCKET + "IIZI)I", Check.SEND, Denial.CONNECT, arg(2))

        .whenLoaded("java/net/AbstractPlainSocketImpl")
        .jdk(17, 17)
        .check("doConnect", "(" + ADDRESS + "II)V", Check.CONNECT, Denial.CONNECT, arg(0), field("fd", FD), arg(1), NOTHING)
        .check("bind", "(" + ADDRESS + "I)V", Check.BIND, Denial.BIND, arg(0), field("fd", FD), arg(1), NOTHING)
        .check("sendUrgentData", "(I)V", Check.SOCKET_WRITE, Denial.SOCKET, field("fd", FD))
        .whenLoaded("java/net/SocketOutputStream")
        .jdk(17, 17)
        .before("java/net/SocketOutputStream", "socketWrite0", "(" + FD + "[BII)V", "socketWrite", "([BII)V", Check.SOCKET_WRITE, Denial.SOCKET, arg(0), NOTHING)
        .whenLoaded("java/net/AbstractPlainDatagramSocketImpl")
        .jdk(17, 17)
        .verify("create", "()V", Check.SOCKET_OPEN, Denial.SOCKET, NOTHING, field("fd", FD), NOTHING, NOTHING)
        .check("bind", "(I" + ADDRESS + ")V", Check.BIND, Denial.BIND, arg(1), field("fd", FD), arg(0), NOTHING)
        .verify("bind", "(I" + ADDRESS + ")V", Check.BIND, Denial.BIND, arg(1), field("fd", FD), arg(0), NOTHING)
        .check("connect", "(" + ADDRESS + "I)V", Check.CONNECT, Denial.CONNECT, arg(0), field("fd", FD), arg(1), NOTHING)
        .check("send", "(Ljava/net/DatagramPacket;)V", Check.SEND, Denial.CONNECT, arg(0))
        .check("join", "(" + ADDRESS + ")V", Check.JOIN, Denial.SOCKET, arg(0), field("fd", FD))
        .check("joinGroup", "(" + ANY_SOCKET + "Ljava/net/NetworkInterface;)V", Check.JOIN, Denial.SOCKET, arg(0), field("fd", FD))

        .whenLoaded("sun/security/ssl/SSLSocketOutputRecord")
        .check("deliver", "([BII)V", Check.TLS_WRITE, Denial.SOCKET, field("tc", TRANSPORT), arg(0), arg(1), arg(2))
        .whenLoaded("sun/security/ssl/SSLEngineImpl")
        .check("wrap", "(" + SOURCES + "[" + BUFFER + "II)" + WRAPPED, Check.TLS_WRAP, Denial.TLS, SELF, arg(0), arg(1), arg(2))
        .verify("wrap", "(" + SOURCES + "[" + BUFFER + "II)" + WRAPPED, Check.TLS_WRAP, Denial.TLS, SELF, RESULT, NOTHING, NOTHING)

        .in("java/net/Inet4AddressImpl")
        .check("isReachable", REACHABLE, Check.REACH, Denial.ZERO, arg(0))
        .in("java/net/Inet6AddressImpl")
        .check("isReachable", REACHABLE, Check.REACH, Denial.ZERO, arg(0))

        .in("java/net/SocksSocketImpl")
        .check("connect", "(" + ANY_SOCKET + "I)V", Check.SOCKS_TARGET, Denial.CONNECT, SELF, arg(0))
        .jdk(17, 23)
        .check("privilegedConnect", "(" + TEXT + "II)V", Check.SOCKS, Denial.CONNECT, SELF)
        .jdk(24, 0)
        .check("doConnect", "(" + TEXT + "II)V", Check.SOCKS, Denial.CONNECT, SELF)

        .in("java/net/InetAddress")
        .check("getAllByName0", "(" + TEXT + "Z)[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0))
        .jdk(17, 17)
        .check("getAllByName0", "(" + TEXT + ADDRESS + "ZZ)[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0))
        .verify("getAddressesFromNameService", "(" + TEXT + ADDRESS + ")[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0), RESULT, NOTHING, NOTHING)
        .jdk(18, 0)
        .verify("getAddressesFromNameService", "(" + TEXT + ")[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0), RESULT, NOTHING, NOTHING)
        .jdk(18, 23)
        .check("getAllByName0", "(" + TEXT + "ZZ)[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0))
        .in("java/net/InetAddress$PlatformNameService")
        .jdk(17, 17)
        .check("getHostByAddr", "([B)" + TEXT, Check.REVERSE, Denial.UNKNOWN_HOST, arg(0))
        .in("java/net/InetAddress$PlatformResolver")
        .jdk(18, 0)
        .check("lookupByName", "(" + TEXT + "Ljava/net/spi/InetAddressResolver$LookupPolicy;)Ljava/util/stream/Stream;", Check.RESOLVE_INSIDE, Denial.UNKNOWN_HOST, arg(0))
        .check("lookupByAddress", "([B)" + TEXT, Check.REVERSE, Denial.UNKNOWN_HOST, arg(0))
        .rows();
  }
  // spotless:on
}
