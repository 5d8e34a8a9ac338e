package dev.sallyport.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that call a server evenly, each on a connection of its own, whatever it takes to answer:
 * in sessions of ten calls that read files, fetch URLs that nobody asked for before, read what is
 * not there, and what the policy denies.
 */
final class SteadyCallers implements AutoCloseable {
  private static final int CALLS = 10;
  private static final int FILES = 20;
  private static final String FILE_TEXT = "what the note says";
  private static final String FAILED = "\"isError\":true";
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"soak","version":"1"}}}""";
  private static final String INITIALIZED =
      """
      {"jsonrpc":"2.0","method":"notifications/initialized"}""";

  private final URI endpoint;
  private final String peer;
  private final boolean guarded;
  private final long nanosBetween;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong unexpected = new AtomicLong();
  private volatile String lastUnexpected = "";
  private volatile boolean running = true;

  /**
   * Begins to call.
   *
   * @param between one call and the next, of all connections together
   * @param peer where URLs are fetched, without a path
   * @param guarded whether what the policy denies is to be refused
   */
  SteadyCallers(URI endpoint, int connections, Duration between, String peer, boolean guarded) {
    this.endpoint = endpoint;
    this.peer = peer;
    this.guarded = guarded;
    nanosBetween = between.toNanos() * connections;
    for (int i = 0; i < connections; i++) {
      long begin = System.nanoTime() + i * between.toNanos();
      Thread thread = new Thread(() -> callAll(begin), "caller " + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** What the calls read. */
  static void writeFiles(Path directory) throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.writeString(directory.resolve(note(i)), FILE_TEXT);
    }
    Files.writeString(
        Files.createDirectory(directory.resolve("secret")).resolve("key"), "a secret");
  }

  private static String note(long number) {
    return "note" + number % FILES + ".txt";
  }

  private void callAll(long begin) {
    long next = begin;
    while (running) {
      try (KeptConnection connection = new KeptConnection(endpoint)) {
        while (running) {
          next = callSession(connection, next);
        }
      } catch (IOException | RuntimeException e) {
        unexpected(e.toString());
        next = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      }
    }
  }

  /** Calls in a new session, each when it is due, and says when the next one is. */
  private long callSession(KeptConnection connection, long begin) throws IOException {
    LockSupport.parkNanos(begin - System.nanoTime());
    connection.exchange(KeptConnection.request("POST", endpoint, INITIALIZE, "X-Session: none"));
    String header = "Mcp-Session-Id: " + connection.session();
    connection.exchange(KeptConnection.request("POST", endpoint, INITIALIZED, header));
    sessions.incrementAndGet();
    long due = begin;
    for (int i = 0; i < CALLS; i++) {
      LockSupport.parkNanos(due - System.nanoTime());
      call(connection, header, i);
      due += nanosBetween;
    }
    connection.exchange(KeptConnection.request("DELETE", endpoint, "", header));
    return due;
  }

  private void call(KeptConnection connection, String header, int place) throws IOException {
    long number = calls.incrementAndGet();
    switch (place) {
      case 2, 4, 6, 9 -> {
        String url = peer + "/items/" + number + "?part=" + number % 7;
        expect(fetch(connection, header, url), LoopbackPeer.TEXT, true);
      }
      case 5 -> {
        expect(read(connection, header, "missing" + number), FAILED, true);
        failed.incrementAndGet();
      }
      case 7 -> {
        expect(read(connection, header, "secret/key"), FAILED, guarded);
        refused.incrementAndGet();
      }
      case 8 -> {
        expect(fetch(connection, header, peer + "/other/" + number), LoopbackPeer.TEXT, !guarded);
        refused.incrementAndGet();
      }
      default -> expect(read(connection, header, note(number)), FILE_TEXT, true);
    }
  }

  private String read(KeptConnection connection, String header, String path) throws IOException {
    return call(connection, header, "read_files", "paths", path);
  }

  private String fetch(KeptConnection connection, String header, String url) throws IOException {
    return call(connection, header, "fetch_urls", "urls", url);
  }

  private String call(
      KeptConnection connection, String header, String tool, String argument, String value)
      throws IOException {
    String message =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":\
        {"name":"%s","arguments":{"%s":"%s"}}}"""
            .formatted(tool, argument, value);
    return connection.exchange(KeptConnection.request("POST", endpoint, message, header));
  }

  private void expect(String answer, String part, boolean there) {
    if (answer.contains(part) != there) {
      unexpected(answer);
    }
  }

  private void unexpected(String what) {
    unexpected.incrementAndGet();
    lastUnexpected = what;
  }

  /** What was called so far. */
  String account() {
    return String.format(
        Locale.ROOT,
        "%d calls in %d sessions, to be refused %d, to fail %d, unexpected %d%s",
        calls.get(),
        sessions.get(),
        refused.get(),
        failed.get(),
        unexpected.get(),
        lastUnexpected.isEmpty() ? "" : " (" + lastUnexpected.replaceAll("\\s+", " ") + ")");
  }

  @Override
  public void close() {
    running = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
