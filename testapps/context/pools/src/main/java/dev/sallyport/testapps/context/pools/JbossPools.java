package dev.sallyport.testapps.context.pools;

import dev.sallyport.testapps.context.Construct;
import dev.sallyport.testapps.context.Once;
import dev.sallyport.testapps.context.Strangers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** JBoss's pool, which Quarkus has, and views of an executor that limit or order what they run. */
final class JbossPools {
  private static final int THREADS = 3;
  private static final int QUEUE = 1000;
  private static final String PACKAGE = "org.jboss.threads.";

  private JbossPools() {}

  /** Of a line that schedules. */
  static List<Construct> all(Line line, Strangers strangers) throws ReflectiveOperationException {
    String name = line.name() + " EnhancedQueueExecutor";
    ScheduledExecutorService pool = (ScheduledExecutorService) pool(line);
    List<Construct> all = new ArrayList<>(viewed(line, strangers));
    all.add(Construct.of(name + ".schedule", Carriers.scheduled(pool)));
    all.add(Construct.of(name + ".scheduleAtFixedRate", Carriers.repeated(pool)));
    return all;
  }

  /** Of a line with views. */
  static List<Construct> viewed(Line line, Strangers strangers)
      throws ReflectiveOperationException {
    ExecutorService pool = pool(line);
    Executor ofPool = view(line, pool);
    Executor ofStrangers = view(line, strangers::have);
    List<Construct> all = new ArrayList<>(pools(line));
    all.add(Construct.of(line.name() + " ViewExecutor", Carriers.executed(() -> ofPool)));
    all.add(
        Construct.of(
            line.name() + " ViewExecutor, of strangers", Carriers.executed(() -> ofStrangers)));
    return all;
  }

  /** Of a line with executors that keep an order. */
  static List<Construct> ordered(Line line, Strangers strangers)
      throws ReflectiveOperationException {
    Executor inner = strangers::have;
    Executor ordered = (Executor) line.make(PACKAGE + "OrderedExecutor", inner);
    List<Construct> all = new ArrayList<>(pools(line));
    all.add(Construct.of(line.name() + " OrderedExecutor", Carriers.executed(() -> ordered)));
    return all;
  }

  private static List<Construct> pools(Line line) throws ReflectiveOperationException {
    String name = line.name() + " EnhancedQueueExecutor";
    ExecutorService pool = pool(line);
    Once<ExecutorService> made = new Once<>(() -> pool(line));
    return List.of(
        Construct.of(name + ".execute", Carriers.executed(() -> pool)),
        Construct.of(name + ".submit", Carriers.submitted(() -> pool)),
        Construct.of(name + ", made by a call", Carriers.executed(made::get)));
  }

  private static ExecutorService pool(Line line) throws ReflectiveOperationException {
    Object builder = line.make(PACKAGE + "EnhancedQueueExecutor$Builder");
    Line.call(builder, "setRegisterMBean", false);
    Line.call(builder, "setCorePoolSize", 1);
    Line.call(builder, "setMaximumPoolSize", THREADS);
    return (ExecutorService) Line.call(builder, "build");
  }

  private static Executor view(Line line, Executor executor) throws ReflectiveOperationException {
    Object builder = line.call(PACKAGE + "ViewExecutor", "builder", executor);
    Line.call(builder, "setMaxSize", 1);
    Line.call(builder, "setQueueLimit", QUEUE);
    return (Executor) Line.call(builder, "build");
  }
}
