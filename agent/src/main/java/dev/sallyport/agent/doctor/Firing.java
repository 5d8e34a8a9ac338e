package dev.sallyport.agent.doctor;

import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.gate.Canary;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.weave.Hook;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls the hooked method itself, of which nothing runs but the hook on its entry: any row that is
 * judged there, or carries a context from there, is fired the same way.
 *
 * <p>Only for rows that are woven. Should one not stand after all, its method fails on what it is
 * given: no object, and numbers that no descriptor and no process has.
 */
final class Firing {
  private final Gates gates;
  private final Access access;
  private final Receivers receivers;

  Firing(Gates gates, Access access, Receivers receivers) {
    this.gates = gates;
    this.access = access;
    this.receivers = receivers;
  }

  /** What came of calling the method of that row, or null where there is no object to call on. */
  @Nullable Outcome fire(int number, Hook row) {
    List<Object> arguments = new ArrayList<>();
    MethodHandle method;
    try {
      // Initialised first: what a static initialiser does is not the canary's.
      Class<?> owner = Examination.load(row, /* initialize= */ true);
      method = method(owner, row, arguments);
    } catch (Throwable e) {
      return new Outcome(false, "can't be called: " + e);
    }
    if (method == null) {
      return null;
    }
    Canary canary = new Canary(number);
    String seen;
    boolean stopped;
    gates.expect(canary);
    try {
      Object result = method.invokeWithArguments(arguments);
      stopped = row.denied().isValue() && isRefusal(result, row.denied());
      seen = String.valueOf(result);
    } catch (Throwable refused) {
      stopped = !row.denied().isValue();
      seen = refused == canary ? "" : refused.getClass().getName();
    } finally {
      gates.expect(null);
    }
    if (!canary.fired()) {
      return new Outcome(false, "did not fire");
    }
    return stopped ? new Outcome(true, seen) : new Outcome(false, "fired, and went on: " + seen);
  }

  private static boolean isRefusal(@Nullable Object result, Denial denial) {
    // Those of servers return nothing; with nothing to work on, they would have thrown.
    if (denial == Denial.NULL || denial == Denial.SERVER) {
      return result == null;
    }
    long expected = denial == Denial.ERRNO ? Denial.EACCES : 0;
    return Boolean.FALSE.equals(result)
        || (result instanceof Number number && number.longValue() == expected);
  }

  /** The method, and in {@code arguments} what to call it with; null where it can't be. */
  private @Nullable MethodHandle method(Class<?> owner, Hook row, List<Object> arguments)
      throws Throwable {
    MethodHandles.Lookup lookup = access.in(owner);
    if (row.method().equals("<init>")) {
      if (Modifier.isAbstract(owner.getModifiers())) {
        return null;
      }
      for (Constructor<?> constructor : owner.getDeclaredConstructors()) {
        if (row.matches("<init>", type(void.class, constructor.getParameterTypes()))) {
          dummies(constructor.getParameterTypes(), arguments);
          return lookup.unreflectConstructor(constructor);
        }
      }
      return null;
    }
    for (Method method : owner.getDeclaredMethods()) {
      if (row.matches(method.getName(), type(method.getReturnType(), method.getParameterTypes()))) {
        if (Modifier.isStatic(method.getModifiers())) {
          dummies(method.getParameterTypes(), arguments);
          return lookup.unreflect(method);
        }
        Object receiver = receivers.of(owner);
        if (receiver == null) {
          return null;
        }
        arguments.add(receiver);
        dummies(method.getParameterTypes(), arguments);
        // Not what a subclass has made of it.
        return lookup.unreflectSpecial(method, owner);
      }
    }
    return null;
  }

  private static String type(Class<?> result, Class<?>[] parameters) {
    return MethodType.methodType(result, parameters).toMethodDescriptorString();
  }

  private static void dummies(Class<?>[] parameters, List<Object> arguments) {
    for (Class<?> parameter : parameters) {
      arguments.add(dummy(parameter));
    }
  }

  private static @Nullable Object dummy(Class<?> type) {
    if (type == int.class) {
      return Integer.MAX_VALUE;
    } else if (type == long.class) {
      return (long) Integer.MAX_VALUE;
    } else if (type == boolean.class) {
      return false;
    } else if (type == byte.class) {
      return (byte) 0;
    } else if (type == short.class) {
      return (short) 0;
    } else if (type == char.class) {
      return (char) 0;
    } else if (type == float.class) {
      return 0f;
    }
    return type == double.class ? (Object) 0d : null;
  }
}
