package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import java.util.List;
import java.util.stream.Stream;

/** What a server of the context matrix runs on, and beside what. */
record ContextColumn(Jdk jdk, Beside beside) {
  /** The JDKs that the page has columns for. */
  private static final List<Integer> DOCUMENTED = List.of(17, 25);

  /** The columns of the page. */
  static List<String> names() {
    return Stream.of(Beside.values())
        .flatMap(beside -> DOCUMENTED.stream().map(feature -> feature + beside.suffix))
        .toList();
  }

  /** All that can be tried here. */
  static List<ContextColumn> all() {
    return Stream.of(Beside.values())
        .flatMap(beside -> Jdks.all().stream().map(jdk -> new ContextColumn(jdk, beside)))
        .toList();
  }

  /** How often each construct is tried; beside another agent less, as that takes long to start. */
  int rounds() {
    return beside == Beside.NOTHING ? 8 : 3;
  }

  boolean isDocumented() {
    return DOCUMENTED.contains(jdk.feature());
  }

  @Override
  public String toString() {
    return jdk.feature() + beside.suffix;
  }
}
