package dev.sallyport.benchmarks;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does JMH's work inside tool calls: each of its threads is the handler of a call that a real
 * server of the MCP SDK dispatched, and that answers when all is done. For {@code
 * -Djmh.executor=CUSTOM}.
 *
 * <p>JMH's own futures are made, and so run, for the server. What they compute is therefore passed
 * on to a handler by a queue of ours, which nothing is known of, and waited for.
 */
public final class CallExecutor extends AbstractExecutorService {
  static final String TOOL = "measure";

  /** The flags by which JMH is told of it. */
  static final String CUSTOM = "-Djmh.executor=CUSTOM";

  static final String CLASS = "-Djmh.executor.class=" + CallExecutor.class.getName();

  private static final long PATIENCE_SECONDS = 60;
  private static final Errand<?> END = new Errand<>(Object::new);

  private final BlockingQueue<Errand<?>> errands = new LinkedBlockingQueue<>();
  private final CountDownLatch begun;
  private final CountDownLatch answered;
  private final PrintStream client;
  private final McpSyncServer server;
  private volatile boolean shutdown;

  /** As JMH calls it. */
  public CallExecutor(int threads, String prefix) throws IOException, InterruptedException {
    begun = new CountDownLatch(threads);
    answered = new CountDownLatch(threads);
    PipedOutputStream requests = new PipedOutputStream();
    client = new PrintStream(requests, /* autoFlush= */ true, StandardCharsets.UTF_8);
    server = serve(new PipedInputStream(requests));
    handshake();
    for (int i = 1; i <= threads; i++) {
      call(i);
    }
    if (!begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not begin the calls for " + prefix);
    }
  }

  private McpSyncServer serve(PipedInputStream requests) {
    Tool tool = Tool.builder(TOOL, Map.of("type", "object")).description("Measures.").build();
    return McpServer.sync(
            new StdioServerTransportProvider(
                McpJsonDefaults.getMapper(), requests, OutputStream.nullOutputStream()))
        .serverInfo("propagation", "1.0.0")
        .tools(new SyncToolSpecification(tool, (exchange, request) -> handle()))
        .build();
  }

  private void handshake() {
    client.println(
        """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":\
        {"protocolVersion":"2025-03-26","capabilities":{},\
        "clientInfo":{"name":"propagation","version":"1"}}}\
        """);
    client.println(
        """
        {"jsonrpc":"2.0","method":"notifications/initialized"}\
        """);
  }

  private void call(int id) {
    client.println(
        """
        {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":\
        {"name":"%s","arguments":{}}}\
        """
            .formatted(id, TOOL));
  }

  /** Inside a call, until the end. */
  private CallToolResult handle() {
    begun.countDown();
    try {
      for (Errand<?> next = errands.take(); next != END; next = errands.take()) {
        next.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      answered.countDown();
    }
    return CallToolResult.builder(List.of()).build();
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> work) {
    return super.newTaskFor(() -> insideCall(work));
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable work, T value) {
    return newTaskFor(Executors.callable(work, value));
  }

  private <T> T insideCall(Callable<T> work) throws Exception {
    Errand<T> errand = new Errand<>(work);
    errands.add(errand);
    return errand.await();
  }

  /** Not where what it computes is to run: JMH's futures wait on a thread of their own. */
  @Override
  public void execute(Runnable future) {
    new Thread(future, "future").start();
  }

  @Override
  public void shutdown() {
    if (!shutdown) {
      shutdown = true;
      for (long i = answered.getCount(); i > 0; i--) {
        errands.add(END);
      }
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return answered.getCount() == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    boolean ended = answered.await(timeout, unit);
    if (ended) {
      client.close();
      server.close();
    }
    return ended;
  }

  /** One piece of JMH's work on its way to a call, and what came of it on its way back. */
  private static final class Errand<T> {
    private final Callable<T> work;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Exception failure;

    Errand(Callable<T> work) {
      this.work = work;
    }

    void run() {
      try {
        result = work.call();
      } catch (Exception e) {
        failure = e;
      } finally {
        done.countDown();
      }
    }

    T await() throws Exception {
      done.await();
      if (failure != null) {
        throw failure;
      }
      return result;
    }
  }
}
