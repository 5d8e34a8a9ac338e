package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM's heap holds after a full collection, as {@code jcmd GC.class_histogram} of its own
 * JDK tells, which makes one before it counts.
 *
 * @param bytes of all
 * @param byClass bytes of the objects of each class
 */
record LiveObjects(long bytes, Map<String, Long> byClass) {
  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

  static LiveObjects of(long pid, Jdk jdk) throws IOException, InterruptedException {
    String told = Jcmd.ask(jdk, pid, "GC.class_histogram");
    Map<String, Long> byClass = new HashMap<>();
    told.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> byClass.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum));
    long bytes = byClass.values().stream().mapToLong(Long::longValue).sum();
    return new LiveObjects(bytes, byClass);
  }

  /** The classes whose objects grew most since an earlier look, a line each. */
  List<String> growthSince(LiveObjects earlier, int most) {
    return byClass.entrySet().stream()
        .map(
            entry ->
                Map.entry(
                    entry.getKey(),
                    entry.getValue() - earlier.byClass().getOrDefault(entry.getKey(), 0L)))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(entry -> "%+d bytes of %s".formatted(entry.getValue(), entry.getKey()))
        .toList();
  }
}
