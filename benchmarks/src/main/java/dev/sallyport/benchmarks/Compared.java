package dev.sallyport.benchmarks;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The operations that guards of a JVM are compared by, each inside a tool call of the MCP SDK and
 * on what every guard allows, but for the last one. {@link Comparison} runs them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class Compared {
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
  private Sandbox sandbox;
  private Path made;
  private DatagramChannel sender;
  private int turn;

  @Setup
  public void open() throws IOException {
    sandbox = Sandbox.told();
    made = sandbox.granted().resolve("made");
    OpenSearchPolicy.applyIfTold();
    sender = DatagramChannel.open();
  }

  @TearDown
  public void close() throws IOException {
    sender.close();
  }

  private Path file() {
    turn = (turn + 1) % Sandbox.FILES;
    return sandbox.file(turn);
  }

  @Benchmark
  public Object openStream() throws IOException {
    try (FileInputStream in = new FileInputStream(file().toString())) {
      return in;
    }
  }

  @Benchmark
  public Object openAndRead() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file())) {
      buffer.clear();
      return channel.read(buffer);
    }
  }

  @Benchmark
  public Object stat() throws IOException {
    return Files.readAttributes(file(), BasicFileAttributes.class);
  }

  @Benchmark
  public void createAndDelete() throws IOException {
    Files.createFile(made);
    Files.delete(made);
  }

  /** Connect, and reset: a closed connection would hold its port for a minute. */
  @Benchmark
  public Object connect() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.connect(sandbox.server());
      return channel;
    }
  }

  /** One datagram, of an unconnected socket. */
  @Benchmark
  public int send() throws IOException {
    buffer.clear().limit(16);
    return sender.send(buffer, sandbox.receiver());
  }

  /** On a connection that is kept. */
  @Benchmark
  public int get() throws IOException {
    return sandbox.get("/granted/item");
  }

  @Benchmark
  public int startProcess() throws IOException, InterruptedException {
    return new ProcessBuilder(sandbox.program()).start().waitFor();
  }

  @Benchmark
  public @Nullable Object deniedOpen() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(sandbox.secret())) {
      return channel;
    } catch (IOException | SecurityException e) {
      return e;
    }
  }
}
