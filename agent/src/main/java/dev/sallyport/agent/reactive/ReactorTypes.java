package dev.sallyport.agent.reactive;

import org.jspecify.annotations.Nullable;

/** What Reactor's types are called. */
final class ReactorTypes {
  static final String SUBSCRIBER = "reactor.core.CoreSubscriber";
  private static final String SOURCES = "reactor.core.publisher";

  private ReactorTypes() {}

  /** The subscriber's type of the Reactor that a class is compiled against, or null. */
  static @Nullable Class<?> subscriber(Class<?> type) {
    return Supertypes.find(type, SUBSCRIBER);
  }

  /** Whether a source is Reactor's, which has a row of its own. */
  static boolean isOwn(Class<?> source) {
    return source.getPackageName().equals(SOURCES);
  }
}
