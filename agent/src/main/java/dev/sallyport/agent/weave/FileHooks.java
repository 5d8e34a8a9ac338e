package dev.sallyport.agent.weave;

import static dev.sallyport.agent.enforce.Denial.ERRNO;
import static dev.sallyport.agent.enforce.Denial.FILE_NOT_FOUND;
import static dev.sallyport.agent.enforce.Denial.IO;
import static dev.sallyport.agent.enforce.Denial.NULL;
import static dev.sallyport.agent.enforce.Denial.UNIX_EACCES;
import static dev.sallyport.agent.enforce.Denial.ZERO;
import static dev.sallyport.agent.weave.Check.FILE_DELETE;
import static dev.sallyport.agent.weave.Check.FILE_DELETE_AT;
import static dev.sallyport.agent.weave.Check.FILE_LINK;
import static dev.sallyport.agent.weave.Check.FILE_LIST;
import static dev.sallyport.agent.weave.Check.FILE_MOVE;
import static dev.sallyport.agent.weave.Check.FILE_MOVE_AT;
import static dev.sallyport.agent.weave.Check.FILE_OPEN;
import static dev.sallyport.agent.weave.Check.FILE_OPEN_AT;
import static dev.sallyport.agent.weave.Check.FILE_OPEN_RANDOM;
import static dev.sallyport.agent.weave.Check.FILE_READ;
import static dev.sallyport.agent.weave.Check.FILE_STAT;
import static dev.sallyport.agent.weave.Check.FILE_STAT_AT;
import static dev.sallyport.agent.weave.Check.FILE_STAT_LINK;
import static dev.sallyport.agent.weave.Check.FILE_SYMLINK;
import static dev.sallyport.agent.weave.Check.FILE_TEMPORARY;
import static dev.sallyport.agent.weave.Check.FILE_WRITE;
import static dev.sallyport.agent.weave.Check.FILE_WRITE_LINK;
import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.field;

import java.util.List;

/**
 * Files, at the last Java frame before the file system of Linux and macOS.
 *
 * <p>{@code java.nio.file} ends in {@code UnixNativeDispatcher}, {@code java.io} in the streams'
 * own {@code open} and in {@code UnixFileSystem}. Until JDK 20 most of the latter's methods are
 * native themselves and have no body to weave, so there the callers in {@code java.io.File} are.
 */
public final class FileHooks {
  private static final String FD = "Ljava/io/FileDescriptor;";
  private static final String UNIX = "Lsun/nio/fs/UnixPath;";
  private static final String FILE = "Ljava/io/File;";

  private FileHooks() {}

  public static List<Hook> rows() {
    Rows rows = new Rows();
    streams(rows);
    dispatcher(rows);
    unixFileSystem(rows);
    file17(rows);
    return rows.rows();
  }

  private static void streams(Rows rows) {
    rows.in("java/io/FileInputStream")
        .open(
            "open",
            "(Ljava/lang/String;)V",
            FILE_READ,
            FILE_NOT_FOUND,
            arg(0),
            NOTHING,
            field("fd", FD),
            NOTHING)
        .in("java/io/FileOutputStream")
        .open(
            "open",
            "(Ljava/lang/String;Z)V",
            FILE_WRITE,
            FILE_NOT_FOUND,
            arg(0),
            NOTHING,
            field("fd", FD),
            NOTHING)
        .in("java/io/RandomAccessFile")
        .open(
            "open",
            "(Ljava/lang/String;I)V",
            FILE_OPEN_RANDOM,
            FILE_NOT_FOUND,
            arg(0),
            arg(1),
            field("fd", FD),
            NOTHING);
  }

