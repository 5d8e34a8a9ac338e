package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.model.Capability;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Powers of the JVM itself. */
final class JvmGate implements Gate {
  private final Checkpoint checkpoint;
  private final Paths paths;
  private final OtherAgents agents;

  JvmGate(Checkpoint checkpoint, Paths paths, OwnClasses own) {
    this.checkpoint = checkpoint;
    this.paths = paths;
    this.agents = new OtherAgents(own);
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    return switch (hook.check()) {
      case JVM_EXIT -> exit(hook, context, n);
      case JVM_SIGNAL -> use(hook, context, Capability.SIGNALS, String.valueOf(a));
      case JVM_ATTACH -> use(hook, context, Capability.ATTACH, String.valueOf(a));
      case JVM_INSTRUMENT ->
          agents.isCalling() ? null : use(hook, context, Capability.INSTRUMENT, hook.method());
      case JVM_DIAGNOSTICS ->
          use(hook, context, Capability.DIAGNOSTICS, a == null ? hook.method() : String.valueOf(a));
      case JVM_HEAP_DUMP -> dump(hook, context, paths.absolute(a));
      default -> throw new IllegalStateException(hook.id());
    };
  }

  /**
   * A server that ends itself, also on a signal, is never held: not even without its gates. No
   * shutdown hook runs before a halt, so the records are written now.
   */
  private @Nullable Refusal exit(Hook hook, @Nullable Context context, int status) {
    Refusal refusal =
        context == null ? null : use(hook, context, Capability.EXIT, hook.method() + " " + status);
    if (refusal == null) {
      checkpoint.writeOut();
    }
    return refusal;
  }

  /** Written by native code, so no other hook sees the file. */
  private @Nullable Refusal dump(Hook hook, @Nullable Context context, Path file) {
    Refusal refusal = use(hook, context, Capability.DIAGNOSTICS, file.toString());
    if (refusal != null) {
      return refusal;
    }
    String real = paths.real(file).toString();
    return checkpoint.pass(
        context,
        new Request.File(FileOperation.WRITE, file.normalize().toString(), real),
        new Subject("file", "write", hook.id()),
        real);
  }

  private @Nullable Refusal use(
      Hook hook, @Nullable Context context, Capability capability, String target) {
    return checkpoint.pass(
        context, new Request.Jvm(capability), Words.of(capability, hook), target);
  }
}
