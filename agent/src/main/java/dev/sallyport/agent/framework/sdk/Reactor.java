package dev.sallyport.agent.framework.sdk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The application's own {@code reactor.core.publisher.Mono}. Its operators take functional
 * interfaces of the JDK, which the agent can implement without sharing a class with it.
 */
final class Reactor {
  private final ClassLoader loader;
  private final Class<?> publisher;
  private final Method subscribe;
  private final Method defer;
  private final Method just;
  private final Method error;
  private final Method fromDirect;
  private final Method map;
  private final Method flatMap;
  private final Method onErrorResume;
  private final Method doFinally;

  Reactor(ClassLoader loader) throws ReflectiveOperationException {
    this.loader = loader;
    Class<?> mono = loader.loadClass("reactor.core.publisher.Mono");
    publisher = loader.loadClass("org.reactivestreams.Publisher");
    subscribe =
        publisher.getMethod("subscribe", loader.loadClass("org.reactivestreams.Subscriber"));
    defer = mono.getMethod("defer", Supplier.class);
    just = mono.getMethod("just", Object.class);
    error = mono.getMethod("error", Throwable.class);
    fromDirect = mono.getMethod("fromDirect", publisher);
    map = mono.getMethod("map", Function.class);
    flatMap = mono.getMethod("flatMap", Function.class);
    onErrorResume = mono.getMethod("onErrorResume", Function.class);
    doFinally = mono.getMethod("doFinally", Consumer.class);
  }

  Object defer(Supplier<Object> mono) {
    return call(defer, null, mono);
  }

  Object just(Object value) {
    return call(just, null, value);
  }

  Object error(Throwable failure) {
    return call(error, null, failure);
  }

  Object map(Object mono, Function<Object, Object> mapper) {
    return call(map, mono, mapper);
  }

  Object flatMap(Object mono, Function<Object, Object> mapper) {
    return call(flatMap, mono, mapper);
  }

  Object onErrorResume(Object mono, Function<Throwable, Object> fallback) {
    return call(onErrorResume, mono, fallback);
  }

  /** After the last signal, a cancellation included. */
  Object doFinally(Object mono, Runnable last) {
    return call(doFinally, mono, (Consumer<Object>) signal -> last.run());
  }

  /** The same mono, subscribed to between two steps on the subscribing thread. */
  Object around(Object mono, Runnable before, Runnable after) {
    InvocationHandler bracket =
        (proxy, method, arguments) -> {
          if (!method.getName().equals("subscribe")) {
            return method.invoke(this, arguments);
          }
          before.run();
          try {
            return subscribe.invoke(mono, arguments);
          } finally {
            after.run();
          }
        };
    return call(
        fromDirect, null, Proxy.newProxyInstance(loader, new Class<?>[] {publisher}, bracket));
  }

  private static Object call(Method method, Object target, Object argument) {
    try {
      return method.invoke(target, argument);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
