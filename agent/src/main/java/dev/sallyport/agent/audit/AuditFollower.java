package dev.sallyport.agent.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows a file line by line as it grows. When another file has taken its name, it is read to its
 * end, and then the other one from its beginning. It need not be there yet.
 */
public final class AuditFollower implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final long FIRST_LOOK_BACK = 1 << 18;
  private static final long MOST_LOOK_BACK = 1 << 26;

  private final Path file;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean tooLong;
  private @Nullable FileChannel open;
  private @Nullable Object key;
  private long position;

  /** Of the file of that name. */
  public AuditFollower(Path file) {
    this.file = file;
  }

  /**
   * The last lines that are there now, of the last 64 MiB; {@link #next} goes on behind them.
   *
   * @param wanted which of them count
   */
  public List<String> last(int count, Predicate<String> wanted) throws IOException {
    if (!isOpen()) {
      return List.of();
    }
    FileChannel channel = Objects.requireNonNull(open);
    long end = channel.size();
    List<String> lines = new ArrayList<>();
    for (long back = FIRST_LOOK_BACK; ; back *= 4) {
      begin(Math.max(0, end - back));
      boolean whole = position == 0;
      lines.clear();
      List<String> all = next();
      for (String line : whole || all.isEmpty() ? all : all.subList(1, all.size())) {
        if (wanted.test(line)) {
          lines.add(line);
        }
      }
      if (whole || lines.size() >= count || back >= MOST_LOOK_BACK) {
        break;
      }
    }
    return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  /** The lines that have been ended since; none while the file is not there. */
  public List<String> next() throws IOException {
    List<String> lines = new ArrayList<>();
    if (!isOpen()) {
      return lines;
    }
    read(lines);
    if (isReplaced()) {
      // What was written to it between the last look and its new name.
      read(lines);
      close();
      if (isOpen()) {
        read(lines);
      }
    }
    return lines;
  }

  private void read(List<String> lines) throws IOException {
    FileChannel channel = Objects.requireNonNull(open);
    if (channel.size() < position) {
      begin(0);
    }
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    while (channel.read(chunk, position) > 0) {
      chunk.flip();
      position += chunk.remaining();
      while (chunk.hasRemaining()) {
        take(chunk.get(), lines);
      }
      chunk.clear();
    }
  }

  private void take(byte next, List<String> lines) {
    if (next != '\n') {
      tooLong |= begun.size() == AuditReader.LONGEST_LINE;
      if (!tooLong) {
        begun.write(next);
      }
      return;
    }
    if (begun.size() > 0 && !tooLong) {
      lines.add(begun.toString(StandardCharsets.UTF_8));
    }
    begun.reset();
    tooLong = false;
  }

  private void begin(long at) {
    position = at;
    begun.reset();
    tooLong = false;
  }

  private boolean isOpen() throws IOException {
    while (open == null) {
      try {
        Object before = key(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        if (!Objects.equals(before, key(file))) {
          channel.close();
          continue;
        }
        open = channel;
        key = before;
        begin(0);
      } catch (NoSuchFileException e) {
        return false;
      }
    }
    return true;
  }

  private boolean isReplaced() throws IOException {
    try {
      return !Objects.equals(key, key(file));
    } catch (NoSuchFileException e) {
      // It has another name, and what comes after it is not there yet.
      return false;
    }
  }

  /** The identity of what has that name; null where the system gives none. */
  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
