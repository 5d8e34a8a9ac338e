package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;

import dev.sallyport.agent.enforce.Denial;
import java.util.List;

/**
 * Ways to the agent's classes, objects and threads that start in the same JVM: reflection, method
 * handles, {@code Unsafe}, and what one thread may do to another.
 *
 * <p>{@code setAccessible} asks the first of the two methods of {@code AccessibleObject} and {@code
 * trySetAccessible} only the second, where a refusal is an answer. Hidden classes are not looked
 * at: the JDK defines its lambdas by them, beside every class.
 */
public final class SelfHooks {
  private static final String CLASS = "Ljava/lang/Class;";
  private static final String FIELD = "Ljava/lang/reflect/Field;";
  private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";

  private SelfHooks() {}

  // spotless:off
  public static List<Hook> rows() {
    return new Rows()
        .in("java/lang/reflect/AccessibleObject")
        .check("checkCanSetAccessible", "(" + CLASS + CLASS + ")V", Check.REFLECT, Denial.INACCESSIBLE, SELF, arg(0))
        .check("checkCanSetAccessible", "(" + CLASS + CLASS + "Z)Z", Check.REFLECT, Denial.ZERO, SELF, arg(0), arg(2), NOTHING)

        .in("java/lang/invoke/MethodHandles")
        .check("privateLookupIn", "(" + CLASS + "L" + LOOKUP + ";)L" + LOOKUP + ";", Check.LOOK_INTO, Denial.ILLEGAL_ACCESS, arg(0), arg(1))

        .in(LOOKUP)
        .check("defineClass", "([B)" + CLASS, Check.DEFINE_CLASS, Denial.ILLEGAL_ACCESS, SELF)

        .whenLoaded("sun/misc/Unsafe")
        .check("objectFieldOffset", "(" + FIELD + ")J", Check.FIELD_OFFSET, Denial.SECURITY, arg(0))
        .check("staticFieldOffset", "(" + FIELD + ")J", Check.FIELD_OFFSET, Denial.SECURITY, arg(0))
        .check("staticFieldBase", "(" + FIELD + ")Ljava/lang/Object;", Check.FIELD_OFFSET, Denial.SECURITY, arg(0))

        .in("java/lang/Thread")
        .check("interrupt", "()V", Check.THREAD, Denial.SECURITY, SELF)
        .check("setPriority", "(I)V", Check.THREAD, Denial.SECURITY, SELF)
        .check("stop", "()V", Check.THREAD, Denial.SECURITY, SELF)
        .jdk(17, 22)
        .check("suspend", "()V", Check.THREAD, Denial.SECURITY, SELF)

        .in("java/lang/ApplicationShutdownHooks")
        .check("remove", "(Ljava/lang/Thread;)Z", Check.THREAD, Denial.SECURITY, arg(0))
        .rows();
  }
  // spotless:on
}
