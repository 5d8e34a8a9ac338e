package dev.sallyport.agent.start;

/** The agent's version, as the build's; a test compares them. */
public final class Version {
  public static final String TEXT = "0.1.0-SNAPSHOT";

  private Version() {}
}
