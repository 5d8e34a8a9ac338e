package dev.sallyport.agent.gate;

import com.sun.management.ThreadMXBean;
import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Circumstances;
import dev.sallyport.policy.decide.Request;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The program that counts what {@link Allocation} limits, for {@link AllocationTest}. */
final class AllocatingOperations implements AutoCloseable {
  private static final int TIMES = 64;
  private static final int ROUNDS = 5;
  private static final int TOOLS = 100;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final int read = House.number(Check.FILE_READ);
  private final int connect = House.number(Check.CONNECT);
  private final int send = House.number(Check.SEND);
  private final int variable = House.number(Check.ENVIRONMENT);
  private final String name = System.getenv().keySet().iterator().next();
  private final House house;
  private final String path;
  private final FileInputStream opened;
  private final Object descriptor;
  private final InetAddress here = InetAddress.getLoopbackAddress();
  private final InetSocketAddress there = new InetSocketAddress(here, 80);
  private final Hop hop =
      new Hop(
          "GET",
          "https://api.example.com/repos/octocat/hello/contents/a.txt?ref=main",
          List.of(new Header("Host", "api.example.com"), new Header("Accept", "application/json")));
  private final Request.ToolCall call =
      new Request.ToolCall("tool_7", Map.of("path", "/srv/data/a.txt", "query", "words"));
  private final Circumstances circumstances =
      new Circumstances(
          new Caller("ann", Set.of("reader"), null, null, null, null), null, Instant.EPOCH);
  private final Entry entry = new Entry.StateChanged(0, "counted", Map.of());
  private final Object work = new Object();

  private AllocatingOperations(Path file) throws IOException {
    this.path = file.toString();
    this.house = House.inCall(policy(file));
    this.opened = new FileInputStream(path);
    this.descriptor = opened.getFD();
  }

  /**
   * Prints a line of each, such as {@code HTTP_HOP 1024}.
   *
   * @param arguments a file that there is
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (AllocatingOperations operations = new AllocatingOperations(Path.of(arguments[0]))) {
      for (Allocation allocation : Allocation.values()) {
        out.println(allocation + " " + operations.bytes(allocation));
      }
    }
  }

  /** The least of several rounds: in the first of them classes are loaded. */
  private long bytes(Allocation allocation) {
    long least = Long.MAX_VALUE;
    int used = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < TIMES; i++) {
        used += perform(allocation);
      }
      long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, (after - before) / TIMES);
    }
    if (used < 0) {
      throw new IllegalStateException(allocation + " was refused");
    }
    return least;
  }

  private int perform(Allocation allocation) {
    return switch (allocation) {
      case FILE_OPEN_AGAIN -> openAgain();
      case CONNECT_AGAIN -> connectAgain();
      case SEND_AGAIN -> sendAgain();
      case VARIABLE_AGAIN -> variableAgain();
      case HTTP_HOP -> hop();
      case TOOL_CALL -> toolCall();
      case RECORD_OFFERED -> record();
      case WORK_HANDED_OVER -> handOver();
    };
  }

  private int openAgain() {
    boolean checked = house.gates().check(read, path, null, 0, 0);
    house.gates().verify(read, path, descriptor, 0, 0);
    return ok(!checked);
  }

  private int connectAgain() {
    return ok(!house.gates().check(connect, here, null, 80, 0));
  }

  private int sendAgain() {
    return ok(!house.gates().check(send, there, null, 0, 0));
  }

  private int variableAgain() {
    return ok(!house.gates().check(variable, name, null, 0, 0));
  }

  private int hop() {
    return ok(house.passes(hop).refusal() == null);
  }

  private int toolCall() {
    return ok(!house.engine().decide(call, circumstances).denies());
  }

  private int record() {
    return ok(house.recorder().accept(entry));
  }

  /** To another thread, which begins and ends it. */
  private int handOver() {
    Contexts contexts = house.contexts();
    contexts.capture(work);
    contexts.beginWork(work);
    contexts.end();
    return 0;
  }

  private static int ok(boolean good) {
    return good ? 0 : Integer.MIN_VALUE / TIMES / ROUNDS;
  }

  private static String policy(Path file) {
    StringBuilder text =
        new StringBuilder(
            """
            mode: enforce
            egress: { allow: ['127.0.0.1:*'] }
            callers: { local: { subject: ann, roles: [reader] } }
            roles: { reader: { tools: ['*'] } }
            tools:
              t:
                files: { read: ['%s/**'] }
                net: ['127.0.0.1:*']
                env: ['*']
                http: ['GET https://api.example.com/repos/{owner}/{repo}/contents/**']
            """
                .formatted(file.getParent()));
    for (int i = 0; i < TOOLS; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              """
                tool_%d:
                  arguments:
                    path: { type: path, under: /srv/data, required: true, maxLength: 500 }
                    query: { type: string, pattern: "[a-z ]*", maxBytes: 1KiB }
              """,
              i));
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    opened.close();
    house.close();
  }
}
