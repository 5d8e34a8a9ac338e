package dev.sallyport.agent.report;

import dev.sallyport.agent.audit.AuditRecord.State;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One start of a server, as far as records tell.
 *
 * @param begin when its first record was made, RFC 3339
 * @param end when its last one was
 * @param policies the digests of those in force
 * @param told what it last said of itself, such as {@code start.mode} and {@code ready.hooks}
 */
record Run(
    String server,
    String process,
    String begin,
    String end,
    SortedSet<String> policies,
    SortedMap<String, String> told) {
  private static final List<String> OF_ITSELF =
      List.of("start", "ready", "framework", "posture", "stop", "reload");

  static Run unknown(String server, String process, String time) {
    return new Run(server, process, time, time, new TreeSet<>(), new TreeMap<>());
  }

  Run seen(String time) {
    String from = time.compareTo(begin) < 0 ? time : begin;
    String to = time.compareTo(end) > 0 ? time : end;
    return new Run(server, process, from, to, policies, told);
  }

  /** With what a change of state tells of it. */
  Run told(State state) {
    if (!OF_ITSELF.contains(state.kind())) {
      return this;
    }
    SortedMap<String, String> more = new TreeMap<>(told);
    more.put(state.kind(), "");
    for (Map.Entry<String, String> detail : state.details().entrySet()) {
      more.put(state.kind() + "." + detail.getKey(), detail.getValue());
    }
    SortedSet<String> digests = new TreeSet<>(policies);
    String digest = state.details().getOrDefault("policy", "");
    if (!digest.isEmpty()) {
      digests.add(digest);
    }
    return new Run(server, process, begin, end, digests, more);
  }

  String says(String what) {
    return told.getOrDefault(what, "");
  }

  /** Whether it told that it ends. */
  boolean stopped() {
    return told.containsKey("stop");
  }

  /** The names of what weakens its gates. */
  List<String> posture() {
    String findings = says("posture.findings").strip();
    return findings.isEmpty() ? List.of() : List.of(findings.split(" +"));
  }
}
