package dev.sallyport.testapps;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a process wrote to one of its streams: each byte in a file, each line in memory. */
final class CapturedStream {
  private final Path file;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private final List<Runnable> endings = new ArrayList<>();
  private boolean ended;

  CapturedStream(InputStream stream, Path file) {
    this.file = file;
    reader = new Thread(() -> read(stream), "reads " + file.getFileName());
    reader.setDaemon(true);
    reader.start();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized int size() {
    return lines.size();
  }

  /** Tells each line from now on, and the end of the stream, on the thread that reads it. */
  synchronized void listen(Consumer<String> line, Runnable end) {
    listeners.add(line);
    endings.add(end);
    if (ended) {
      end.run();
    }
  }

  /**
   * Waits for a line.
   *
   * @param from the number of lines that are not to be looked at
   * @return empty if the stream ended or the time was up before
   */
  synchronized Optional<String> await(int from, Predicate<String> wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    int next = from;
    while (true) {
      for (; next < lines.size(); next++) {
        if (wanted.test(lines.get(next))) {
          return Optional.of(lines.get(next));
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (ended || left <= 0) {
        return Optional.empty();
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  /** Waits until the stream has been read to its end. */
  void awaitEnd(Duration patience) throws InterruptedException {
    reader.join(patience.toMillis());
  }

  private void read(InputStream stream) {
    try (InputStream in = new BufferedInputStream(stream);
        OutputStream out = Files.newOutputStream(file)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        out.write(b);
        if (b == '\n') {
          add(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else {
          line.write(b);
        }
      }
      if (line.size() > 0) {
        add(line.toString(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end();
    }
  }

  private void add(String line) {
    List<Consumer<String>> told;
    synchronized (this) {
      lines.add(line);
      notifyAll();
      told = List.copyOf(listeners);
    }
    told.forEach(listener -> listener.accept(line));
  }

  private void end() {
    List<Runnable> told;
    synchronized (this) {
      ended = true;
      notifyAll();
      told = List.copyOf(endings);
    }
    told.forEach(Runnable::run);
  }
}
