package dev.sallyport.agent.reactive;

import dev.sallyport.agent.gate.Gates;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chains of the operators of Reactor, 3.4 to 3.8, Mutiny, 2.0 to 3.3, and RxJava 3. A chain runs
 * for whoever subscribed to it, the server included: where it reaches its source, its first
 * subscriber is replaced by one that has all that follows run in the context of the subscription.
 *
 * <p>So there is one of ours in a chain, and not one at each operator; and nothing is registered
 * with the libraries' own hooks, which the application may reset.
 */
public final class Chains implements Gates.Chains {
  private final Guests guests = new Guests();
  private final Scopes scopes = new Scopes();
  private final Sources sources = new Sources();

  @Override
  public Object carry(@Nullable Object source, Object subscriber, Object context) {
    BiFunction<Object, Object, Object> scope =
        source == null ? scopes.get(subscriber.getClass()) : sources.get(source.getClass());
    return scope.apply(subscriber, context);
  }

  /** By the class of a subscriber, what makes the one that takes its place. */
  private final class Scopes extends ClassValue<BiFunction<Object, Object, Object>> {
    @Override
    protected BiFunction<Object, Object, Object> computeValue(Class<?> type) {
      Class<?> subscriber = ReactorTypes.subscriber(type);
      if (subscriber == null) {
        subscriber = MutinyTypes.subscriber(type);
      }
      if (subscriber == null) {
        throw new IllegalStateException(type.getName().concat(" is no known subscriber"));
      }
      return MutinyTypes.isOld(subscriber) ? new AsItIs() : guests.get(subscriber);
    }
  }

  /** By the class of a source, what makes the one that takes its subscriber's place. */
  private final class Sources extends ClassValue<BiFunction<Object, Object, Object>> {
    @Override
    protected BiFunction<Object, Object, Object> computeValue(Class<?> type) {
      if (ReactorTypes.isOwn(type)
          || RxJavaTypes.isOperator(type)
          || MutinyTypes.isOperator(type)) {
        return new AsItIs();
      }
      Class<?> source = RxJavaTypes.source(type);
      return source == null ? new BySubscriber() : guests.get(source);
    }
  }

  /** Of those that see to their subscribers themselves, or hand one of their own to a source. */
  private static final class AsItIs implements BiFunction<Object, Object, Object> {
    @Override
    public Object apply(Object subscriber, Object context) {
      return subscriber;
    }
  }

  /** Of a source whose own type does not tell the subscriber's. */
  private final class BySubscriber implements BiFunction<Object, Object, Object> {
    @Override
    public Object apply(Object subscriber, Object context) {
      return scopes.get(subscriber.getClass()).apply(subscriber, context);
    }
  }
}
