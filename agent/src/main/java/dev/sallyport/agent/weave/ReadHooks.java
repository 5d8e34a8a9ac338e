package dev.sallyport.agent.weave;

import static dev.sallyport.agent.enforce.Denial.IO;
import static dev.sallyport.agent.weave.Check.FILE_BYTE;
import static dev.sallyport.agent.weave.Check.FILE_BYTES;
import static dev.sallyport.agent.weave.Check.FILE_COPY;
import static dev.sallyport.agent.weave.Check.FILE_LINE;
import static dev.sallyport.agent.weave.Check.FILE_MAP;
import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.field;

import java.util.List;

/**
 * Bytes that are read from files, at the last Java frame before the system calls. Woven only where
 * a policy limits them: nothing is called more often.
 *
 * <p>{@code java.io} reads in the methods of its own classes, {@code java.nio} in a dispatcher,
 * also from the file channels that are asynchronous. Only what goes past both has rows beside:
 * mapping, what the kernel copies from one descriptor to another, and copies of whole files.
 *
 * <p>What is optional are short cuts that some releases have; without them the same is read by way
 * of the other rows.
 */
public final class ReadHooks {
  private static final String DESCRIPTOR = "Ljava/io/FileDescriptor;";
  private static final String PATH = "Lsun/nio/fs/UnixPath;";
  private static final String CHANNEL = "Ljava/nio/channels/WritableByteChannel;";
  private static final String COPIED = "(" + PATH + "Lsun/nio/fs/UnixFileAttributes;" + PATH + "*";
  private static final String MAPPED =
      "(Ljava/nio/channels/FileChannel$MapMode;JJIZ)Lsun/nio/ch/FileChannelImpl$Unmapper;";

  private static final Operand FD = field("fd", DESCRIPTOR);

  private ReadHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    Rows rows = new Rows();
    rows
        .in("java/io/FileInputStream")
        .verify("read", "()I", FILE_BYTE, IO, FD, NOTHING, RESULT, NOTHING)
        .verify("read", "([B)I", FILE_BYTES, IO, FD, arg(0), RESULT, NOTHING)
        .verify("read", "([BII)I", FILE_BYTES, IO, FD, arg(0), RESULT, arg(1))

        .in("java/io/RandomAccessFile")
        .verify("read", "()I", FILE_BYTE, IO, FD, NOTHING, RESULT, NOTHING)
        .verify("read", "([B)I", FILE_BYTES, IO, FD, arg(0), RESULT, NOTHING)
        .verify("read", "([BII)I", FILE_BYTES, IO, FD, arg(0), RESULT, arg(1))
        .optional("java/io/RandomAccessFile")
        .jdk(18, 0)
        .before("java/io/RandomAccessFile", "read0", "()I", "implReadLine", "()Ljava/lang/String;", FILE_LINE, IO, SELF, NOTHING)

        .in("sun/nio/ch/FileChannelImpl")
        .check("mapInternal", MAPPED, FILE_MAP, IO, FD, arg(2))
        .jdk(17, 19)
        .check("transferToDirectly", "(JI" + CHANNEL + ")J", FILE_BYTES, IO, FD, NOTHING, arg(1), NOTHING)
        .verify("transferToDirectly", "(JI" + CHANNEL + ")J", FILE_BYTES, IO, FD, NOTHING, RESULT, NOTHING)
        .optional("sun/nio/ch/FileChannelImpl")
        .jdk(20, 0)
        .check("transferToDirect", "(JI" + CHANNEL + ")J", FILE_BYTES, IO, FD, NOTHING, arg(1), NOTHING)

        .in("sun/nio/ch/FileDispatcherImpl")
        .jdk(20, 0)
        .verify("transferTo", "(" + DESCRIPTOR + "JJ" + DESCRIPTOR + "Z)J", FILE_BYTES, IO, arg(0), NOTHING, RESULT, NOTHING)
        .optional("sun/nio/ch/FileDispatcherImpl")
        .jdk(20, 0)
        .verify("transferFrom", "(" + DESCRIPTOR + DESCRIPTOR + "JJZ)J", FILE_BYTES, IO, arg(0), NOTHING, RESULT, NOTHING);
    dispatcher(rows.in("sun/nio/ch/FileDispatcherImpl").jdk(17, 19));
    dispatcher(rows.in("sun/nio/ch/UnixFileDispatcherImpl").on(Hook.Os.UNIX).jdk(20, 0));
    return rows
        .whenLoaded("sun/nio/fs/UnixCopyFile")
        .on(Hook.Os.UNIX)
        .jdk(17, 24)
        .check("copyFile", COPIED, FILE_COPY, IO, arg(0), arg(1))
        .optional("sun/nio/fs/UnixFileSystem")
        .on(Hook.Os.UNIX)
        .jdk(18, 0)
        .check("copyFile", COPIED, FILE_COPY, IO, arg(0), arg(1))
        .rows();
  }

  private static void dispatcher(Rows rows) {
    rows
        .check("read", "(" + DESCRIPTOR + "JI)I", FILE_BYTES, IO, arg(0))
        .verify("read", "(" + DESCRIPTOR + "JI)I", FILE_BYTES, IO, arg(0), NOTHING, RESULT, NOTHING)
        .check("pread", "(" + DESCRIPTOR + "JIJ)I", FILE_BYTES, IO, arg(0))
        .verify("pread", "(" + DESCRIPTOR + "JIJ)I", FILE_BYTES, IO, arg(0), NOTHING, RESULT, NOTHING)
        .check("readv", "(" + DESCRIPTOR + "JI)J", FILE_BYTES, IO, arg(0))
        .verify("readv", "(" + DESCRIPTOR + "JI)J", FILE_BYTES, IO, arg(0), NOTHING, RESULT, NOTHING);
  }
  // spotless:on
}