  private static void dispatcher(Rows rows) {
    String path = "(" + UNIX + ")";
    rows.in("sun/nio/fs/UnixNativeDispatcher")
        .open("open", "(" + UNIX + "II)I", FILE_OPEN, UNIX_EACCES, arg(0), arg(1), NOTHING, RESULT)
        .check("openat", "(I[BII)I", FILE_OPEN_AT, UNIX_EACCES, arg(1), NOTHING, arg(0))
        .check("opendir", path + "J", FILE_LIST, UNIX_EACCES, arg(0))
        .check(
            "stat",
            "(" + UNIX + "Lsun/nio/fs/UnixFileAttributes;)V",
            FILE_STAT,
            UNIX_EACCES,
            arg(0))
        .check(
            "lstat",
            "(" + UNIX + "Lsun/nio/fs/UnixFileAttributes;)V",
            FILE_STAT_LINK,
            UNIX_EACCES,
            arg(0))
        .check(
            "fstatat",
            "(I[BILsun/nio/fs/UnixFileAttributes;)V",
            FILE_STAT_AT,
            UNIX_EACCES,
            arg(1),
            NOTHING,
            arg(0))
        .check("readlink", path + "[B", FILE_STAT_LINK, UNIX_EACCES, arg(0))
        .check("realpath", path + "[B", FILE_STAT, UNIX_EACCES, arg(0))
        .check(
            "statvfs",
            "(" + UNIX + "Lsun/nio/fs/UnixFileStoreAttributes;)V",
            FILE_STAT,
            UNIX_EACCES,
            arg(0))
        .check("mkdir", "(" + UNIX + "I)V", FILE_WRITE_LINK, UNIX_EACCES, arg(0))
        .check("mknod", "(" + UNIX + "IJ)V", FILE_WRITE_LINK, UNIX_EACCES, arg(0))
        .check("chmod", "(" + UNIX + "I)V", FILE_WRITE, UNIX_EACCES, arg(0))
        .check("chown", "(" + UNIX + "II)V", FILE_WRITE, UNIX_EACCES, arg(0))
        .check("lchown", "(" + UNIX + "II)V", FILE_WRITE_LINK, UNIX_EACCES, arg(0))
        .check("unlink", path + "V", FILE_DELETE, UNIX_EACCES, arg(0))
        .check("unlinkat", "(I[BI)V", FILE_DELETE_AT, UNIX_EACCES, arg(1), NOTHING, arg(0))
        .check("rmdir", path + "V", FILE_DELETE, UNIX_EACCES, arg(0))
        .check("rename", "(" + UNIX + UNIX + ")V", FILE_MOVE, UNIX_EACCES, arg(0), arg(1), NOTHING)
        .check("renameat", "(I[BI[B)V", FILE_MOVE_AT, UNIX_EACCES, arg(1), arg(3), arg(0))
        .check("link", "(" + UNIX + UNIX + ")V", FILE_LINK, UNIX_EACCES, arg(0), arg(1), NOTHING)
        .check("symlink", "([B" + UNIX + ")V", FILE_SYMLINK, UNIX_EACCES, arg(0), arg(1), NOTHING)
        .jdk(17, 20)
        .check("stat", path + "I", FILE_STAT, ZERO, arg(0))
        .check("exists", path + "Z", FILE_STAT, ZERO, arg(0))
        .check("access", "(" + UNIX + "I)V", FILE_STAT, UNIX_EACCES, arg(0))
        .jdk(17, 21)
        .check("utimes", "(" + UNIX + "JJ)V", FILE_WRITE, UNIX_EACCES, arg(0))
        .check("lutimes", "(" + UNIX + "JJ)V", FILE_WRITE_LINK, UNIX_EACCES, arg(0))
        .jdk(21, 0)
        .check("stat2", "(" + UNIX + "Lsun/nio/fs/UnixFileAttributes;)I", FILE_STAT, ERRNO, arg(0))
        .check("access", "(" + UNIX + "I)I", FILE_STAT, ERRNO, arg(0))
        .jdk(22, 0)
        .check("fchmodat", "(I" + UNIX + "II)V", FILE_WRITE, UNIX_EACCES, arg(1))
        .check("utimensat", "(I" + UNIX + "JJI)V", FILE_WRITE, UNIX_EACCES, arg(1));
  }

  private static void unixFileSystem(Rows rows) {
    String file = "(" + FILE + ")";
    rows.in("java/io/UnixFileSystem")
        .check("getBooleanAttributes", file + "I", FILE_STAT, ZERO, arg(0))
        .check("hasBooleanAttributes", "(" + FILE + "I)Z", FILE_STAT, ZERO, arg(0))
        .check("delete", file + "Z", FILE_DELETE, ZERO, arg(0))
        .check("rename", "(" + FILE + FILE + ")Z", FILE_MOVE, ZERO, arg(0), arg(1), NOTHING)
        .check("canonicalize", "(Ljava/lang/String;)Ljava/lang/String;", FILE_STAT, IO, arg(0))
        .jdk(21, 0)
        .check("checkAccess", "(" + FILE + "I)Z", FILE_STAT, ZERO, arg(0))
        .check("getLastModifiedTime", file + "J", FILE_STAT, ZERO, arg(0))
        .check("getLength", file + "J", FILE_STAT, ZERO, arg(0))
        .check("getSpace", "(" + FILE + "I)J", FILE_STAT, ZERO, arg(0))
        .check("list", file + "[Ljava/lang/String;", FILE_LIST, NULL, arg(0))
        .check("setPermission", "(" + FILE + "IZZ)Z", FILE_WRITE, ZERO, arg(0))
        .check("setLastModifiedTime", "(" + FILE + "J)Z", FILE_WRITE, ZERO, arg(0))
        .check("setReadOnly", file + "Z", FILE_WRITE, ZERO, arg(0))
        .check("createFileExclusively", "(Ljava/lang/String;)Z", FILE_WRITE_LINK, IO, arg(0))
        .check("createDirectory", file + "Z", FILE_WRITE_LINK, ZERO, arg(0));
  }

  private static void file17(Rows rows) {
    rows.in("java/io/File")
        .jdk(17, 20)
        .check("canRead", "()Z", FILE_STAT, ZERO, SELF)
        .check("canWrite", "()Z", FILE_STAT, ZERO, SELF)
        .check("canExecute", "()Z", FILE_STAT, ZERO, SELF)
        .check("lastModified", "()J", FILE_STAT, ZERO, SELF)
        .check("length", "()J", FILE_STAT, ZERO, SELF)
        .check("getTotalSpace", "()J", FILE_STAT, ZERO, SELF)
        .check("getFreeSpace", "()J", FILE_STAT, ZERO, SELF)
        .check("getUsableSpace", "()J", FILE_STAT, ZERO, SELF)
        .check("normalizedList", "()[Ljava/lang/String;", FILE_LIST, NULL, SELF)
        .check("setReadable", "(ZZ)Z", FILE_WRITE, ZERO, SELF)
        .check("setWritable", "(ZZ)Z", FILE_WRITE, ZERO, SELF)
        .check("setExecutable", "(ZZ)Z", FILE_WRITE, ZERO, SELF)
        .check("setLastModified", "(J)Z", FILE_WRITE, ZERO, SELF)
        .check("setReadOnly", "()Z", FILE_WRITE, ZERO, SELF)
        .check("createNewFile", "()Z", FILE_WRITE_LINK, IO, SELF)
        .check(
            "createTempFile",
            "(Ljava/lang/String;Ljava/lang/String;" + FILE + ")" + FILE,
            FILE_TEMPORARY,
            IO,
            arg(2),
            arg(0),
            NOTHING)
        .check("mkdir", "()Z", FILE_WRITE_LINK, ZERO, SELF);
  }
}
