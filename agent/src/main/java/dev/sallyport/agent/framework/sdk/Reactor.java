package dev.sallyport.agent.framework.sdk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private final Method using;
  private final Method subscribeOn;
  private final Method boundedElastic;

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
    Class<?> schedulers = loader.loadClass("reactor.core.scheduler.Schedulers");
    boundedElastic = schedulers.getMethod("boundedElastic");
    subscribeOn =
        mono.getMethod("subscribeOn", loader.loadClass("reactor.core.scheduler.Scheduler"));
    using = mono.getMethod("using", Callable.class, Function.class, Consumer.class, boolean.class);
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

  /** The same mono, answering from another thread than the one that subscribes. */
  Object elsewhere(Object mono) {
    return call(subscribeOn, mono, call(boundedElastic, null));
  }

  /** The same mono, with a step once before its answer is passed on, or when it is cancelled. */
  Object before(Object mono, Runnable last) {
    Callable<Object> resource = () -> mono;
    Function<Object, Object> source = Function.identity();
    Consumer<Object> cleanUp = same -> last.run();
    return call(using, null, resource, source, cleanUp, /* eager */ true);
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

  private static Object call(Method method, @Nullable Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
