package dev.sallyport.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Callers of a server, each with a connection and a thread of its own, which send the next request
 * when they have the answer to the one before.
 */
final class ClosedLoop implements AutoCloseable {
  private final URI endpoint;
  private final byte[] request;
  private final String wanted;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * Callers that all ask for the same.
   *
   * @param wanted is in every good answer
   */
  ClosedLoop(URI endpoint, String message, String wanted) {
    this.endpoint = endpoint;
    this.request = KeptConnection.request(endpoint, message, "Bearer none");
    this.wanted = wanted;
  }

  /**
   * Calls for a while.
   *
   * @return how long each call took, in nanoseconds
   */
  double[] call(int callers, Duration duration) throws InterruptedException {
    long deadline = System.nanoTime() + duration.toNanos();
    List<Future<double[]>> running = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      running.add(threads.submit(() -> callUntil(deadline)));
    }
    List<double[]> calls = new ArrayList<>();
    for (Future<double[]> one : running) {
      try {
        calls.add(one.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return calls.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** Connects anew each time, since a server ends a connection that rests. */
  private double[] callUntil(long deadline) throws IOException {
    double[] nanos = new double[1024];
    int calls = 0;
    try (KeptConnection connection = new KeptConnection(endpoint)) {
      for (long then = System.nanoTime(); then < deadline; ) {
        long now = then;
        String answer = connection.exchange(request);
        then = System.nanoTime();
        if (!answer.contains(wanted)) {
          throw new IllegalStateException(answer);
        }
        if (calls == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * calls);
        }
        nanos[calls++] = then - now;
      }
    }
    return Arrays.copyOf(nanos, calls);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
