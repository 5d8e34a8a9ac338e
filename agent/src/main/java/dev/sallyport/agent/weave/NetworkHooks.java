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
 */
public final class NetworkHooks {
  private static final String ADDRESS = "Ljava/net/InetAddress;";
  private static final String FD = "Ljava/io/FileDescriptor;";

  private NetworkHooks() {}

  public static List<Hook> rows() {
    Rows rows = new Rows();
    rows.in("sun/nio/ch/Net")
        .check(
            "connect",
            "(Ljava/net/ProtocolFamily;" + FD + ADDRESS + "I)I",
            Check.CONNECT,
            Denial.CONNECT,
            arg(2),
            NOTHING,
            arg(3))
        .check(
            "bind",
            "(Ljava/net/ProtocolFamily;" + FD + ADDRESS + "I)V",
            Check.BIND,
            Denial.BIND,
            arg(2),
            NOTHING,
            arg(3))
        .in("sun/nio/ch/UnixDomainSockets")
        .check(
            "connect",
            "(" + FD + "Ljava/nio/file/Path;)I",
            Check.FILE_WRITE,
            Denial.CONNECT,
            arg(1))
        .check(
            "bind", "(" + FD + "Ljava/nio/file/Path;)V", Check.FILE_WRITE_LINK, Denial.BIND, arg(1))
        .in("sun/nio/ch/DatagramChannelImpl")
        .check(
            "sendFromNativeBuffer",
            "(" + FD + "Ljava/nio/ByteBuffer;Ljava/net/InetSocketAddress;)I",
            Check.SEND,
            Denial.CONNECT,
            arg(2))
        .in("java/net/InetAddress")
        .jdk(17, 17)
        .open(
            "getAddressesFromNameService",
            "(Ljava/lang/String;" + ADDRESS + ")[" + ADDRESS,
            Check.RESOLVE,
            Denial.UNKNOWN_HOST,
            arg(0),
            NOTHING,
            RESULT,
            NOTHING)
        .jdk(18, 0)
        .open(
            "getAddressesFromNameService",
            "(Ljava/lang/String;)[" + ADDRESS,
            Check.RESOLVE,
            Denial.UNKNOWN_HOST,
            arg(0),
            NOTHING,
            RESULT,
            NOTHING);
    return rows.rows();
  }
}
