package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.util.List;

/** The JDKs that a run is for: all found, or those that {@code sallyport.benchmarks.jdks} lists. */
final class MeasuredJdks {
  private MeasuredJdks() {}

  static List<Jdk> all() {
    String told = System.getProperty("sallyport.benchmarks.jdks", "");
    List<String> wanted = List.of(told.split(",", -1));
    return Jdks.all().stream()
        .filter(jdk -> told.isEmpty() || wanted.contains(Integer.toString(jdk.feature())))
        .toList();
  }
}
