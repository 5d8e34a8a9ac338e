package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Capability;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Reflection, method handles and threads, where they reach the agent, or the JDK's own inside.
 *
 * <p>Whoever may reach what the JDK keeps to itself needs no gate: {@code theUnsafe}, a trusted
 * {@code Lookup}, a native method of the process's, the thread locals of another thread. So where a
 * package of the JDK is open at all, by {@code --add-opens} or as {@code sun.misc} always is, what
 * is not public in it takes the capability {@code unsafe}. Where it is not open the JDK refuses.
 */
final class AgentGate implements Gate {
  /** Netty puts sets of its own there, by which nothing is reached but the selector's own keys. */
  private static final String SELECTOR = "sun.nio.ch.SelectorImpl";

  private final Checkpoint checkpoint;
  private final OwnClasses own;

  AgentGate(Checkpoint checkpoint, OwnClasses own) {
    this.checkpoint = checkpoint;
    this.own = own;
  }

  /** Whether nothing is to be decided; what the operands are, {@code check} says. */
  boolean isOrdinary(Check check, @Nullable Object a, @Nullable Object b, int n) {
    return switch (check) {
      case REFLECT -> n != 0 || isOrdinary(((Member) a), (Class<?>) b);
      case LOOK_INTO -> a == null || b == null || isOrdinary((Class<?>) a, (Lookup) b);
      case DEFINE_CLASS -> !isGuarded(((Lookup) a).lookupClass());
      case FIELD_OFFSET -> a == null || isOrdinary((Member) a);
      case THREAD -> a == null || !own.contain(a.getClass());
      default -> throw new IllegalStateException(check.name());
    };
  }

  private boolean isOrdinary(Member member, @Nullable Class<?> caller) {
    Class<?> type = member.getDeclaringClass();
    if (own.contain(type)) {
      return own.contain(caller) || JdkCode.has(caller);
    }
    return !JdkCode.has(type) || isPublic(member) || !opensTo(caller, type);
  }

  private boolean isOrdinary(Class<?> type, Lookup lookup) {
    Class<?> caller = lookup.lookupClass();
    if (own.contain(type)) {
      return own.contain(caller) || JdkCode.has(caller);
    }
    return !JdkCode.has(type) || !opensTo(caller, type);
  }

  private boolean isOrdinary(Member field) {
    Class<?> type = field.getDeclaringClass();
    return !own.contain(type)
        && (!JdkCode.has(type) || isPublic(field) || type.getName().equals(SELECTOR));
  }

  /** The package of the gate, where nobody else may define a class. */
  private static boolean isGuarded(Class<?> type) {
    return type.getClassLoader() == null && type.getPackageName().equals("java.lang");
  }

  private static boolean isPublic(Member member) {
    return Modifier.isPublic(member.getModifiers())
        && Modifier.isPublic(member.getDeclaringClass().getModifiers());
  }

  /** Whether the JDK would let that caller in, who is neither its own code nor another agent's. */
  private static boolean opensTo(@Nullable Class<?> caller, Class<?> type) {
    Module module = type.getModule();
    String name = type.getPackageName();
    boolean open = caller == null ? module.isOpen(name) : module.isOpen(name, caller.getModule());
    return open && !JdkCode.has(caller) && !OtherAgents.have(caller);
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return switch (hook.check()) {
      case REFLECT, FIELD_OFFSET -> {
        Member member = (Member) a;
        Class<?> type = member.getDeclaringClass();
        yield reach(hook, context, own.contain(type), type.getName() + '.' + member.getName());
      }
      case LOOK_INTO -> {
        Class<?> type = (Class<?>) a;
        yield reach(hook, context, own.contain(type), type.getName());
      }
      case DEFINE_CLASS ->
          reach(hook, context, true, "beside ".concat(((Lookup) a).lookupClass().getName()));
      case THREAD -> reach(hook, context, true, hook.method() + ' ' + ((Thread) a).getName());
      default -> throw new IllegalStateException(hook.id());
    };
  }

  private @Nullable Refusal reach(
      Hook hook, @Nullable Context context, boolean ours, String target) {
    return ours
        ? checkpoint.pass(
            context, new Request.Agent(), new Subject("agent", "touch", hook.id()), target)
        : checkpoint.pass(
            context, new Request.Jvm(Capability.UNSAFE), Words.of(Capability.UNSAFE, hook), target);
  }
}
