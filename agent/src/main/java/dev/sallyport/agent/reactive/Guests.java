package dev.sallyport.agent.reactive;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** By a type of a library, what makes that which stands in its chains; one for each copy of it. */
final class Guests extends ClassValue<BiFunction<Object, Object, Object>> {
  private static final Map<String, String> NAMES =
      Map.of(
          ReactorTypes.SUBSCRIBER, "reactor.ReactorScopes",
          MutinyTypes.UNI_SUBSCRIBER, "mutiny.UniScopes",
          MutinyTypes.MULTI_SUBSCRIBER, "mutiny.MultiScopes",
          MutinyTypes.CONTEXT_SUPPORT, "mutiny.MultiScopes",
          MutinyTypes.FLOW_SUBSCRIBER, "mutiny.FlowScopes",
          RxJavaTypes.FLOWABLE, "rxjava.FlowableScopes",
          RxJavaTypes.OBSERVABLE, "rxjava.ObservableScopes",
          RxJavaTypes.SINGLE, "rxjava.SingleScopes",
          RxJavaTypes.MAYBE, "rxjava.MaybeScopes",
          RxJavaTypes.COMPLETABLE, "rxjava.CompletableScopes");

  @Override
  @SuppressWarnings("unchecked") // ours
  protected BiFunction<Object, Object, Object> computeValue(Class<?> library) {
    String name = Objects.requireNonNull(NAMES.get(library.getName()));
    try {
      return (BiFunction<Object, Object, Object>)
          new GuestLoader(library.getClassLoader())
              .loadClass(GuestLoader.GUESTS.concat(name))
              .getConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
