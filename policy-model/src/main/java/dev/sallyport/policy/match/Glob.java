package dev.sallyport.policy.match;

/** A pattern of what a server offers to its clients: of names, or of URIs. */
public sealed interface Glob permits NameGlob, UriGlob {

  /** Whether it stands for one of them only. */
  boolean isLiteral();

  /** How many characters it fixes: the more, the more specific. */
  int specificity();

  /** What everything begins with that it stands for. */
  String prefix();

  /**
   * Whether it stands for that one.
   *
   * @param subject a name; for a {@link UriGlob} a URI in the form of {@link ResourceUri}
   */
  boolean matches(String subject);
}
