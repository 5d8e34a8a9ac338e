package dev.sallyport.agent.approval;

/** A call that nobody can be asked about, because its arguments could be more than one thing. */
final class Unfit extends Exception {
  private static final long serialVersionUID = 1;

  Unfit(String message) {
    super(message);
  }
}
