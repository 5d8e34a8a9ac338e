package dev.sallyport.agent.approval;

/** An answer that no server would take. */
public final class Unanswerable extends Exception {
  private static final long serialVersionUID = 1;

  Unanswerable(String message) {
    super(message);
  }
}
