package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * Sockets and name resolution, at the last Java frame before the system calls.
 *
 * <p>Streams, channels and asynchronous channels all connect and bind through {@code Net}.
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

  private NetworkHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .in("sun/nio/ch/Net")
        .check("connect", "(" + FAMILY + FD + ADDRESS + "I)I", Check.CONNECT, Denial.CONNECT, arg(2), NOTHING, arg(3), NOTHING)
        .check("bind", "(" + FAMILY + FD + ADDRESS + "I)V", Check.BIND, Denial.BIND, arg(2), NOTHING, arg(3), NOTHING)

        .in("sun/nio/ch/UnixDomainSockets")
        .check("connect", "(" + FD + PATH + ")I", Check.FILE_WRITE, Denial.CONNECT, arg(1))
        .check("bind", "(" + FD + PATH + ")V", Check.FILE_WRITE_LINK, Denial.BIND, arg(1))

        .in("sun/nio/ch/DatagramChannelImpl")
        .check("sendFromNativeBuffer", "(" + FD + BUFFER + SOCKET + ")I", Check.SEND, Denial.CONNECT, arg(2))

        .in("java/net/InetAddress")
        .check("getAllByName0", "(" + TEXT + "Z)[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0))
        .jdk(17, 17)
        .check("getAllByName0", "(" + TEXT + ADDRESS + "ZZ)[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0))
        .verify("getAddressesFromNameService", "(" + TEXT + ADDRESS + ")[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0), RESULT, NOTHING, NOTHING)
        .jdk(18, 0)
        .verify("getAddressesFromNameService", "(" + TEXT + ")[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0), RESULT, NOTHING, NOTHING)
        .jdk(18, 23)
        .check("getAllByName0", "(" + TEXT + "ZZ)[" + ADDRESS, Check.RESOLVE, Denial.UNKNOWN_HOST, arg(0))
        .rows();
  }
  // spotless:on
}
