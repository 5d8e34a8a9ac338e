package dev.sallyport.benchmarks;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
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
 * What one allowed operation takes: a system call or a few, each time on the same target, as a
 * server repeats it. {@link OperationCosts} runs it without and with the agent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Operations {
  static final String FILE = "sallyport.benchmarks.file";
  static final String TCP = "sallyport.benchmarks.tcp";
  static final String UDP = "sallyport.benchmarks.udp";

  private final ByteBuffer datagram = ByteBuffer.allocateDirect(16);
  private String name = "";
  private Path path = Path.of("");
  private InetSocketAddress tcp = new InetSocketAddress(0);
  private InetSocketAddress udp = new InetSocketAddress(0);
  private DatagramChannel sender;

  @Setup
  public void open() throws IOException {
    name = System.getProperty(FILE);
    path = Path.of(name);
    tcp = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger(TCP));
    udp = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger(UDP));
    sender = DatagramChannel.open();
  }

  @TearDown
  public void close() throws IOException {
    sender.close();
  }

  /** {@code java.io}: open for reading, and close. */
  @Benchmark
  public Object openStream() throws IOException {
    try (FileInputStream in = new FileInputStream(name)) {
      return in;
    }
  }

  /** {@code java.nio}: open for reading, and close. */
  @Benchmark
  public Object openChannel() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      return channel;
    }
  }

  @Benchmark
  public Object stat() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class);
  }

  /** Connect, and reset: a closed connection would hold its port for a minute. */
  @Benchmark
  public Object connect() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.connect(tcp);
      return channel;
    }
  }

  /** One datagram, of an unconnected socket. */
  @Benchmark
  public int send() throws IOException {
    datagram.clear();
    return sender.send(datagram, udp);
  }
}
