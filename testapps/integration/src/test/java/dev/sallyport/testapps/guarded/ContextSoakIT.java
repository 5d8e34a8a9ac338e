package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two tools do a lot at once by way of the same pools, timers and stages.
 *
 * <p>{@code -Dsallyport.soak=200000} for more operations. What comes of it is printed.
 */
class ContextSoakIT {
  private static final int OPERATIONS = Integer.getInteger("sallyport.soak", 20_000);
  private static final int QUARTERS = 4;
  private static final int CLIENTS = 8;

  /** As many as one call surely does in time. */
  private static final int BATCH = 50;

  /** What a heap may grow by for other reasons than work that was forgotten. */
  private static final long MOST_GROWTH = 4L << 20;

  private static final List<String> TOOLS = List.of("alpha", "beta");

  private static final List<String> CONSTRUCTS =
      List.of(
          "Thread",
          "ThreadPoolExecutor.execute",
          "ThreadPoolExecutor.submit",
          "ThreadPoolExecutor, priority queue",
          "ScheduledThreadPoolExecutor.schedule",
          "ScheduledThreadPoolExecutor.scheduleAtFixedRate",
          "Timer",
          "ForkJoinPool.submit",
          "ForkJoinTask.fork",
          "CompletableFuture.supplyAsync",
          "CompletableFuture.thenApply",
          "CompletableFuture.thenApplyAsync",
          "CompletableFuture.exceptionally",
          "AsynchronousFileChannel.read");

  @RegisterExtension final RunningServers servers = new RunningServers();

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void operations_inGreatNumbers_areEachTheirOwnTools_andAreForgotten(Jdk jdk) throws Exception {
    Path root = directory.toRealPath();
    McpSyncClient client =
        servers
            .start(
                ContextServer.ofJdk()
                    .launch(jdk, "enforce", root.resolve("workspace"), root.resolve("audit.jsonl")))
            .client();
    Map<String, Integer> seen = new TreeMap<>();
    long early = 0;
    for (int quarter = 1; quarter <= QUARTERS; quarter++) {
      soak(client).forEach((sight, times) -> seen.merge(sight, times, Integer::sum));
      early = quarter == 1 ? heap(client) : early;
    }
    long growth = heap(client) - early;
    System.out.printf(
        "%s: %s, heap %d KiB after a quarter, then %+d KiB%n",
        jdk, seen, early >> 10, growth >> 10);

    int each = seen.values().stream().mapToInt(Integer::intValue).sum() / TOOLS.size();
    assertThat(each * TOOLS.size()).isGreaterThanOrEqualTo(OPERATIONS);
    assertThat(seen).isEqualTo(Map.of("alpha saw alpha", each, "beta saw beta", each));
    assertThat(growth).isLessThan(MOST_GROWTH);
  }

  /** A quarter of the operations, or a little more. */
  private static Map<String, Integer> soak(McpSyncClient client) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Map<String, Integer>>> answers = new ArrayList<>();
      for (int done = 0, turn = 0; done < OPERATIONS / QUARTERS; turn++) {
        String construct = CONSTRUCTS.get(turn % CONSTRUCTS.size());
        for (String tool : TOOLS) {
          answers.add(clients.submit(() -> looks(client, tool, construct)));
          done += BATCH;
        }
      }
      Map<String, Integer> seen = new TreeMap<>();
      for (Future<Map<String, Integer>> answer : answers) {
        answer.get().forEach((sight, times) -> seen.merge(sight, times, Integer::sum));
      }
      return seen;
    } finally {
      clients.shutdownNow();
    }
  }

  private static Map<String, Integer> looks(McpSyncClient client, String tool, String construct) {
    Map<String, String> arguments =
        Map.of("construct", construct, "times", Integer.toString(BATCH));
    Map<String, Integer> seen = new TreeMap<>();
    for (String line : ToolCalls.text(ToolCalls.call(client, tool, arguments)).split("\n", -1)) {
      String[] parts = line.split(" ", 2);
      String what = parts[1].equals(tool) ? "" : ", by " + construct;
      seen.merge(tool + " saw " + parts[1] + what, Integer.parseInt(parts[0]), Integer::sum);
    }
    return seen;
  }

  private static long heap(McpSyncClient client) {
    return Long.parseLong(ToolCalls.text(ToolCalls.call(client, "heap", Map.of())));
  }
}
