package dev.sallyport.policy.fuzz;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.ResourceUri;
import dev.sallyport.policy.match.UriGlob;
import dev.sallyport.policy.reference.NaiveGlob;

/** A glob in the first line covers of the name in the second what a naive matcher says. */
public final class GlobFuzz {
  private GlobFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Lines lines = Lines.of(input);
    boolean covered = NameGlob.parse(lines.first()).matches(lines.second());
    if (lines.areShort() && covered != NaiveGlob.name(lines.first(), lines.second())) {
      throw new AssertionError(lines.first() + " covers " + lines.second() + ": " + covered);
    }
    if (!NameGlob.parse(NameGlob.quote(lines.second())).matches(lines.second())) {
      throw new AssertionError("what was quoted does not stand for itself");
    }
    try {
      UriGlob.parse(lines.first()).matches(ResourceUri.of(lines.second()));
    } catch (Malformed e) {
      // Then it is no pattern, or no URI, and says so.
    }
  }
}
