package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.identity.WeakTable;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The look-up of names and of the names of addresses, and what came of it. */
final class NameGate implements Gate {
  private static final Object SERVER = new Object();

  private final Checkpoint checkpoint;
  private final ResolvedNames names;

  /** For whom a host name was last decided on, by its very object. */
  private final WeakTable<Object> decided = new WeakTable<>();

  NameGate(Checkpoint checkpoint, ResolvedNames names) {
    this.checkpoint = checkpoint;
    this.names = names;
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (a == null) {
      return null;
    }
    return switch (hook.check()) {
      case RESOLVE -> resolve(hook, context, (String) a);
      case RESOLVE_INSIDE -> resolveInside(hook, context, (String) a);
      case REVERSE -> reverse(hook, context, (byte[]) a);
      default -> throw new IllegalStateException(hook.id());
    };
  }

  /** Remembers what the resolver answered: a host grant holds for these addresses only. */
  @Override
  public @Nullable Refusal verify(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    if (b instanceof InetAddress[] addresses) {
      names.resolved((String) a, addresses);
    } else if (b instanceof InetAddress address) {
      names.resolved((String) a, new InetAddress[] {address});
    }
    return null;
  }

  private @Nullable Refusal resolve(Hook hook, @Nullable Context context, String host) {
    Refusal refusal =
        checkpoint.pass(
            context, new Request.Resolve(host), new Subject("dns", "resolve", hook.id()), host);
    if (refusal == null) {
      decided.put(host, whose(context));
    }
    return refusal;
  }

  /** Whoever has the JDK's own resolver in hand may ask it without {@code InetAddress}. */
  private @Nullable Refusal resolveInside(Hook hook, @Nullable Context context, String host) {
    return decided.get(host) == whose(context) ? null : resolve(hook, context, host);
  }

  private static Object whose(@Nullable Context context) {
    return context == null ? SERVER : context;
  }

  private @Nullable Refusal reverse(Hook hook, @Nullable Context context, byte[] bytes) {
    InetAddress address;
    try {
      address = InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
    return checkpoint.pass(
        context,
        new Request.Reverse(address, names.of(address)),
        new Subject("dns", "reverse", hook.id()),
        address.getHostAddress());
  }
}
