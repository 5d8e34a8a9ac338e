package dev.sallyport.benchmarks;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one operation takes: a system call or a few, each time on the same target, as a server
 * repeats it, so many frames deep. What is refused is answered by its exception. {@link
 * OperationCosts} runs it without and with the agent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class Operations {
  static final String FILE = "sallyport.benchmarks.file";
  static final String UDP = "sallyport.benchmarks.udp";

  /** The number of the process that started this one. */
  static final String PARENT = "sallyport.benchmarks.parent";

  /** What nobody refuses. */
  static final String EXCEPTION = "exception";

  /** The name of a variable that there is. */
  static final String VARIABLE = "sallyport.benchmarks.variable";

  /** Whether each of them is refused. */
  static final String REFUSED = "sallyport.benchmarks.refused";

  /** Where nobody listens: nothing connects. */
  static final String HOST = "http://localhost:8080";

  /** A program that there is, but can't be started: starting one takes longer than all else. */
  private static final String NO_PROGRAM = "/dev/null";

  /** What the JDK says of it: older ones with an equals sign. */
  private static final Pattern EXEC_FAILED = Pattern.compile("error[=:]");

  @Param({"10", "100"})
  public int depth;

  private final OkHttpClient client =
      new OkHttpClient.Builder().socketFactory(new AnsweringSockets()).build();
  private final Request request =
      new Request.Builder()
          .url(HOST + "/repos/octocat/hello-world/contents/src/main/java/App.java?ref=main")
          .build();
  private final ByteBuffer datagram = ByteBuffer.allocateDirect(16);
  private final boolean refused = Boolean.getBoolean(REFUSED);
  private final ProcessBuilder program = new ProcessBuilder(NO_PROGRAM);
  private final InetAddress loopback = InetAddress.getLoopbackAddress();
  private final InetSocketAddress any = new InetSocketAddress(loopback, 0);
  private String name = "";
  private Path path = Path.of("");
  private Path missing = Path.of("");
  private InetSocketAddress udp = new InetSocketAddress(0);
  private DatagramChannel sender;
  private DatagramChannel connected;
  private long parent;
  private String variable = "";
  private Object last = this;

  private enum Operation {
    OPEN_STREAM,
    OPEN_CHANNEL,
    STAT,
    LIST,
    DELETE,
    CONNECT,
    SEND,
    REQUEST,
    LISTEN,
    START,
    PROCESS,
    VARIABLE,
    THROW
  }

  @Setup
  public void open() throws IOException {
    name = System.getProperty(FILE);
    path = Path.of(name);
    missing = path.resolveSibling("missing");
    udp = new InetSocketAddress(loopback, Integer.getInteger(UDP));
    sender = DatagramChannel.open();
    connected = DatagramChannel.open();
    parent = Long.getLong(PARENT);
    variable = System.getProperty(VARIABLE);
  }

  /** Refused or not, as it is said to be, or the figures are those of something else. */
  @TearDown
  public void close() throws IOException {
    sender.close();
    connected.close();
    if (isRefused(last) != refused) {
      throw new IllegalStateException(last.toString());
    }
  }

  private static boolean isRefused(Object result) {
    if (result instanceof Exception exception) {
      String message = exception.getMessage();
      return message != null && !EXEC_FAILED.matcher(message).find();
    }
    return result.equals(Optional.empty());
  }

  /** {@code java.io}: open for reading, and close. */
  @Benchmark
  public Object openStream() {
    return below(depth, Operation.OPEN_STREAM);
  }

  /** {@code java.nio}: open for reading, and close. */
  @Benchmark
  public Object openChannel() {
    return below(depth, Operation.OPEN_CHANNEL);
  }

  @Benchmark
  public Object stat() {
    return below(depth, Operation.STAT);
  }

  /** Open and close, without reading. */
  @Benchmark
  public Object list() {
    return below(depth, Operation.LIST);
  }

  /** Of a file that there is not. */
  @Benchmark
  public Object delete() {
    return below(depth, Operation.DELETE);
  }

  /** A socket for datagrams, and back: of TCP the other side would be measured. */
  @Benchmark
  public Object connect() {
    return below(depth, Operation.CONNECT);
  }

  /** One datagram, of an unconnected socket. */
  @Benchmark
  public Object send() {
    return below(depth, Operation.SEND);
  }

  /** By OkHttp, on a connection that is kept, and without a network; it has the most to compile. */
  @Benchmark
  @Warmup(iterations = 6, time = 1)
  @Measurement(iterations = 5, time = 1)
  public Object request() {
    return below(depth, Operation.REQUEST);
  }

  /** Open, bind, listen, and close. */
  @Benchmark
  public Object listen() {
    return below(depth, Operation.LISTEN);
  }

  /** Of a program that can't be started. */
  @Benchmark
  public Object start() {
    return below(depth, Operation.START);
  }

  /** A handle of the process that started this one. */
  @Benchmark
  public Object process() {
    return below(depth, Operation.PROCESS);
  }

  /** A variable of the environment. */
  @Benchmark
  public Object variable() {
    return below(depth, Operation.VARIABLE);
  }

  /** No operation: what every refusal takes at least. */
  @Benchmark
  public Object exception() {
    return below(depth, Operation.THROW);
  }

  private Object below(int frames, Operation operation) {
    if (frames > 0) {
      return below(frames - 1, operation);
    }
    try {
      last = perform(operation);
    } catch (IOException | SecurityException e) {
      last = e;
    }
    return last;
  }

  private Object perform(Operation operation) throws IOException {
    switch (operation) {
      case OPEN_STREAM -> {
        try (FileInputStream in = new FileInputStream(name)) {
          return in;
        }
      }
      case OPEN_CHANNEL -> {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
          return channel;
        }
      }
      case STAT -> {
        return Files.readAttributes(path, BasicFileAttributes.class);
      }
      case LIST -> {
        try (DirectoryStream<Path> list = Files.newDirectoryStream(path.getParent())) {
          return list;
        }
      }
      case DELETE -> {
        return Files.deleteIfExists(missing);
      }
      case CONNECT -> {
        return connected.connect(udp).disconnect();
      }
      case SEND -> {
        datagram.clear();
        return sender.send(datagram, udp);
      }
      case REQUEST -> {
        try (Response response = client.newCall(request).execute()) {
          return response;
        }
      }
      case LISTEN -> {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
          return server.bind(any);
        }
      }
      case START -> {
        return program.start();
      }
      case PROCESS -> {
        return ProcessHandle.of(parent);
      }
      case VARIABLE -> {
        return Optional.ofNullable(System.getenv(variable));
      }
      case THROW -> throw new SecurityException();
    }
    throw new IllegalStateException(operation.name());
  }
}
