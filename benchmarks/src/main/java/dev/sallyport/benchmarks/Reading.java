package dev.sallyport.benchmarks;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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
 * What one read takes of a file that is in memory, over and over from its start: 131072 reads of 8
 * KiB are 1 GiB. {@link ReadingCosts} runs it without and with the agent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Reading {
  static final String FILE = "sallyport.benchmarks.file";
  static final int CHUNK = 8192;
  static final int CHUNKS = 8192;

  private final byte[] bytes = new byte[CHUNK];
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
  private FileInputStream stream;
  private FileChannel channel;
  private long next;

  @Setup
  public void open() throws IOException {
    String name = System.getProperty(FILE);
    stream = new FileInputStream(name);
    channel = FileChannel.open(Path.of(name));
  }

  @TearDown
  public void close() throws IOException {
    stream.close();
    channel.close();
  }

  /** {@code java.io}: 8 KiB. */
  @Benchmark
  public int readStream() throws IOException {
    int count = stream.read(bytes, 0, CHUNK);
    if (count < 0) {
      stream.getChannel().position(0);
    }
    return count;
  }

  /** {@code java.io}: one byte. */
  @Benchmark
  public int readByte() throws IOException {
    int value = stream.read();
    if (value < 0) {
      stream.getChannel().position(0);
    }
    return value;
  }

  /** {@code java.nio}: 8 KiB. */
  @Benchmark
  public int readChannel() throws IOException {
    buffer.clear();
    next = (next + CHUNK) % ((long) CHUNK * CHUNKS);
    return channel.read(buffer, next);
  }
}
