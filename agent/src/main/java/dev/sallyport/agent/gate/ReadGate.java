package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.identity.WeakTable;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that calls read from files, whoever opened them. Standard input, pipes and sockets are no
 * files, and what the JVM itself needs does not count.
 *
 * <p>How many bytes a read gets is known only after it: then they are taken away again.
 */
final class ReadGate implements Gate {
  private final Checkpoint checkpoint;
  private final Paths paths;
  private final Inodes inodes;
  private final Caps caps;
  private final WeakTable<OpenFile> files = new WeakTable<>();

  ReadGate(Checkpoint checkpoint, Paths paths, Inodes inodes) {
    this.checkpoint = checkpoint;
    this.paths = paths;
    this.inodes = inodes;
    this.caps = new Caps(checkpoint);
  }

  /** What is known of one open file. */
  private static final class OpenFile {
    /** Whether it is a pipe or a socket. */
    final boolean stream;

    /** Null where the system doesn't tell. */
    final @Nullable Path path;

    /** Whether it counts for whom it was read last. */
    volatile @Nullable Judged last;

    OpenFile(boolean stream, @Nullable Path path) {
      this.stream = stream;
      this.path = path;
    }
  }

  private record Judged(Context context, boolean counts) {}

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    Call call = limited(context);
    if (context == null || call == null || a == null) {
      return null;
    }
    return switch (hook.check()) {
      case FILE_BYTES ->
          counts(context, a) ? caps.moving(hook.id(), context, call, Direction.READ, n) : null;
      case FILE_LINE -> counts(context, opened(a)) ? got(hook, context, call, 1) : null;
      case FILE_MAP -> b != null && counts(context, a) ? got(hook, context, call, (Long) b) : null;
      case FILE_COPY ->
          b != null && counts(context, paths.absolute(a))
              ? got(hook, context, call, ((BasicFileAttributes) b).size())
              : null;
      default -> throw new IllegalStateException(hook.id());
    };
  }

  @Override
  public @Nullable Refusal verify(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    Call call = n < 0 ? null : limited(context);
    if (context == null || call == null || a == null || !counts(context, a)) {
      return null;
    }
    return switch (hook.check()) {
      case FILE_BYTES -> {
        Refusal refusal = n == 0 ? null : got(hook, context, call, n);
        if (refusal != null && b != null) {
          Arrays.fill((byte[]) b, m, m + n, (byte) 0);
        }
        yield refusal;
      }
      case FILE_BYTE -> got(hook, context, call, 1);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  /** The call, where it matters what it reads. */
  private @Nullable Call limited(@Nullable Context context) {
    Call call = context == null ? null : context.call();
    return call != null && caps.count(context, call, Direction.READ) ? call : null;
  }

  private @Nullable Refusal got(Hook hook, Context context, Call call, long bytes) {
    return caps.got(hook.id(), context, call, Direction.READ, bytes);
  }

  private static FileDescriptor opened(Object file) {
    try {
      return ((RandomAccessFile) file).getFD();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // equals of a record would link classes inside a hook
  private boolean counts(Context context, Object descriptor) {
    OpenFile file = files.get(descriptor);
    if (file == null) {
      file = look(descriptor);
      files.put(descriptor, file);
    }
    if (file.stream) {
      return false;
    }
    Judged last = file.last;
    if (last == null || last.context() != context) {
      last = new Judged(context, file.path == null || counts(context, file.path));
      file.last = last;
    }
    return last.counts();
  }

  private OpenFile look(Object descriptor) {
    int number = paths.number(descriptor);
    boolean stream = descriptor == FileDescriptor.in || inodes.isStream(number);
    return new OpenFile(stream, stream ? null : paths.opened(number));
  }

  /** What the JVM needs counts for nobody: a class that can't be read is broken for good. */
  private boolean counts(Context context, Path file) {
    Request need = new Request.Need(paths.real(file).toString());
    return checkpoint.judge(context, need).reason() != Reason.RUNTIME;
  }
}
