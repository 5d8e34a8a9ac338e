package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.SELF;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the rows of one family as a table reads: a class, then its methods.
 *
 * <p>Mutable and used by one thread, while the table is built.
 */
public final class Rows {
  private final List<Hook> rows = new ArrayList<>();
  private String owner = "";
  private Hook.Need need = Hook.Need.MANDATORY;
  private Hook.Jdks jdks = Hook.Jdks.ALL;

  /** The rows that follow are of this class, mandatory, on every JDK. */
  Rows in(String internalName) {
    owner = internalName;
    need = Hook.Need.MANDATORY;
    jdks = Hook.Jdks.ALL;
    return this;
  }

  /** The rows that follow are of this class, which is loaded late or never. */
  Rows whenLoaded(String internalName) {
    in(internalName);
    need = Hook.Need.WHEN_LOADED;
    return this;
  }

  /** The rows that follow exist from the first to the last of these releases; 0 for no end. */
  Rows jdk(int first, int last) {
    jdks = new Hook.Jdks(first, last);
    return this;
  }

  /** The rows that follow exist on every JDK. */
  Rows everyJdk() {
    jdks = Hook.Jdks.ALL;
    return this;
  }

  Rows check(
      String method,
      String descriptor,
      Check check,
      Denial denied,
      Operand a,
      Operand b,
      Operand n) {
    return add(method, descriptor, Door.CHECK, check, a, b, n, denied);
  }

  Rows check(String method, String descriptor, Check check, Denial denied, Operand a) {
    return check(method, descriptor, check, denied, a, NOTHING, NOTHING);
  }

  /** A check before, and a look at what came of it after. */
  Rows open(
      String method,
      String descriptor,
      Check check,
      Denial denied,
      Operand a,
      Operand flags,
      Operand object,
      Operand number) {
    add(method, descriptor, Door.CHECK, check, a, NOTHING, flags, denied);
    return add(method, descriptor, Door.VERIFY, check, a, object, number, denied);
  }

  Rows replace(String method, String descriptor, Check check) {
    return add(method, descriptor, Door.REPLACE, check, SELF, RESULT, NOTHING, Denial.NEVER);
  }

  Rows context(Door door, String method, String descriptor, Operand work) {
    return add(method, descriptor, door, Check.CONTEXT, work, NOTHING, NOTHING, Denial.NEVER);
  }

  List<Hook> rows() {
    return List.copyOf(rows);
  }

  private Rows add(
      String method,
      String descriptor,
      Door door,
      Check check,
      Operand a,
      Operand b,
      Operand n,
      Denial denied) {
    String simpleName = owner.substring(owner.lastIndexOf('/') + 1);
    String id = simpleName + '.' + method + (door == Door.VERIFY ? ".opened" : "");
    rows.add(new Hook(id, owner, method, descriptor, door, check, a, b, n, denied, need, jdks));
    return this;
  }
}
