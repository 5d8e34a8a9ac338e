package dev.sallyport.benchmarks;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a guard refuses of what it does not grant: each operation of {@link Compared} once more, on
 * the other half of the {@link Sandbox}. Nothing is timed; it runs as a benchmark so as to run
 * inside the same tool call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class Refusals {
  private Sandbox sandbox;

  @FunctionalInterface
  private interface Attempt {
    void make() throws Exception;
  }

  @Setup
  public void begin() throws IOException {
    sandbox = Sandbox.told();
    OpenSearchPolicy.applyIfTold();
  }

  /** Where the answers are, a line each: an operation, a tab, {@code yes} or {@code no}. */
  static Path answers(Sandbox sandbox) {
    return sandbox.granted().resolve("answers");
  }

  @Benchmark
  public void tryAll() throws IOException {
    StringBuilder answers = new StringBuilder();
    attempts()
        .forEach(
            (name, attempt) ->
                answers
                    .append(name)
                    .append('\t')
                    .append(isRefused(attempt) ? "yes" : "no")
                    .append('\n'));
    Files.writeString(answers(sandbox), answers);
  }

  private static boolean isRefused(Attempt attempt) {
    try {
      attempt.make();
      return false;
    } catch (Exception e) {
      return true;
    }
  }

  private Map<String, Attempt> attempts() {
    Path secret = sandbox.secret();
    Path made = secret.resolveSibling("made");
    Map<String, Attempt> attempts = new LinkedHashMap<>();
    attempts.put("open, `FileInputStream`", () -> new FileInputStream(secret.toString()).close());
    attempts.put("open, `Files.newByteChannel`", () -> Files.newByteChannel(secret).close());
    attempts.put("the same by a symbolic link", () -> Files.newByteChannel(sandbox.link()).close());
    attempts.put("stat", () -> Files.readAttributes(secret, BasicFileAttributes.class));
    attempts.put("create", () -> Files.createFile(made));
    attempts.put("delete", () -> Files.delete(secret.resolveSibling("doomed")));
    attempts.put(
        "connect, `SocketChannel`", () -> SocketChannel.open(sandbox.otherServer()).close());
    attempts.put("connect, `Socket`", this::connect);
    attempts.put("send a datagram", this::send);
    attempts.put("HTTP request, other path", () -> sandbox.get("/other"));
    attempts.put(
        "start a program", () -> new ProcessBuilder(sandbox.otherProgram()).start().waitFor());
    return attempts;
  }

  private void connect() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(sandbox.otherServer());
    }
  }

  private void send() throws IOException {
    try (DatagramChannel sender = DatagramChannel.open()) {
      sender.send(ByteBuffer.allocate(1), sandbox.otherReceiver());
    }
  }
}
