package dev.sallyport.agent.caller;

import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.model.Callers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells who calls, as the policy's {@code callers} says it is told. Safe for any thread. */
public final class Verifier {
  private final Callers callers;

  private Verifier(Callers callers) {
    this.callers = callers;
  }

  /**
   * A verifier for a policy; reads the shared key, if there is one.
   *
   * @param threads makes the one thread that keeps the issuer's keys, with which the gates let what
   *     it does through
   */
  public static Verifier of(
      Callers callers,
      Map<String, String> environment,
      Properties properties,
      InstantSource clock,
      ThreadFactory threads) {
    return new Verifier(callers);
  }

  /**
   * Begins to keep the issuer's keys, if there is one. Does not wait for them.
   *
   * @param trouble told, on the thread that keeps them, once for each time that they can't be had
   */
  public void start(Consumer<String> trouble) {}

  /** What of the policy can't be carried out, as a missing key; never with a value. */
  public List<String> problems() {
    return List.of();
  }

  /** The header whose values are {@link Presented#codes}; null where the policy names none. */
  public @Nullable String header() {
    return callers.hmac() == null ? null : callers.hmac().header();
  }

  /** Who that is. Waits for nothing, and throws nothing. */
  public Verified caller(Presented presented) {
    Callers.Local local = callers.local();
    if (!presented.stdio() || local == null) {
      return Verified.unidentified(Why.NOTHING);
    }
    return new Verified(
        new Caller(local.subject(), Set.copyOf(local.roles()), null, null, null, null), Why.LOCAL);
  }
}
