package dev.sallyport.agent.weave;

import static dev.sallyport.agent.enforce.Denial.ACCESS_DENIED;
import static dev.sallyport.agent.enforce.Denial.ERRNO;
import static dev.sallyport.agent.enforce.Denial.FILE_NOT_FOUND;
import static dev.sallyport.agent.enforce.Denial.IO;
import static dev.sallyport.agent.enforce.Denial.NULL;
import static dev.sallyport.agent.enforce.Denial.SECURITY;
import static dev.sallyport.agent.enforce.Denial.UNIX_EACCES;
import static dev.sallyport.agent.enforce.Denial.ZERO;
import static dev.sallyport.agent.weave.Check.FILE_DELETE;
import static dev.sallyport.agent.weave.Check.FILE_DELETE_AT;
import static dev.sallyport.agent.weave.Check.FILE_DELETE_ON_EXIT;
import static dev.sallyport.agent.weave.Check.FILE_EXIT;
import static dev.sallyport.agent.weave.Check.FILE_LINK;
import static dev.sallyport.agent.weave.Check.FILE_LIST;
import static dev.sallyport.agent.weave.Check.FILE_MAKE_DIRECTORY;
import static dev.sallyport.agent.weave.Check.FILE_MOVE;
import static dev.sallyport.agent.weave.Check.FILE_MOVE_AT;
import static dev.sallyport.agent.weave.Check.FILE_OPEN;
import static dev.sallyport.agent.weave.Check.FILE_OPEN_AT;
import static dev.sallyport.agent.weave.Check.FILE_OPEN_RANDOM;
import static dev.sallyport.agent.weave.Check.FILE_READ;
import static dev.sallyport.agent.weave.Check.FILE_SHARE;
import static dev.sallyport.agent.weave.Check.FILE_STAT;
import static dev.sallyport.agent.weave.Check.FILE_STAT_AT;
import static dev.sallyport.agent.weave.Check.FILE_STAT_LINK;
import static dev.sallyport.agent.weave.Check.FILE_SYMLINK;
import static dev.sallyport.agent.weave.Check.FILE_WRITE;
import static dev.sallyport.agent.weave.Check.FILE_WRITE_AT;
import static dev.sallyport.agent.weave.Check.FILE_WRITE_LINK;
import static dev.sallyport.agent.weave.Check.FILE_WRITE_OPEN;
import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.field;

import java.util.List;

/**
 * Files, at the last Java frame before the file system of Linux and macOS.
 *
 * <p>What is native and has no caller of its own in the same class, such as {@code fchmod} until
 * JDK 18, is judged where it is called.
 *
 * <p>{@code java.nio.file} ends in {@code UnixNativeDispatcher}, {@code java.io} in the streams'
 * own {@code open} and in {@code UnixFileSystem}. Until JDK 20 most of the latter's methods are
 * native themselves and have no body to weave, so there the callers in {@code java.io.File} are.
 */
public final class FileHooks {
  private static final String TEXT = "Ljava/lang/String;";
  private static final String FILE = "Ljava/io/File;";
  private static final String PATH = "Lsun/nio/fs/UnixPath;";
  private static final String ATTRIBUTES = "Lsun/nio/fs/UnixFileAttributes;";
  private static final String STORE = "Lsun/nio/fs/UnixFileStoreAttributes;";
  private static final String DISPATCHER = "sun/nio/fs/UnixNativeDispatcher";
  private static final String TIME = "Ljava/nio/file/attribute/FileTime;";
  private static final String TIMES = "(" + TIME + TIME + TIME + ")V";
  private static final String COPY_DIRECTORY =
      "(" + PATH + ATTRIBUTES + PATH + "Lsun/nio/fs/UnixCopyFile$Flags;)V";

  /** The registration of a directory to watch, which another thread carries out. */
  static final String WATCH =
      "(Ljava/nio/file/Path;[Ljava/nio/file/WatchEvent$Kind;[Ljava/nio/file/WatchEvent$Modifier;)"
          + "Ljava/nio/file/WatchKey;";

  private static final Operand FD = field("fd", "Ljava/io/FileDescriptor;");

  private FileHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .in("java/io/FileInputStream")
        .check("open", "(" + TEXT + ")V", FILE_READ, FILE_NOT_FOUND, arg(0))
        .verify("open", "(" + TEXT + ")V", FILE_READ, FILE_NOT_FOUND, arg(0), FD, NOTHING, NOTHING)

