package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONTENT;

import java.beans.Expression;
import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reading a file from another thread, or through another caller. */
final class Threads {
  private Threads() {}

  static Family reading() {
    Family thread = new Family("thread");
    thread.add("Thread", CONTENT, Threads::started);
    thread.add("Executors, one thread", CONTENT, at -> on(Executors.newSingleThreadExecutor(), at));
    thread.add("Executors, cached", CONTENT, at -> on(Executors.newCachedThreadPool(), at));
    thread.add("Executors, work stealing", CONTENT, at -> on(Executors.newWorkStealingPool(), at));
    thread.add("ScheduledExecutorService", CONTENT, Threads::scheduled);
    thread.add("ForkJoinPool", CONTENT, Threads::forked);
    thread.add("CompletableFuture", CONTENT, Threads::completed);
    thread.add("parallel stream", CONTENT, Threads::parallel);
    thread.add("virtual thread", CONTENT, Threads::virtual).since(21);
    thread.add("virtual thread per task", CONTENT, at -> on(virtualThreads(), at)).since(21);
    thread.add("Constructor.newInstance", CONTENT, Threads::reflected);
    thread.add("MethodHandle", CONTENT, Threads::handled);
    thread.add("java.beans.Expression", CONTENT, Threads::expressed);
    return thread;
  }

  private static Callable<String> reading(Path path) {
    return () -> Files.readString(path);
  }

  private static String started(Ground at) throws Exception {
    FutureTask<String> task = new FutureTask<>(reading(at.path()));
    new Thread(task).start();
    return task.get(5, TimeUnit.SECONDS);
  }

  private static String on(ExecutorService executor, Ground at) throws Exception {
    try {
      return executor.submit(reading(at.path())).get(5, TimeUnit.SECONDS);
    } finally {
      executor.shutdown();
    }
  }

  private static String scheduled(Ground at) throws Exception {
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    try {
      return executor
          .schedule(reading(at.path()), 1, TimeUnit.MILLISECONDS)
          .get(5, TimeUnit.SECONDS);
    } finally {
      executor.shutdown();
    }
  }

  private static String forked(Ground at) throws Exception {
    return ForkJoinPool.commonPool().submit(reading(at.path())).get(5, TimeUnit.SECONDS);
  }

  private static String completed(Ground at) throws Exception {
    return CompletableFuture.supplyAsync(() -> unchecked(at.path())).get(5, TimeUnit.SECONDS);
  }

  private static String parallel(Ground at) {
    return List.of(at.path(), at.path(), at.path(), at.path()).parallelStream()
        .map(Threads::unchecked)
        .toList()
        .toString();
  }

  private static String unchecked(Path path) {
    try {
      return Files.readString(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String virtual(Ground at) throws Exception {
    FutureTask<String> task = new FutureTask<>(reading(at.path()));
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    return task.get(5, TimeUnit.SECONDS);
  }

  private static ExecutorService virtualThreads() throws Exception {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static String reflected(Ground at) throws Exception {
    return Text.of(FileInputStream.class.getConstructor(String.class).newInstance(at.text()));
  }

  private static String handled(Ground at) throws Throwable {
    return Text.of(
        (InputStream)
            MethodHandles.lookup()
                .findConstructor(
                    FileInputStream.class, MethodType.methodType(void.class, String.class))
                .invoke(at.text()));
  }

  private static String expressed(Ground at) throws Exception {
    return Text.of(
        (InputStream)
            new Expression(FileInputStream.class, "new", new Object[] {at.text()}).getValue());
  }
}
