package dev.sallyport.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The recorder and the audit file of the packaged agent, without the rest of it. */
final class PackagedRecorder implements AutoCloseable {
  private static final String RECORD = "dev.sallyport.agent.record.";
  private static final String AUDIT = "dev.sallyport.agent.audit.";
  private static final String EXPORT = "dev.sallyport.agent.export.";
  private static final String MODEL = "dev.sallyport.policy.model.";

  /** As the agent has it. */
  private static final int CAPACITY = 1 << 16;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final MethodHandle accept;
  private final MethodHandle flush;
  private final MethodHandle close;
  private Thread thread = Thread.currentThread();

  /**
   * Where records go.
   *
   * @param file whether to an audit file
   * @param sync a constant of {@code Sync}
   * @param checkpoint after how many records there is one
   * @param export a constant of {@code ExportFormat}; empty for none
   */
  record Setting(boolean file, String sync, long checkpoint, String export) {}

  /**
   * Opens it; the audit file is {@code audit.jsonl}, and what is exported {@code export}.
   *
   * @param overflow a constant of {@code Overflow}
   */
  PackagedRecorder(AgentClasses agent, Path directory, Setting setting, String overflow) {
    PrintStream err = System.err;
    Object origin = agent.make(RECORD + "Origin", "benchmark", "4f1c9a", "", "0");
    List<Object> sources = new ArrayList<>();
    if (setting.file()) {
      sources.add(audit(agent, directory, setting, origin, err));
    }
    if (!setting.export().isEmpty()) {
      sources.add(export(agent, directory, setting, origin, err));
    }
    ThreadFactory recorderThread =
        work -> {
          thread = new Thread(work, "recorder");
          return thread;
        };
    Object recorder =
        agent.make(
            RECORD + "Recorder",
            CAPACITY,
            agent.constant(RECORD + "Overflow", overflow),
            recorderThread,
            sources,
            InstantSource.system(),
            err);
    try {
      Class<?> type = recorder.getClass();
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      accept =
          lookup
              .unreflect(type.getMethod("accept", agent.loadClass(RECORD + "Entry")))
              .bindTo(recorder)
              .asType(MethodType.methodType(void.class, Object.class));
      flush = lookup.unreflect(type.getMethod("flush", Duration.class)).bindTo(recorder);
      close = lookup.unreflect(type.getMethod("close", Duration.class)).bindTo(recorder);
      type.getMethod("start").invoke(recorder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object audit(
      AgentClasses agent, Path directory, Setting setting, Object origin, PrintStream err) {
    @Nullable Object unnamed = null;
    Object rules =
        agent.make(
            MODEL + "Audit",
            unnamed,
            100L << 20,
            false,
            agent.constant(MODEL + "Sync", setting.sync()),
            agent.constant(MODEL + "WhenFull", "GAP"),
            setting.checkpoint(),
            Duration.ofMinutes(1),
            unnamed,
            List.of());
    Object location =
        agent.make(AUDIT + "AuditLocation", directory.resolve("audit.jsonl").toFile(), 1L);
    return agent.make(
        AUDIT + "AuditSource",
        location,
        rules,
        directory.resolve("audit.key").toFile(),
        origin,
        agent.make(RECORD + "Losses"),
        err);
  }

  private static Object export(
      AgentClasses agent, Path directory, Setting setting, Object origin, PrintStream err) {
    @Nullable Object collector = null;
    Object target =
        agent.make(MODEL + "ExportTarget$ToFile", directory.resolve("export").toString());
    Object format = agent.constant(MODEL + "ExportFormat", setting.export());
    try {
      Object outages =
          Proxy.newProxyInstance(
              agent,
              new Class<?>[] {agent.loadClass(EXPORT + "Outages")},
              (proxy, method, arguments) -> null);
      return agent.make(
          EXPORT + "ExportSource",
          List.of(agent.make(MODEL + "Export", target, format)),
          origin,
          1L,
          collector,
          (ThreadFactory) Thread::new,
          outages,
          err);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the agent's own hooks do. */
  void accept(Object entry) {
    try {
      accept.invokeExact(entry);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until all that was accepted has been written. */
  void flush() {
    try {
      if (!(boolean) flush.invoke(PATIENCE)) {
        throw new IllegalStateException("records were not written in " + PATIENCE);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The processor time of the recorder thread until now, in nanoseconds. */
  long processorNanos() {
    return threads.getThreadCpuTime(thread.getId());
  }

  /** What the recorder thread has allocated until now, in bytes. */
  long allocated() {
    return threads.getThreadAllocatedBytes(thread.getId());
  }

  @Override
  public void close() {
    try {
      close.invoke(PATIENCE);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
