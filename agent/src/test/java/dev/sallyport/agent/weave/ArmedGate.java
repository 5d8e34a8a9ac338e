package dev.sallyport.agent.weave;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands behind the real doors while a toy runs: says yes or no as told, and keeps what it was
 * asked. The gate takes one guard in the life of a JVM, so all tests of it share this one.
 */
final class ArmedGate extends SallyportGate.Guard {
  private static final ArmedGate ONLY = arm();

  private final List<String> calls = new ArrayList<>();
  private boolean refuses;
  private RuntimeException failure;
  private RuntimeException leaving;
  private Object replacement;

  private ArmedGate() {}

  /** As new: allows everything, replaces nothing, was never asked. */
  static ArmedGate fresh() {
    ONLY.calls.clear();
    ONLY.refuses = false;
    ONLY.failure = null;
    ONLY.leaving = null;
    ONLY.replacement = null;
    return ONLY;
  }

  ArmedGate refuseByValue() {
    refuses = true;
    return this;
  }

  ArmedGate refuseBy(RuntimeException thrown) {
    failure = thrown;
    return this;
  }

  /** When a method that was dispatched answers. */
  ArmedGate leaveBy(RuntimeException thrown) {
    leaving = thrown;
    return this;
  }

  ArmedGate replaceBy(Object result) {
    replacement = result;
    return this;
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  private static ArmedGate arm() {
    try {
      ArmedGate guard = new ArmedGate();
      Method handOver =
          SallyportGate.Guard.class.getDeclaredMethod("handOver", SallyportGate.Guard.class);
      handOver.setAccessible(true);
      handOver.invoke(null, guard);
      return guard;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean check(int hook, Object a, Object b, int n, int m) {
    called("check", hook, a, b, n, m);
    return refuses;
  }

  @Override
  public void send(int hook, Object socket, long address, int count) {
    called("send", hook, socket, address, count);
  }

  @Override
  public void verify(int hook, Object a, Object b, int n, int m) {
    called("verify", hook, a, b, n, m);
  }

  @Override
  public Object replace(int hook, Object self, Object result) {
    called("replace", hook, self, result);
    return replacement == null ? result : replacement;
  }

  @Override
  public Object exchange(int hook, Object a, Object b, Object argument) {
    called("exchange", hook, a, b, argument);
    if (refuses) {
      return null;
    }
    return replacement == null ? argument : replacement;
  }

  @Override
  public Object dispatch(int hook, Object tool, Object arguments, Class<?> result) {
    called("dispatch", hook, tool, arguments, result);
    return refuses ? replacement : null;
  }

  @Override
  public Object answered(int hook, Object result) {
    calls.add("answered " + hook + " " + result);
    if (leaving != null) {
      throw leaving;
    }
    return replacement == null ? result : replacement;
  }

  @Override
  public Object failed(int hook, Throwable thrown) {
    calls.add("failed " + hook + " " + thrown.getMessage());
    if (replacement == null) {
      throw new IllegalStateException(thrown);
    }
    return replacement;
  }

  @Override
  public void capture(int hook, Object work) {
    called("capture", hook, work);
  }

  @Override
  public void discard(int hook, Object work) {
    called("discard", hook, work);
  }

  @Override
  public void inherit(int hook, Object thread, int how) {
    called("inherit", hook, thread, how);
  }

  @Override
  public void register(int hook, Object callback) {
    called("register", hook, callback);
  }

  @Override
  public void adopt(int hook, Object work) {
    called("adopt", hook, work);
  }

  @Override
  public void resume(int hook, Object callback) {
    called("resume", hook, callback);
  }

  @Override
  public void begin(int hook, Object work) {
    called("begin", hook, work);
  }

  @Override
  public void end(int hook) {
    calls.add("end " + hook);
  }

  @Override
  public void enter(Object context) {
    calls.add("enter " + context);
  }

  @Override
  public void leave(Object context) {
    calls.add("leave " + context);
  }

  private void called(String door, int hook, Object... operands) {
    StringBuilder text = new StringBuilder(door).append(' ').append(hook);
    for (Object operand : operands) {
      text.append(' ').append(operand instanceof Object[] all ? Arrays.asList(all) : operand);
    }
    calls.add(text.toString());
    if (failure != null) {
      throw failure;
    }
  }
}
