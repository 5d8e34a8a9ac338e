package dev.sallyport.testapps.context.jdk;

import dev.sallyport.testapps.context.Answer;
import dev.sallyport.testapps.context.Carrier;
import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Sight;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Virtual threads and what came with them, by reflection: this is compiled for a JDK without. */
final class NewerThreads {
  private static final int VIRTUAL_THREADS = 21;
  private static final int STRUCTURED_CONCURRENCY = 25;

  private NewerThreads() {}

  static List<Construct> all() {
    return List.of(
        threads("Thread.startVirtualThread", NewerThreads::startVirtualThread),
        threads("Thread.ofVirtual", started("ofVirtual", true)),
        threads("Thread.ofVirtual, inheriting no thread locals", started("ofVirtual", false)),
        threads("Thread.ofPlatform", started("ofPlatform", true)),
        threads("Thread.ofPlatform, inheriting no thread locals", started("ofPlatform", false)),
        threads("Thread.ofVirtual.factory", NewerThreads::manufactured),
        threads(
            "Executors.newVirtualThreadPerTaskExecutor",
            perTask(executor("newVirtualThreadPerTaskExecutor", new Class<?>[0]))),
        threads(
            "Executors.newThreadPerTaskExecutor",
            perTask(
                executor(
                    "newThreadPerTaskExecutor",
                    new Class<?>[] {ThreadFactory.class},
                    Executors.defaultThreadFactory()))),
        Construct.of("StructuredTaskScope.fork", NewerThreads::scoped)
            .since(STRUCTURED_CONCURRENCY));
  }

  private static Construct threads(String name, Carrier carrier) {
    return Construct.of(name, carrier).since(VIRTUAL_THREADS);
  }

  private static Sight startVirtualThread(Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, answer);
    return answer.await();
  }

  private static Carrier started(String kind, boolean inheriting) {
    return look -> {
      Answer<Sight> answer = new Answer<>(look::get);
      Object builder = builder(kind);
      if (!inheriting) {
        method("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
      }
      method("start", Runnable.class).invoke(builder, answer);
      return answer.await();
    };
  }

  private static Sight manufactured(Supplier<Sight> look) throws Exception {
    Answer<Sight> answer = new Answer<>(look::get);
    ((ThreadFactory) method("factory").invoke(builder("ofVirtual"))).newThread(answer).start();
    return answer.await();
  }

  private static Object builder(String kind) throws ReflectiveOperationException {
    return Thread.class.getMethod(kind).invoke(null);
  }

  private static Method method(String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    return Class.forName("java.lang.Thread$Builder").getMethod(name, parameters);
  }

  private static Callable<ExecutorService> executor(
      String factory, Class<?>[] parameters, Object... arguments) {
    return () ->
        (ExecutorService) Executors.class.getMethod(factory, parameters).invoke(null, arguments);
  }

  private static Carrier perTask(Callable<ExecutorService> maker) {
    return look -> {
      ExecutorService executor = maker.call();
      try {
        return executor.submit(look::get).get(10, TimeUnit.SECONDS);
      } finally {
        executor.shutdown();
      }
    };
  }

  private static Sight scoped(Supplier<Sight> look) throws Exception {
    Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
    Callable<Sight> work = look::get;
    try (AutoCloseable scope = (AutoCloseable) type.getMethod("open").invoke(null)) {
      Object subtask = type.getMethod("fork", Callable.class).invoke(scope, work);
      type.getMethod("join").invoke(scope);
      return (Sight) ((Supplier<?>) subtask).get();
    }
  }
}
