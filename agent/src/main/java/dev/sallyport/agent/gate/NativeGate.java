package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Capability;
import org.jspecify.annotations.Nullable;

/** Ways out of Java: native libraries, foreign functions and raw memory. */
final class NativeGate implements Gate {
  private final Checkpoint checkpoint;
  private final Paths paths;

  NativeGate(Checkpoint checkpoint, Paths paths) {
    this.checkpoint = checkpoint;
    this.paths = paths;
  }

  /**
   * Whether nothing is to be decided: the JDK uses its own means, or JNI is meant, which is decided
   * by the library.
   */
  boolean isOrdinary(@Nullable Object caller, @Nullable Object owner, int jni) {
    return jni != 0
        || owner == System.class
        || owner == Runtime.class
        || JdkCode.has((Class<?>) caller);
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return switch (hook.check()) {
      case NATIVE_ACCESS ->
          checkpoint.pass(
              context,
              new Request.Jvm(Capability.FOREIGN),
              Words.of(Capability.FOREIGN, hook),
              name(b == null ? a : b));
      case LIBRARY_LOAD -> m != 0 ? null : load(hook, context, String.valueOf(a));
      default -> throw new IllegalStateException(hook.id());
    };
  }

  /** A name without a slash is searched for by the system: where, only {@code dlopen(3)} knows. */
  private @Nullable Refusal load(Hook hook, @Nullable Context context, String name) {
    String path = name.indexOf('/') < 0 ? name : paths.real(paths.absolute(name)).toString();
    return checkpoint.pass(
        context, new Request.Library(path), new Subject("library", "load", hook.id()), path);
  }

  private static String name(@Nullable Object type) {
    return type == null ? "?" : ((Class<?>) type).getName();
  }
}
