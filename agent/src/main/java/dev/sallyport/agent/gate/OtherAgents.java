package dev.sallyport.agent.gate;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the code of other agents that the operator gave on the command line: they go on with their
 * work while a tool is called, because its classes are loaded then.
 *
 * <p>Known by what the application can't forge: the JVM's own call of {@code premain} on the stack,
 * a class on the boot class path outside of every module, or a class loader whose own class is one.
 * To get there takes {@code Instrumentation}, which is what is guarded. An agent that the
 * application's loader loads is not told from the application.
 */
final class OtherAgents {
  private static final String ENTRY = "sun.instrument.InstrumentationImpl";
  private static final String PREMAIN = "loadClassAndCallPremain";

  private final Callers callers;

  OtherAgents(OwnClasses own) {
    this.callers = new Callers(own);
  }

  /** Whether it is an agent that calls, on this thread. */
  boolean isCalling() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).walk(callers);
  }

  /** Whether a class is an agent's. */
  static boolean have(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    ClassLoader loader = type.getClassLoader();
    return loader == null ? isAppended(type) : isAppended(loader.getClass());
  }

  private static boolean isAppended(Class<?> type) {
    return type.getClassLoader() == null && !type.getModule().isNamed();
  }

  /** Looks for the nearest caller that is neither the JDK's nor our own. */
  private record Callers(OwnClasses own) implements Function<Stream<StackFrame>, Boolean> {
    @Override
    public Boolean apply(Stream<StackFrame> frames) {
      boolean nearest = true;
      for (Iterator<StackFrame> all = frames.iterator(); all.hasNext(); ) {
        StackFrame frame = all.next();
        Class<?> type = frame.getDeclaringClass();
        if (isPremain(frame, type)) {
          return true;
        }
        if (nearest && !JdkCode.has(type) && !own.contain(type)) {
          if (have(type)) {
            return true;
          }
          nearest = false;
        }
      }
      return false;
    }

    private static boolean isPremain(StackFrame frame, Class<?> type) {
      return type.getClassLoader() == null
          && type.getName().equals(ENTRY)
          && frame.getMethodName().equals(PREMAIN);
    }
  }
}
