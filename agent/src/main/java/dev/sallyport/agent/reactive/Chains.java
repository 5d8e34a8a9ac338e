package dev.sallyport.agent.reactive;

import dev.sallyport.agent.gate.Gates;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chains of the operators of Reactor, 3.4 to 3.8, and Mutiny, 2.0 to 3.3. A chain runs for whoever
 * subscribed to it, the server included: where it reaches its source, its first subscriber is
 * replaced by one that has all that follows run in the context of the subscription.
 *
 * <p>So there is one of ours in a chain, and not one at each operator; and nothing is registered
 * with the libraries' own hooks, which the application may reset.
 */
public final class Chains implements Gates.Chains {
  private final Scopes scopes = new Scopes();
  private final Sources sources = new Sources();

  @Override
  public Object carry(@Nullable Object source, Object subscriber, Object context) {
    return source != null && sources.get(source.getClass())
        ? subscriber
        : scopes.get(subscriber.getClass()).apply(subscriber, context);
  }

  /** By the class of a subscriber, what makes the one that takes its place. */
  private static final class Scopes extends ClassValue<BiFunction<Object, Object, Object>> {
    private static final String SUBSCRIBER = "reactor.core.CoreSubscriber";

    private final Made made = new Made();

    @Override
    protected BiFunction<Object, Object, Object> computeValue(Class<?> type) {
      Class<?> subscriber = Supertypes.find(type, SUBSCRIBER);
      if (subscriber == null) {
        subscriber = MutinyTypes.subscriber(type);
      }
      if (subscriber == null) {
        throw new IllegalStateException(type.getName().concat(" is no known subscriber"));
      }
      return made.get(subscriber);
    }
  }

  /** The same, one for each Reactor or Mutiny there is. */
  private static final class Made extends ClassValue<BiFunction<Object, Object, Object>> {
    @Override
    @SuppressWarnings("unchecked") // ours
    protected BiFunction<Object, Object, Object> computeValue(Class<?> library) {
      if (MutinyTypes.isOld(library)) {
        return new AsItIs();
      }
      String guest = MutinyTypes.guest(library);
      try {
        return (BiFunction<Object, Object, Object>)
            new GuestLoader(library.getClassLoader())
                .loadClass(
                    GuestLoader.GUESTS.concat(guest == null ? "reactor.ReactorScopes" : guest))
                .getConstructor()
                .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Leaves a subscriber where it is. */
  private static final class AsItIs implements BiFunction<Object, Object, Object> {
    @Override
    public Object apply(Object subscriber, Object context) {
      return subscriber;
    }
  }

  /**
   * By the class of a source, whether to leave its subscriber as it is: Reactor's see to theirs,
   * and Mutiny's operators to their sources.
   */
  private static final class Sources extends ClassValue<Boolean> {
    private static final String REACTORS = "reactor.core.publisher";

    @Override
    protected Boolean computeValue(Class<?> type) {
      return type.getPackageName().equals(REACTORS) || MutinyTypes.isOperator(type);
    }
  }
}
