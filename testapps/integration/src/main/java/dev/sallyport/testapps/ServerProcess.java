package dev.sallyport.testapps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A real MCP server in a process of its own.
 *
 * <p>Closing it ends the process as an MCP host does (close stdin, then SIGTERM, then SIGKILL, each
 * after a while) and fails if stdout ever held anything but JSON-RPC messages; a server over HTTP
 * has to leave stdout empty. Failures carry the command and both streams.
 */
public final class ServerProcess implements AutoCloseable {
  /** How long anything that was asked of a server may take. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long a server may take to see the end of stdin; not all look for it. */
  private static final Duration END_OF_STDIN = Duration.ofSeconds(2);

  /** How long a server that was told to end may take to write its last records. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private static final String LISTENING = "listening on ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> command;
  private final Process process;
  private final RunDirectory directory;
  private final boolean http;
  private final CapturedStream stdout;
  private final CapturedStream stderr;
  private final List<McpSyncClient> clients = new ArrayList<>();

  ServerProcess(List<String> command, Process process, RunDirectory directory, boolean http) {
    this.command = List.copyOf(command);
    this.process = process;
    this.directory = directory;
    this.http = http;
    stdout = new CapturedStream(process.getInputStream(), directory.path().resolve("stdout.log"));
    stderr = new CapturedStream(process.getErrorStream(), directory.path().resolve("stderr.log"));
  }

  /** Begins to describe a run of a server. */
  public static ServerLaunch of(App app) {
    return new ServerLaunch(app);
  }

  /** The official SDK's client, initialized; it is closed with the server. */
  public McpSyncClient client() {
    return client(Map.of());
  }

  /**
   * The official SDK's client, initialized; it is closed with the server.
   *
   * @param headers sent with every request, for a server over HTTP
   */
  public McpSyncClient client(Map<String, String> headers) {
    McpSyncClient client =
        http ? SdkClients.http(endpoint(), headers) : SdkClients.stdio(this, headers);
    clients.add(client);
    try {
      client.initialize();
    } catch (RuntimeException e) {
      throw new ServerFailure("no answer to initialize", this, e);
    }
    return client;
  }

  /** A client that sends and returns JSON-RPC messages byte for byte; no handshake was made. */
  public RawClient raw() {
    return raw(Map.of());
  }

  /**
   * A client that sends and returns JSON-RPC messages byte for byte; no handshake was made.
   *
   * @param headers sent with every request, for a server over HTTP
   */
  public RawClient raw(Map<String, String> headers) {
    return http ? new RawHttpClient(this, headers) : new RawStdioClient(this, headers);
  }

  /** Where a server over HTTP listens, as soon as it does. */
  public URI endpoint() {
    return URI.create(
        awaitStderr(line -> line.startsWith(LISTENING)).substring(LISTENING.length()));
  }

  /** The process's id, for looking at {@code /proc} or attaching to it. */
  public long pid() {
    return process.pid();
  }

  /** The working directory of this run, described at {@link ServerLaunch}. */
  public Path directory() {
    return directory.path();
  }

  /** The lines written to stdout so far. */
  public List<String> stdout() {
    return stdout.lines();
  }

  /** The lines written to stderr so far. */
  public List<String> stderr() {
    return stderr.lines();
  }

  /**
   * Waits for a line on stderr, or finds one that is there already.
   *
   * @throws ServerFailure if the server ended, or none came in time
   */
  public String awaitStderr(Predicate<String> wanted) {
    return stderr
        .await(0, wanted, PATIENCE)
        .orElseThrow(() -> new ServerFailure("the awaited line is not on stderr", this));
  }

  /**
   * Waits for the process to end by itself, and for all that it wrote.
   *
   * @return its exit status
   * @throws ServerFailure if it did not end in time
   */
  public int awaitExit() {
    if (!ends(PATIENCE)) {
      throw new ServerFailure("still running", this);
    }
    drain();
    return process.exitValue();
  }

  /** The command, the state and both streams, for the message of a failed assertion. */
  public String describe() {
    return String.join(
        System.lineSeparator(),
        "command: " + String.join(" ", command),
        "directory: " + directory.path(),
        "state: " + (process.isAlive() ? "running" : "exit status " + process.exitValue()),
        "stdout:",
        indented(stdout.lines()),
        "stderr:",
        indented(stderr.lines()));
  }

  /**
   * Ends the process and checks its stdout.
   *
   * @throws ServerFailure if stdout held anything but the protocol
   */
  @Override
  public void close() {
    clients.forEach(McpSyncClient::close);
    List<ProcessHandle> children = process.descendants().toList();
    end();
    children.forEach(ProcessHandle::destroyForcibly);
    drain();
    stdout.lines().stream()
        .filter(line -> http || !isJsonRpc(line))
        .findFirst()
        .ifPresent(
            line -> {
              throw new ServerFailure("not protocol on stdout: " + line, this);
            });
    try {
      directory.release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CapturedStream output() {
    return stdout;
  }

  /** Writes one line to stdin. */
  void send(String line) {
    OutputStream stdin = process.getOutputStream();
    try {
      // Under one lock, since clients may send from several threads.
      synchronized (stdin) {
        stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        stdin.flush();
      }
    } catch (IOException e) {
      throw new ServerFailure("stdin is closed", this, e);
    }
  }

  private void end() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // What was not flushed cannot reach a process that is gone, which is what is wanted here.
    }
    if (!http && ends(END_OF_STDIN)) {
      return;
    }
    // By its handle, because Process.destroy closes the streams and loses the last words.
    process.toHandle().destroy();
    if (!ends(LAST_WORDS)) {
      process.toHandle().destroyForcibly();
      ends(PATIENCE);
    }
  }

  private boolean ends(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void drain() {
    try {
      stdout.awaitEnd(LAST_WORDS);
      stderr.awaitEnd(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isJsonRpc(String line) {
    try {
      JsonNode message = JSON.readTree(line);
      return message.isObject() && message.path("jsonrpc").asText().equals("2.0");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String indented(List<String> lines) {
    return lines.isEmpty() ? "  (nothing)" : String.join("\n", lines).indent(2).stripTrailing();
  }
}