        .in("java/io/FileOutputStream")
        .check("open", "(" + TEXT + "Z)V", FILE_WRITE, FILE_NOT_FOUND, arg(0))
        .verify("open", "(" + TEXT + "Z)V", FILE_WRITE, FILE_NOT_FOUND, arg(0), FD, NOTHING, NOTHING)

        .in("java/io/RandomAccessFile")
        .check("open", "(" + TEXT + "I)V", FILE_OPEN_RANDOM, FILE_NOT_FOUND, arg(0), NOTHING, NOTHING, arg(1))
        .verify("open", "(" + TEXT + "I)V", FILE_OPEN_RANDOM, FILE_NOT_FOUND, arg(0), FD, NOTHING, arg(1))

        .in("sun/nio/fs/UnixNativeDispatcher")
        .on(Hook.Os.UNIX)
        .check("open", "(" + PATH + "II)I", FILE_OPEN, UNIX_EACCES, arg(0), NOTHING, NOTHING, arg(1))
        .verify("open", "(" + PATH + "II)I", FILE_OPEN, UNIX_EACCES, arg(0), NOTHING, RESULT, arg(1))
        .check("openat", "(I[BII)I", FILE_OPEN_AT, UNIX_EACCES, arg(1), NOTHING, arg(0), arg(2))
        .verify("openat", "(I[BII)I", FILE_OPEN_AT, UNIX_EACCES, arg(1), NOTHING, RESULT, arg(2))
        .check("opendir", "(" + PATH + ")J", FILE_LIST, UNIX_EACCES, arg(0))
        .check("stat", "(" + PATH + ATTRIBUTES + ")V", FILE_STAT, UNIX_EACCES, arg(0))
        .check("lstat", "(" + PATH + ATTRIBUTES + ")V", FILE_STAT_LINK, UNIX_EACCES, arg(0))
        .check("fstatat", "(I[BI" + ATTRIBUTES + ")V", FILE_STAT_AT, UNIX_EACCES, arg(1), NOTHING, arg(0), arg(2))
        .check("readlink", "(" + PATH + ")[B", FILE_STAT_LINK, UNIX_EACCES, arg(0))
        .check("realpath", "(" + PATH + ")[B", FILE_STAT, UNIX_EACCES, arg(0))
        .check("statvfs", "(" + PATH + STORE + ")V", FILE_STAT, UNIX_EACCES, arg(0))
        .check("mkdir", "(" + PATH + "I)V", FILE_MAKE_DIRECTORY, UNIX_EACCES, arg(0))
        .check("mknod", "(" + PATH + "IJ)V", FILE_WRITE_LINK, UNIX_EACCES, arg(0))
        .check("chmod", "(" + PATH + "I)V", FILE_WRITE, UNIX_EACCES, arg(0))
        .check("chown", "(" + PATH + "II)V", FILE_WRITE, UNIX_EACCES, arg(0))
        .check("lchown", "(" + PATH + "II)V", FILE_WRITE_LINK, UNIX_EACCES, arg(0))
        .check("unlink", "(" + PATH + ")V", FILE_DELETE, UNIX_EACCES, arg(0))
        .check("unlinkat", "(I[BI)V", FILE_DELETE_AT, UNIX_EACCES, arg(1), NOTHING, arg(0), NOTHING)
        .check("rmdir", "(" + PATH + ")V", FILE_DELETE, UNIX_EACCES, arg(0))
        .check("rename", "(" + PATH + PATH + ")V", FILE_MOVE, UNIX_EACCES, arg(0), arg(1))
        .check("renameat", "(I[BI[B)V", FILE_MOVE_AT, UNIX_EACCES, arg(1), arg(3), arg(0), arg(2))
        .check("link", "(" + PATH + PATH + ")V", FILE_LINK, UNIX_EACCES, arg(0), arg(1))
        .check("symlink", "([B" + PATH + ")V", FILE_SYMLINK, UNIX_EACCES, arg(0), arg(1))
        .check("fsetxattr", "(I[BJI)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, NOTHING, arg(0), NOTHING)
        .check("fremovexattr", "(I[B)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, NOTHING, arg(0), NOTHING)
        .jdk(17, 20)
        .check("stat", "(" + PATH + ")I", FILE_STAT, ZERO, arg(0))
        .check("exists", "(" + PATH + ")Z", FILE_STAT, ZERO, arg(0))
        .check("access", "(" + PATH + "I)V", FILE_STAT, UNIX_EACCES, arg(0))
        .jdk(17, 21)
        .check("utimes", "(" + PATH + "JJ)V", FILE_WRITE, UNIX_EACCES, arg(0))
        .check("lutimes", "(" + PATH + "JJ)V", FILE_WRITE_LINK, UNIX_EACCES, arg(0))
        .jdk(19, 0)
        .check("fchmod", "(II)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, NOTHING, arg(0), NOTHING)
        .check("fchown", "(III)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, NOTHING, arg(0), NOTHING)
        .check("futimens", "(IJJ)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, NOTHING, arg(0), NOTHING)
        .jdk(19, 21)
        .check("futimes", "(IJJ)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, NOTHING, arg(0), NOTHING)
        .jdk(21, 0)
        .check("stat2", "(" + PATH + ATTRIBUTES + ")I", FILE_STAT, ERRNO, arg(0))
        .check("access", "(" + PATH + "I)I", FILE_STAT, ERRNO, arg(0))
        .jdk(22, 0)
        .check("fchmodat", "(I" + PATH + "II)V", FILE_WRITE_AT, UNIX_EACCES, arg(1), NOTHING, arg(0), arg(3))
        .check("utimensat", "(I" + PATH + "JJI)V", FILE_WRITE_AT, UNIX_EACCES, arg(1), NOTHING, arg(0), arg(4))

        .whenLoaded("sun/nio/fs/UnixFileAttributeViews$Basic")
        .jdk(17, 18)
        .before(DISPATCHER, "futimens", "(IJJ)V", "setTimes", TIMES, FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))
        .before(DISPATCHER, "futimes", "(IJJ)V", "setTimes", TIMES, FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))

        .whenLoaded("sun/nio/fs/UnixFileAttributeViews$Posix")
        .jdk(17, 18)
        .before(DISPATCHER, "fchmod", "(II)V", "setMode", "(I)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))

        .whenLoaded("sun/nio/fs/UnixSecureDirectoryStream$BasicFileAttributeViewImpl")
        .jdk(17, 18)
        .before(DISPATCHER, "futimes", "(IJJ)V", "setTimes", TIMES, FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))

        .whenLoaded("sun/nio/fs/UnixSecureDirectoryStream$PosixFileAttributeViewImpl")
        .jdk(17, 18)
        .before(DISPATCHER, "fchmod", "(II)V", "setPermissions", "(Ljava/util/Set;)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))
        .before(DISPATCHER, "fchown", "(III)V", "setOwners", "(II)V", FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))

        .whenLoaded("sun/nio/fs/UnixCopyFile")
        .jdk(17, 18)
        .before(DISPATCHER, "fchmod", "(II)V", "copyDirectory", COPY_DIRECTORY, FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))
        .before(DISPATCHER, "fchown", "(III)V", "copyDirectory", COPY_DIRECTORY, FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))
        .before(DISPATCHER, "futimes", "(IJJ)V", "copyDirectory", COPY_DIRECTORY, FILE_WRITE_OPEN, UNIX_EACCES, NOTHING, arg(0))

        .whenLoaded("sun/nio/fs/LinuxNativeDispatcher")
        .on(Hook.Os.LINUX)
        .check("setmntent", "([B[B)J", FILE_SHARE, UNIX_EACCES, arg(0))

        .whenLoaded("sun/nio/fs/AbstractPoller")
        .check("register", WATCH, FILE_LIST, ACCESS_DENIED, arg(0))

        .whenLoaded("java/io/DeleteOnExitHook")
        .check("add", "(" + TEXT + ")V", FILE_DELETE_ON_EXIT, SECURITY, arg(0))
        .check("runHooks", "()V", FILE_EXIT, SECURITY, NOTHING)

        .in("java/util/zip/ZipFile$Source")
        .check("get", "(" + FILE + "ZLjava/util/zip/ZipCoder;)Ljava/util/zip/ZipFile$Source;", FILE_SHARE, FILE_NOT_FOUND, arg(0))

        .whenLoaded("sun/net/www/protocol/jar/JarFileFactory")
        .verify("getCachedJarFile", "(Ljava/net/URL;)Ljava/util/jar/JarFile;", FILE_SHARE, FILE_NOT_FOUND, NOTHING, RESULT, NOTHING, NOTHING)

        .whenLoaded("jdk/nio/zipfs/ZipFileSystemProvider")
        .before("java/nio/file/Path", "toRealPath", "([Ljava/nio/file/LinkOption;)Ljava/nio/file/Path;",
            "getFileSystem", "(Ljava/net/URI;)Ljava/nio/file/FileSystem;", FILE_SHARE, SECURITY, SELF, NOTHING)

        .whenLoaded("java/util/prefs/FileSystemPreferences")
        .on(Hook.Os.LINUX)
        .before("java/util/prefs/FileSystemPreferences", "lockFile0", "(" + TEXT + "IZ)[I", "lockFile", "(Z)Z", FILE_WRITE, SECURITY, arg(0), NOTHING)

        .in("sun/nio/fs/BsdNativeDispatcher")
        .on(Hook.Os.MACOS)
        .check("setattrlist", "(" + PATH + "IJJJJ)V", FILE_WRITE, UNIX_EACCES, arg(0))
        .jdk(20, 0)
        .check("clonefile", "(" + PATH + PATH + "I)I", FILE_LINK, UNIX_EACCES, arg(0), arg(1))

        .in("java/io/UnixFileSystem")
        .on(Hook.Os.UNIX)
        .check("getBooleanAttributes", "(" + FILE + ")I", FILE_STAT, ZERO, arg(0))
        .check("hasBooleanAttributes", "(" + FILE + "I)Z", FILE_STAT, ZERO, arg(0))
        .check("delete", "(" + FILE + ")Z", FILE_DELETE, ZERO, arg(0))
        .check("rename", "(" + FILE + FILE + ")Z", FILE_MOVE, ZERO, arg(0), arg(1))
        .check("canonicalize", "(" + TEXT + ")" + TEXT, FILE_STAT, IO, arg(0))
        .jdk(21, 0)
        .check("checkAccess", "(" + FILE + "I)Z", FILE_STAT, ZERO, arg(0))
        .check("getLastModifiedTime", "(" + FILE + ")J", FILE_STAT, ZERO, arg(0))
        .check("getLength", "(" + FILE + ")J", FILE_STAT, ZERO, arg(0))
        .check("getSpace", "(" + FILE + "I)J", FILE_STAT, ZERO, arg(0))
        .check("list", "(" + FILE + ")[" + TEXT, FILE_LIST, NULL, arg(0))
        .check("setPermission", "(" + FILE + "IZZ)Z", FILE_WRITE, ZERO, arg(0))
        .check("setLastModifiedTime", "(" + FILE + "J)Z", FILE_WRITE, ZERO, arg(0))
        .check("setReadOnly", "(" + FILE + ")Z", FILE_WRITE, ZERO, arg(0))
        .check("createFileExclusively", "(" + TEXT + ")Z", FILE_WRITE_LINK, IO, arg(0))
        .check("createDirectory", "(" + FILE + ")Z", FILE_MAKE_DIRECTORY, ZERO, arg(0))

        .in("java/io/File")
        .jdk(17, 20)
        .check("canRead", "()Z", FILE_STAT, ZERO, SELF)
        .check("canWrite", "()Z", FILE_STAT, ZERO, SELF)
        .check("canExecute", "()Z", FILE_STAT, ZERO, SELF)
        .check("lastModified", "()J", FILE_STAT, ZERO, SELF)
        .check("length", "()J", FILE_STAT, ZERO, SELF)
        .check("getTotalSpace", "()J", FILE_STAT, ZERO, SELF)
        .check("getFreeSpace", "()J", FILE_STAT, ZERO, SELF)
        .check("getUsableSpace", "()J", FILE_STAT, ZERO, SELF)
        .check("normalizedList", "()[" + TEXT, FILE_LIST, NULL, SELF)
        .check("setReadable", "(ZZ)Z", FILE_WRITE, ZERO, SELF)
        .check("setWritable", "(ZZ)Z", FILE_WRITE, ZERO, SELF)
        .check("setExecutable", "(ZZ)Z", FILE_WRITE, ZERO, SELF)
        .check("setLastModified", "(J)Z", FILE_WRITE, ZERO, SELF)
        .check("setReadOnly", "()Z", FILE_WRITE, ZERO, SELF)
        .check("createNewFile", "()Z", FILE_WRITE_LINK, IO, SELF)
        .before("java/io/FileSystem", "createFileExclusively", "(" + TEXT + ")Z",
            "createTempFile", "(" + TEXT + TEXT + FILE + ")" + FILE, FILE_WRITE_LINK, IO, arg(0), NOTHING)
        .check("mkdir", "()Z", FILE_MAKE_DIRECTORY, ZERO, SELF)
        .rows();
  }
  // spotless:on
}
