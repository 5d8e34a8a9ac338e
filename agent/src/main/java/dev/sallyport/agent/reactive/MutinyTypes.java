package dev.sallyport.agent.reactive;

import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Mutiny, as far as it is known here: by names. */
final class MutinyTypes {
  private static final String MUTINY = "io.smallrye.mutiny.";
  static final String UNI_SUBSCRIBER = MUTINY + "subscription.UniSubscriber";
  static final String MULTI_SUBSCRIBER = MUTINY + "subscription.MultiSubscriber";

  /** All that Mutiny subscribes to another's publisher has it. */
  static final String CONTEXT_SUPPORT = MUTINY + "subscription.ContextSupport";

  static final String FLOW_SUBSCRIBER = "java.util.concurrent.Flow$Subscriber";

  private static final String OPERATORS = MUTINY + "operators.";
  private static final String UNI_OPERATOR = OPERATORS + "UniOperator";
  private static final String MULTI_OPERATOR = OPERATORS + "multi.AbstractMultiOperator";

  /** Operators that subscribe once, for several chains. */
  private static final Set<String> SHARING =
      Set.of(OPERATORS + "uni.UniMemoizeOp", OPERATORS + "multi.MultiCacheOp");

  private MutinyTypes() {}

  /** What a class of subscribers is one by, or null if Mutiny has nothing to do with it. */
  static @Nullable Class<?> subscriber(Class<?> type) {
    for (String name : new String[] {UNI_SUBSCRIBER, MULTI_SUBSCRIBER, CONTEXT_SUPPORT}) {
      Class<?> found = Supertypes.find(type, name);
      if (found != null) {
        return found;
      }
    }
    return Supertypes.find(type, FLOW_SUBSCRIBER);
  }

  /** Whether it is a subscriber to a Multi of Mutiny 1, which is not followed. */
  static boolean isOld(Class<?> subscriber) {
    return subscriber.getName().equals(MULTI_SUBSCRIBER)
        && !Flow.Subscriber.class.isAssignableFrom(subscriber);
  }

  /** Whether a class is of operators that ask their sources in turn, for the one subscriber. */
  static boolean isOperator(Class<?> type) {
    return type.getName().startsWith(MUTINY)
        && !SHARING.contains(type.getName())
        && (Supertypes.find(type, UNI_OPERATOR) != null
            || Supertypes.find(type, MULTI_OPERATOR) != null);
  }
}
