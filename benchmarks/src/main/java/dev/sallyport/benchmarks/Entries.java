package dev.sallyport.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a busy server in audit mode has to record, as entries of the packaged agent: twenty tools,
 * each call with eight records, which are the decision on it, five on files that it reads and looks
 * at, one on what it connects to or requests, and its end. One call in fifty does something that it
 * is not granted.
 */
final class Entries {
  /** How many records a call has. */
  static final int OF_A_CALL = 8;

  private static final String RECORD = "dev.sallyport.agent.record.";
  private static final String DECIDE = "dev.sallyport.policy.decide.";
  private static final int TOOLS = 20;
  private static final int FILES = 5;
  private static final int DIRECTORIES = 40;
  private static final int NAMES = 60;
  private static final int ONE_IN = 50;
  private static final long CALL_NANOS = 86_400_000L;
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private final AgentClasses agent;
  private final Object allowed;
  private final Object observed;
  private final Object audit;
  private final Object granted;
  private final Object missing;
  private final Object ok;
  private final Object unknown;
  private final Object unasked;
  private final Object bare;
  private long time;
  private long sequence;

  /**
   * @param time of the first, in nanoseconds since the epoch
   */
  Entries(AgentClasses agent, long time) {
    this.agent = agent;
    this.time = time;
    allowed = agent.constant(RECORD + "Action", "ALLOWED");
    observed = agent.constant(RECORD + "Action", "OBSERVED");
    audit = agent.constant("dev.sallyport.policy.model.Mode", "AUDIT");
    granted = decision("ALLOW", "GRANTED", "tools.read_file.files.read[0]", 16);
    missing = decision("DENY", "NOT_GRANTED", "tools.read_file", 14);
    ok = agent.constant(RECORD + "Outcome", "OK");
    unknown = agent.constant(RECORD + "Asker", "UNKNOWN");
    unasked = agent.constant(RECORD + "Consent", "NONE");
    bare = agent.constant(RECORD + "Envelope", "NONE");
  }

  /** The records of a start and of what the server lists. */
  List<Object> beginning() {
    Map<String, String> inventory = new TreeMap<>();
    for (int tool = 0; tool < TOOLS; tool++) {
      inventory.put(tool(tool), "covered risk=read");
    }
    return List.of(
        agent.make(RECORD + "Entry$StateChanged", time, "start", Map.of("policy", DIGEST)),
        agent.make(RECORD + "Entry$StateChanged", time, "inventory", inventory));
  }

  /** All of one call. */
  List<Object> call(int number) {
    time += CALL_NANOS;
    long started = time;
    String call = Integer.toString(number, Character.MAX_RADIX);
    int tool = number % TOOLS;
    Object principal = agent.make(DECIDE + "Principal$Tool", tool(tool));
    boolean amiss = number % ONE_IN == 0;
    List<Object> entries = new ArrayList<>(OF_A_CALL);
    entries.add(decided(principal, call, "tool", "call", tool(tool), List.of("path", "query")));
    for (int i = 0; i < FILES; i++) {
      String path = path(amiss && i == 0 ? "home" : "srv", tool, number, i);
      String operation = i % 2 == 0 ? "read" : "stat";
      entries.add(decided(principal, call, "file", operation, path, List.of()));
    }
    if (number % 2 == 0) {
      entries.add(
          decided(
              principal, call, "network", "connect", "db" + tool + ".internal:5432", List.of()));
    } else {
      String url =
          "https://api.example.com:443/repos/team%d/project%d/issues/%d"
              .formatted(tool, number % DIRECTORIES, number % (NAMES * NAMES));
      entries.add(decided(principal, call, "http", "get", url, List.of()));
    }
    time += CALL_NANOS / 2;
    Object volume = agent.make(RECORD + "Volume", 420L, 1800L, 0L, 2048L);
    entries.add(
        agent.make(
            RECORD + "Entry$CallEnded", time, started, call, principal, ok, 0, DIGEST, volume, ""));
    return entries;
  }

  private static String path(String root, int tool, int number, int file) {
    return "/%s/data%d/d%02d/file-%02d.txt"
        .formatted(
            root, tool, number / TOOLS % DIRECTORIES, (number / ONE_IN * FILES + file) % NAMES);
  }

  private static String tool(int number) {
    return String.format(Locale.ROOT, "tool_%02d", number);
  }

  private Object decided(
      Object principal,
      String call,
      String gate,
      String operation,
      String target,
      List<String> arguments) {
    sequence++;
    boolean amiss = target.startsWith("/home/");
    @Nullable Object shadow = null;
    return agent.make(
        RECORD + "Entry$DecisionMade",
        time,
        sequence,
        principal,
        call,
        gate,
        operation,
        target,
        amiss ? missing : granted,
        amiss ? observed : allowed,
        audit,
        DIGEST,
        gate + "." + operation,
        "http-nio-8080-exec-7",
        false,
        arguments,
        bare,
        1,
        List.of(),
        List.of(),
        "",
        unknown,
        0L,
        unasked,
        shadow);
  }

  private Object decision(String verdict, String reason, String path, int line) {
    return agent.make(
        DECIDE + "Decision",
        agent.constant(DECIDE + "Verdict", verdict),
        agent.make(DECIDE + "Rule", path, line),
        agent.constant(DECIDE + "Reason", reason));
  }
}
