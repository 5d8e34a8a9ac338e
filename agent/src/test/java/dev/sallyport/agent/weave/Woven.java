package dev.sallyport.agent.weave;

import dev.sallyport.agent.enforce.Denial;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** {@link Toy} with some rows woven in, defined in a loader of its own and verified by the JVM. */
final class Woven {
  static final int FEATURE = 21;
  static final String TOY = "dev/sallyport/agent/weave/Toy";

  private final Class<?> toy;

  private Woven(Class<?> toy) {
    this.toy = toy;
  }

  static Woven with(Hook... rows) {
    return of(unwoven(), rows);
  }

  /** A row under a seal. */
  static Woven under(int seal, Hook row) {
    HookTable table = HookTable.of(List.of(row)).sealed(seal);
    byte[] bytes =
        new Weaver(table, FEATURE, alarmed(table))
            .transform(null, null, TOY, null, null, unwoven());
    return defined(bytes);
  }

  /** Another class of the toy's name. */
  static Woven of(byte[] original, Hook... rows) {
    return defined(weave(original, rows));
  }

  private static Woven defined(byte[] bytes) {
    try {
      return new Woven(new OneClass(bytes).loadClass(Toy.class.getName()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(Hook... rows) {
    return weave(unwoven(), rows);
  }

  private static byte[] weave(byte[] original, Hook... rows) {
    HookTable table = HookTable.of(List.of(rows));
    return new Weaver(table, FEATURE, alarmed(table))
        .transform(null, null, TOY, null, null, original);
  }

  private static WeaveLog alarmed(HookTable table) {
    return new WeaveLog(
        table,
        (row, failure) -> {
          throw new AssertionError(row.id(), failure);
        });
  }

  static byte[] unwoven() {
    return unwoven("Toy");
  }

  static byte[] unwoven(String name) {
    try (InputStream in = Toy.class.getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A row of the toy, judged on entry. */
  static Hook check(String method, String descriptor, Denial denied, Operand... operands) {
    return row(Door.CHECK, method, descriptor, denied, operands);
  }

  static Hook verify(String method, String descriptor, Operand... operands) {
    return row(Door.VERIFY, method, descriptor, Denial.IO, operands);
  }

  /**
   * A row of the toy. The operands are a, b, n and m, or a, b and what is exchanged; those at the
   * end may be left out.
   */
  static Hook row(Door door, String method, String descriptor, Denial denied, Operand... operands) {
    return row(Hook.Callee.NONE, door, method, descriptor, denied, operands);
  }

  /** A row that stands before each call of that method. */
  static Hook row(
      Hook.Callee callee,
      Door door,
      String method,
      String descriptor,
      Denial denied,
      Operand... operands) {
    return new Hook(
        "Toy." + method,
        TOY,
        method,
        descriptor,
        door,
        Check.FILE_READ,
        operand(operands, 0),
        operand(operands, 1),
        door == Door.EXCHANGE ? Operand.NOTHING : operand(operands, 2),
        operand(operands, 3),
        door == Door.EXCHANGE ? operand(operands, 2) : Operand.NOTHING,
        "",
        denied,
        Hook.Need.MANDATORY,
        Hook.Jdks.ALL,
        callee);
  }

  /** A row of the toy, judged before it calls another of its methods. */
  static Hook before(
      String called, String calledDescriptor, String method, String descriptor, Operand... at) {
    return new Rows()
        .in(TOY)
        .before(
            TOY,
            called,
            calledDescriptor,
            method,
            descriptor,
            Check.FILE_READ,
            Denial.IO,
            operand(at, 0),
            operand(at, 1))
        .rows()
        .get(0);
  }

  private static Operand operand(Operand[] operands, int index) {
    return index < operands.length ? operands[index] : Operand.NOTHING;
  }

  /** As many rows of other classes as it takes for the next one to have that number. */
  static Hook[] at(int number, Hook row) {
    List<Hook> rows = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      rows.addAll(
          new Rows()
              .in("other/Class" + i)
              .check("m", "()V", Check.PROCESS, Denial.IO, row.a())
              .rows());
    }
    rows.add(row);
    return rows.toArray(new Hook[0]);
  }

  /** Calls a static method by its name, of which there is one with so many parameters. */
  Object call(String method, Object... arguments) {
    return invoke(null, method, arguments);
  }

  Object callOn(Object self, String method, Object... arguments) {
    return invoke(self, method, arguments);
  }

  Object make(String name) {
    try {
      return toy.getConstructor(String.class).newInstance(name);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  Object callOverloaded(Class<?> parameter, Object argument) {
    try {
      return toy.getMethod("overloaded", parameter).invoke(null, argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object invoke(Object self, String name, Object... arguments) {
    for (Method method : toy.getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        try {
          return method.invoke(self, arguments);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof RuntimeException thrown) {
            throw thrown;
          }
          throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** Defines the woven toy itself, and asks its parent for all else. */
  private static final class OneClass extends ClassLoader {
    private final byte[] bytes;

    OneClass(byte[] bytes) {
      super(Toy.class.getClassLoader());
      this.bytes = bytes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Toy.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
    }
  }
}
