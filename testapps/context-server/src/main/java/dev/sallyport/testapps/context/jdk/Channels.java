package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import dev.sallyport.testapps.context.Strangers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asynchronous channels, whose handlers run on the threads of a group. */
final class Channels {
  private final Strangers strangers;

  private Channels(Strangers strangers) {
    this.strangers = strangers;
  }

  static List<Construct> all(Strangers strangers) {
    Channels of = new Channels(strangers);
    ExecutorService executor = Executors.newFixedThreadPool(2);
    AsynchronousChannelGroup own = group();
    return List.of(
        Construct.of("AsynchronousFileChannel.read", look -> file(null, look)),
        Construct.of("AsynchronousFileChannel.read, own executor", look -> file(executor, look)),
        Construct.of("AsynchronousSocketChannel.connect", look -> of.connected(null, look)),
        Construct.of(
            "AsynchronousSocketChannel.connect, own group", look -> of.connected(own, look)),
        Construct.of("AsynchronousSocketChannel.read", look -> of.read(null, look)),
        Construct.of("AsynchronousSocketChannel.read, own group", look -> of.read(own, look)),
        Construct.of("AsynchronousServerSocketChannel.accept", look -> of.accepted(null, look)),
        Construct.of(
            "AsynchronousServerSocketChannel.accept, own group", look -> of.accepted(own, look)));
  }

  private static AsynchronousChannelGroup group() {
    try {
      return AsynchronousChannelGroup.withFixedThreadPool(2, Executors.defaultThreadFactory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file of the JDK's, which anyone may read. */
  private static Sight file(@Nullable ExecutorService executor, Supplier<Sight> look)
      throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    Path release = Path.of(System.getProperty("java.home"), "release");
    try (AsynchronousFileChannel file =
        AsynchronousFileChannel.open(release, Set.of(StandardOpenOption.READ), executor)) {
      file.read(ByteBuffer.allocate(1), 0, answer, new Looking<>());
      return answer.await();
    }
  }

  private Sight connected(@Nullable AsynchronousChannelGroup group, Supplier<Sight> look)
      throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    try (AsynchronousServerSocketChannel listener = listening(group);
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group)) {
      channel.connect(listener.getLocalAddress(), answer, new Looking<Void>());
      return answer.await();
    }
  }

  private Sight read(@Nullable AsynchronousChannelGroup group, Supplier<Sight> look)
      throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    try (AsynchronousServerSocketChannel listener = listening(group);
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group)) {
      channel.connect(listener.getLocalAddress()).get();
      try (AsynchronousSocketChannel other = listener.accept().get()) {
        channel.read(ByteBuffer.allocate(1), answer, new Looking<>());
        strangers.have(() -> write(other));
        return answer.await();
      }
    }
  }

  private Sight accepted(@Nullable AsynchronousChannelGroup group, Supplier<Sight> look)
      throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    try (AsynchronousServerSocketChannel listener = listening(group)) {
      listener.accept(answer, new Looking<>());
      InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
      strangers.have(() -> connect(address));
      return answer.await();
    }
  }

  private static void write(AsynchronousSocketChannel channel) {
    try {
      channel.write(ByteBuffer.allocate(1)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void connect(InetSocketAddress address) {
    try {
      new Socket(address.getAddress(), address.getPort()).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AsynchronousServerSocketChannel listening(@Nullable AsynchronousChannelGroup group)
      throws IOException {
    return AsynchronousServerSocketChannel.open(group)
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Looks, whatever came of the operation: that it came is enough. */
  private static final class Looking<T> implements CompletionHandler<T, Answer<Sight>> {
    @Override
    public void completed(T result, Answer<Sight> answer) {
      answer.run();
    }

    @Override
    public void failed(Throwable failure, Answer<Sight> answer) {
      answer.run();
    }
  }
}
