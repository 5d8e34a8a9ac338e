package dev.sallyport.agent.guest.rxjava;

/** Whose signals reach what follows within the context that the chain was subscribed to in. */
abstract class Scoped {
  /** The agent's, of whoever subscribed. */
  private final Object context;

  Scoped(Object context) {
    this.context = context;
  }

  final boolean isOf(Object other) {
    return context == other;
  }

  final void enter() {
    SallyportGate.enter(context);
  }

  final void leave() {
    SallyportGate.leave(context);
  }
}
