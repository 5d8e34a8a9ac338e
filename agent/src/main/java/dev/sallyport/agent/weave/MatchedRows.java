package dev.sallyport.agent.weave;

import java.util.Arrays;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The rows of one class: which of them mean a method, and which found what they mean. */
final class MatchedRows {
  private final HookTable table;
  private final int feature;
  private final int[] numbers;
  private final boolean[] found;

  /** How many local variables a method has: what lies above them is free. */
  interface Locals {
    int of(String name, String descriptor);
  }

  MatchedRows(HookTable table, int feature, int[] numbers) {
    this.table = table;
    this.feature = feature;
    this.numbers = numbers;
    this.found = new boolean[numbers.length];
  }

  int count() {
    return numbers.length;
  }

  Hook row(int i) {
    return table.row(numbers[i]);
  }

  /** Whether the i-th of the rows found its method, or the class that has it instead. */
  boolean found(int i) {
    return found[i];
  }

  /** Nothing was found so far. */
  void reset() {
    Arrays.fill(found, false);
  }

  /** Whether any stands at the calls of its method. */
  boolean standAtCalls() {
    for (int i = 0; i < numbers.length; i++) {
      if (row(i).standsAtCalls()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the method of any may be in a nested class. */
  boolean moveOn() {
    for (int i = 0; i < numbers.length; i++) {
      if (!row(i).movedTo().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The class has that nested class. */
  void hasNested(String name) {
    for (int i = 0; i < numbers.length; i++) {
      if (row(i).movedTo().equals(name)) {
        found[i] = true;
      }
    }
  }

  /** Whether that one of the rows means that method, of which the name is known to be its. */
  private boolean means(int i, int access, String name, String descriptor) {
    Hook row = row(i);
    return row.matches(name, descriptor) && row.appliesTo(feature) && !isOnlyBridge(row, access);
  }

  /** Whether any row means that method. */
  boolean mean(int access, String name, String descriptor) {
    for (int i = 0; i < numbers.length; i++) {
      if (means(i, access, name, descriptor)) {
        return true;
      }
    }
    return false;
  }

  /** A call would be decided twice: a bridge (JLS §15.12.4.5) calls the method that was written. */
  private static boolean isOnlyBridge(Hook row, int access) {
    return row.door() == Door.DISPATCH && (access & Opcodes.ACC_BRIDGE) != 0;
  }

  /**
   * The rows that mean a method, around that visitor. The first is the innermost, and so stands
   * nearest to the method's start.
   *
   * @param version of the class
   * @param owner its internal name
   */
  MethodVisitor around(
      MethodVisitor method,
      int version,
      String owner,
      int access,
      String name,
      String descriptor,
      Locals locals) {
    for (int i = 0; i < numbers.length; i++) {
      if (means(i, access, name, descriptor)) {
        Hook row = row(i);
        int stamp = table.stamp(numbers[i]);
        if (row.standsAtCalls()) {
          method =
              new CallWeaver(
                  method, access, descriptor, stamp, row, locals.of(name, descriptor), found, i);
        } else {
          found[i] = true;
          method = new MethodWeaver(method, version, owner, access, descriptor, stamp, row);
        }
      }
    }
    return method;
  }
}
