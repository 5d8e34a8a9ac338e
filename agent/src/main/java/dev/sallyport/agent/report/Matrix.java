package dev.sallyport.agent.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who did what, how often.
 *
 * @param columns the effects that somebody had
 * @param ofTheJvm how often the JVM itself needed something, which is in no row
 */
record Matrix(
    SortedMap<Actor, Map<Effect, Counts>> rows, SortedSet<Effect> columns, long ofTheJvm) {

  static Matrix of(Facts facts) {
    SortedMap<Actor, Map<Effect, Counts>> rows = new TreeMap<>();
    SortedSet<Effect> columns = new TreeSet<>();
    long ofTheJvm = 0;
    for (Use use : facts.uses()) {
      if (use.like().isOfTheJvm()) {
        ofTheJvm += use.counts().all();
        continue;
      }
      columns.add(use.effect());
      rows.computeIfAbsent(use.actor(), actor -> new EnumMap<>(Effect.class))
          .merge(use.effect(), use.counts(), Counts::plus);
    }
    return new Matrix(rows, columns, ofTheJvm);
  }
}
