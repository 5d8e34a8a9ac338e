package dev.sallyport.testapps.attack;

import java.util.function.Supplier;

/** The class that attacks load from places that the class path does not have. */
public final class Payload implements Supplier<String> {
  static final String TEXT = "loaded from elsewhere";

  /** Called by those who load it. */
  public Payload() {}

  @Override
  public String get() {
    return TEXT;
  }
}
