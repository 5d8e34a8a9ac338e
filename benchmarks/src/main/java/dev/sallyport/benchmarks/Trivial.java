package dev.sallyport.benchmarks;

import java.io.IOException;

/** The program that a start is measured on: it does nothing, until its input ends. */
public final class Trivial {
  static final String READY = "ready";

  private Trivial() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(READY);
    System.in.read();
  }
}
