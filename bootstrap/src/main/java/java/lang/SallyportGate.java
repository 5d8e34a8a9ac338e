package java.lang;

/** placeholder. */
public final class SallyportGate {
  private SallyportGate() {}
}
