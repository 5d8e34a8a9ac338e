package dev.sallyport.agent.gate;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which file a path leads to or a descriptor is open on (stat(2)): device and inode, and when the
 * inode last changed, since the number of a removed file is given to the next one.
 */
public final class Inodes {
  /** The bits of a mode that tell the type of file, and two types (stat(2), inode(7)). */
  private static final int S_IFMT = 0xF000;

  private static final int S_IFIFO = 0x1000;
  private static final int S_IFSOCK = 0xC000;

  private final MethodHandle newAttributes;
  private final MethodHandle stat;
  private final MethodHandle fstat;
  private final VarHandle mode;
  private final VarHandle device;
  private final VarHandle inode;
  private final VarHandle changedSeconds;
  private final VarHandle changedNanos;

  @SuppressWarnings("ThreadLocalUsage") // one instance, for the life of the JVM
  private final ThreadLocal<Object> attributes = new Attributes();

  /** What the system calls fill in, kept so that nothing is allocated. */
  private final class Attributes extends ThreadLocal<Object> {
    @Override
    protected Object initialValue() {
      try {
        return newAttributes.invokeExact();
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** One file as it was at one time. */
  record Inode(long device, long number, long changedSeconds, long changedNanos) {
    /** Whether it is that file, which may have changed. */
    boolean isOf(Inode other) {
      return device == other.device && number == other.number;
    }
  }

  private Inodes(MethodHandles.Lookup natives, MethodHandles.Lookup fields, Class<?> type)
      throws ReflectiveOperationException {
    Class<?> dispatcher = natives.lookupClass();
    Class<?> path = Class.forName("sun.nio.fs.UnixPath");
    newAttributes =
        fields
            .findConstructor(type, MethodType.methodType(void.class))
            .asType(MethodType.methodType(Object.class));
    stat =
        natives
            .findStatic(dispatcher, "stat", MethodType.methodType(void.class, path, type))
            .asType(MethodType.methodType(void.class, Path.class, Object.class));
    fstat =
        natives
            .findStatic(dispatcher, "fstat", MethodType.methodType(void.class, int.class, type))
            .asType(MethodType.methodType(void.class, int.class, Object.class));
    mode = fields.findVarHandle(type, "st_mode", int.class);
    device = fields.findVarHandle(type, "st_dev", long.class);
    inode = fields.findVarHandle(type, "st_ino", long.class);
    changedSeconds = fields.findVarHandle(type, "st_ctime_sec", long.class);
    changedNanos = fields.findVarHandle(type, "st_ctime_nsec", long.class);
  }

  /**
   * The files of this JVM.
   *
   * @param trusted a lookup with access to {@code sun.nio.fs}
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static Inodes over(MethodHandles.Lookup trusted) throws ReflectiveOperationException {
    Class<?> dispatcher = Class.forName("sun.nio.fs.UnixNativeDispatcher");
    Class<?> type = Class.forName("sun.nio.fs.UnixFileAttributes");
    return new Inodes(
        MethodHandles.privateLookupIn(dispatcher, trusted),
        MethodHandles.privateLookupIn(type, trusted),
        type);
  }

  /** What a descriptor is open on. */
  Inode of(int descriptor) {
    return inode(filled(descriptor));
  }

  /**
   * What a path leads to, links followed; null where it leads nowhere.
   *
   * @param path of the JDK's own file system
   */
  @Nullable Inode of(Path path) {
    Object filled = attributes.get();
    try {
      stat.invokeExact(path, filled);
    } catch (Throwable absent) {
      return null;
    }
    return inode(filled);
  }

  /** Whether a descriptor is open on a pipe or a socket; one that is closed is not. */
  boolean isStream(int descriptor) {
    Object filled = attributes.get();
    try {
      fstat.invokeExact(descriptor, filled);
    } catch (Throwable closed) {
      return false;
    }
    int type = (int) mode.get(filled) & S_IFMT;
    return type == S_IFIFO || type == S_IFSOCK;
  }

  private Inode inode(Object filled) {
    return new Inode(
        (long) device.get(filled),
        (long) inode.get(filled),
        (long) changedSeconds.get(filled),
        (long) changedNanos.get(filled));
  }

  /** Whether a descriptor is open on that file, and the file is as it was. */
  boolean is(int descriptor, Inode known) {
    return same(filled(descriptor), known);
  }

  /**
   * Whether a path leads to that file, links followed, and the file is as it was.
   *
   * @param path of the JDK's own file system
   */
  boolean is(Path path, Inode known) {
    Object filled = attributes.get();
    try {
      stat.invokeExact(path, filled);
    } catch (Throwable absent) {
      return false;
    }
    return same(filled, known);
  }

  private Object filled(int descriptor) {
    Object filled = attributes.get();
    try {
      fstat.invokeExact(descriptor, filled);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return filled;
  }

  private boolean same(Object filled, Inode known) {
    return (long) inode.get(filled) == known.number
        && (long) device.get(filled) == known.device
        && (long) changedNanos.get(filled) == known.changedNanos
        && (long) changedSeconds.get(filled) == known.changedSeconds;
  }
}
