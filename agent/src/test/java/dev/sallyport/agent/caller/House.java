package dev.sallyport.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.credential.Values;
import dev.sallyport.policy.model.CallLimits;
import dev.sallyport.policy.model.Callers;
import dev.sallyport.policy.model.SignatureAlgorithm;
import dev.sallyport.policy.model.Volumes;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** A policy, a clock that stands still, and what is asked of both. Its threads end with it. */
final class House implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  final List<String> troubles = new ArrayList<>();
  final Verifier verifier;
  private final List<Thread> threads = new ArrayList<>();

  House(Callers callers, KeySource source, Map<String, String> environment) {
    verifier =
        Verifier.of(
            callers,
            source,
            new Values(environment, new Properties()),
            (InstantSource) now::get,
            work -> {
              Thread thread = new Thread(work, "keys");
              thread.setDaemon(true);
              threads.add(thread);
              return thread;
            });
    verifier.start(
        trouble -> {
          synchronized (troubles) {
            troubles.add(trouble);
          }
        });
  }

  /** Where its only callers have signed tokens, and the keys are there. */
  static House of(Callers.Bearer bearer, KeySource source) {
    House house = new House(with(bearer), source, Map.of());
    until(() -> house.bearer("x").why() != Why.NO_KEYS);
    return house;
  }

  static Callers with(Callers.Bearer bearer) {
    return new Callers(true, null, bearer, null, Map.of(), null, CallLimits.NONE, Volumes.NONE);
  }

  static Callers.Bearer bearer(SignatureAlgorithm... algorithms) {
    return bearer("/sub", "/roles", null, null, algorithms);
  }

  static Callers.Bearer bearer(
      String subject, String roles, String tenant, String agent, SignatureAlgorithm... algorithms) {
    return new Callers.Bearer(
        "https://idp.example.com/",
        "https://mcp.example.com/",
        new Callers.KeySet.File("/keys.json"),
        List.of(algorithms.length == 0 ? SignatureAlgorithm.values() : algorithms),
        Duration.ofMinutes(1),
        subject,
        roles,
        tenant,
        agent,
        "/permitted_tools",
        null,
        null);
  }

  /** A payload that is accepted, with more members after the usual. */
  static String payload(String more) {
    return "{\"iss\":\"https://idp.example.com/\",\"aud\":\"https://mcp.example.com/\",\"sub\":\"ann\",\"exp\":"
        + (NOW.getEpochSecond() + 300)
        + more
        + "}";
  }

  Verified bearer(String token, X509Certificate... chain) {
    return verifier.caller(Presented.http(List.of("Bearer " + token), List.of(), List.of(chain)));
  }

  static void until(BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
      Thread.onSpinWait();
    }
  }

  List<String> troubles() {
    synchronized (troubles) {
      return List.copyOf(troubles);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
