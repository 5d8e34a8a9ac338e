package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.context.Serving;
import dev.sallyport.agent.context.ThreadState;
import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.enforce.Enforcer;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.identity.WeakTable;
import dev.sallyport.agent.inbound.InboundReader;
import dev.sallyport.agent.inbound.InboundReaders;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request that this server gets: whether it is for this server, what its client is
 * known by, and, where callers are told from each other, that the work on it is done for it. The
 * server's own objects are asked outside the gate, as a client's are.
 */
final class InboundDoor {
  private static final int FORBIDDEN = 403;

  private final Server server;
  private final Contexts contexts;
  private final InboundReaders readers = new InboundReaders();
  private final WeakTable<Serving> served = new WeakTable<>();
  private final ClientTokens tokens;
  private final Clients clients;
  private final Checkpoint checkpoint;
  private final Enforcer enforcer;

  InboundDoor(
      Server server,
      Contexts contexts,
      ClientTokens tokens,
      Clients clients,
      Checkpoint checkpoint,
      Enforcer enforcer) {
    this.server = server;
    this.contexts = contexts;
    this.tokens = tokens;
    this.clients = clients;
    this.checkpoint = checkpoint;
    this.enforcer = enforcer;
  }

  /**
   * Before the request is served.
   *
   * @param other the response to it, or the object that is told of its parts
   * @return whether it was answered here
   */
  boolean check(Hook hook, Object request, @Nullable Object other) {
    if (contexts.isOwn()) {
      return false;
    }
    InboundReader reader = readers.of(hook.check());
    Arrival arrival = Arrival.UNKNOWN;
    Throwable failure = null;
    try {
      Object answered = reader.answered(request, other);
      if (answered != null) {
        over(answered);
        return false;
      }
      if (isServedHere(request)) {
        return false;
      }
      arrival = reader.read(request, other, clients.codes());
    } catch (Throwable e) {
      failure = e;
    }
    if (arrival == null) {
      return false;
    }
    Refusal refusal = judge(hook, arrival, failure);
    if (refusal != null) {
      return answers(hook, reader, request, other, FORBIDDEN, /* challenge= */ "")
          || enforcer.refuse(Denial.SECURITY, refusal);
    }
    Challenge challenge = challenge(hook, arrival);
    if (challenge != null
        && answers(hook, reader, request, other, challenge.status(), challenge.header())) {
      return true;
    }
    if (clients.areTold()) {
      if (hook.check() == Check.INBOUND_VERTX && other != null) {
        contexts.arriveInParts(other, arrival);
      } else {
        contexts.arrive(request, arrival);
        begun(request, arrival.serving());
      }
    }
    return false;
  }

  /**
   * The method that served a request returns, or throws.
   *
   * @param check of its row
   */
  void left(Hook hook, Check check, Arrival arrival) {
    Serving serving = arrival.serving();
    Object request = serving.request();
    if (request == null || serving.isOver()) {
      return;
    }
    try {
      readers.of(check).left(request, serving);
    } catch (Throwable e) {
      serving.end();
      report(hook, e);
    }
  }

  /** One may be served by several methods, each within another: the first has judged it. */
  private boolean isServedHere(Object request) {
    Arrival around = contexts.arrival();
    return around != null && around.serving().request() == request && !around.serving().isOver();
  }

  /** Servers use their objects again: then the request before is over, whoever still is at it. */
  private void begun(Object request, Serving serving) {
    over(request);
    served.put(request, serving);
  }

  private void over(Object request) {
    Serving before = served.isEmpty() ? null : served.get(request);
    if (before != null) {
      before.end();
    }
  }

  private @Nullable Refusal judge(Hook hook, Arrival arrival, @Nullable Throwable failure) {
    ThreadState state = contexts.enter();
    if (state == null) {
      return null;
    }
    Subject subject = new Subject("inbound", "arrive", hook.id());
    try {
      if (failure != null) {
        checkpoint.report(hook.id(), failure);
      }
      if (!(arrival.authorizations().isEmpty() && arrival.sessions().isEmpty())) {
        tokens.remember(arrival);
      }
      return checkpoint.pass(
          server.engine(),
          new Request.Arrival(arrival.local(), arrival.host(), arrival.origin()),
          subject);
    } catch (Throwable e) {
      return checkpoint.fault(state.context(), subject, e);
    } finally {
      state.inside = false;
    }
  }

  /**
   * What the client is told that may not go on, where there is a response to tell it by; null where
   * it may. Elsewhere each of its messages is refused.
   */
  private @Nullable Challenge challenge(Hook hook, Arrival arrival) {
    ThreadState state = hook.denied() == Denial.SERVER ? contexts.enter() : null;
    if (state == null) {
      return null;
    }
    try {
      Challenge challenge = clients.challenge(server.engine(), arrival);
      if (challenge == null) {
        return null;
      }
      Subject subject = new Subject("inbound", "authorize", hook.id());
      return checkpoint.pass(challenge, subject) == null ? null : challenge;
    } catch (Throwable e) {
      checkpoint.report(hook.id(), e);
      return null;
    } finally {
      state.inside = false;
    }
  }

  private boolean answers(
      Hook hook,
      InboundReader reader,
      Object request,
      @Nullable Object other,
      int status,
      String challenge) {
    try {
      return reader.answer(request, other, status, challenge) && hook.denied() == Denial.SERVER;
    } catch (Throwable e) {
      report(hook, e);
      return false;
    }
  }

  private void report(Hook hook, Throwable failure) {
    ThreadState state = contexts.enter();
    if (state != null) {
      try {
        checkpoint.report(hook.id(), failure);
      } finally {
        state.inside = false;
      }
    }
  }
}
