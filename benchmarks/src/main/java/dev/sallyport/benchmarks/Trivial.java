package dev.sallyport.benchmarks;

/** The program that a start-up is measured on: it does nothing. */
public final class Trivial {
  private Trivial() {}

  public static void main(String[] arguments) {}
}
