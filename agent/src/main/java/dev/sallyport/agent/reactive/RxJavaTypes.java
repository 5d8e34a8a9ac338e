package dev.sallyport.agent.reactive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What RxJava's types are called, in 3.0 and 3.1. */
final class RxJavaTypes {
  private static final String CORE = "io.reactivex.rxjava3.core.";
  static final String FLOWABLE = CORE + "Flowable";
  static final String OBSERVABLE = CORE + "Observable";
  static final String SINGLE = CORE + "Single";
  static final String MAYBE = CORE + "Maybe";
  static final String COMPLETABLE = CORE + "Completable";
  private static final List<String> SOURCES =
      List.of(FLOWABLE, OBSERVABLE, SINGLE, MAYBE, COMPLETABLE);

  private static final String OPERATORS = "io.reactivex.rxjava3.internal.operators.";
  private static final List<String> WITH_UPSTREAM =
      List.of(
          OPERATORS + "flowable.AbstractFlowableWithUpstream",
          OPERATORS + "observable.AbstractObservableWithUpstream",
          OPERATORS + "maybe.AbstractMaybeWithUpstream");

  /** They have an upstream, but emit to all who subscribed, whoever was first. */
  private static final List<String> SHARED =
      List.of(OPERATORS + "flowable.FlowableCache", OPERATORS + "observable.ObservableCache");

  private RxJavaTypes() {}

  /**
   * Which of the five kinds of source a class is, in the RxJava it is compiled against, or null.
   */
  static @Nullable Class<?> source(Class<?> type) {
    return find(type, SOURCES);
  }

  /** Whether a source only subscribes to another, with an observer of RxJava's. */
  static boolean isOperator(Class<?> source) {
    return source.getName().startsWith(OPERATORS)
        && !SHARED.contains(source.getName())
        && find(source, WITH_UPSTREAM) != null;
  }

  private static @Nullable Class<?> find(Class<?> type, List<String> names) {
    for (String name : names) {
      Class<?> found = Supertypes.find(type, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
