package dev.sallyport.policy.match;

import java.util.List;

/**
 * A row of arguments. Each pattern stands for one argument, as a {@link NameGlob}; the pattern
 * {@code **} stands for any number of arguments, none included.
 */
public final class Arguments {
  private static final NameGlob ANY = NameGlob.parse("**");

  private final NameGlob[] patterns;

  private Arguments(NameGlob[] patterns) {
    this.patterns = patterns;
  }

  /** Compiles the patterns, in order. No pattern at all stands for no argument at all. */
  public static Arguments of(List<String> patterns) {
    NameGlob[] compiled = new NameGlob[patterns.size()];
    for (int i = 0; i < compiled.length; i++) {
      String pattern = patterns.get(i);
      compiled[i] = pattern.equals("**") ? ANY : NameGlob.parse(pattern);
    }
    return new Arguments(compiled);
  }

  /** Whether the arguments are of this form. */
  public boolean matches(List<String> arguments) {
    int at = 0;
    int pattern = 0;
    int retryPattern = -1;
    int retryAt = 0;
    while (at < arguments.size()) {
      if (pattern < patterns.length && patterns[pattern] == ANY) {
        retryPattern = ++pattern;
        retryAt = at;
      } else if (pattern < patterns.length && patterns[pattern].matches(arguments.get(at))) {
        pattern++;
        at++;
      } else if (retryPattern >= 0) {
        pattern = retryPattern;
        at = ++retryAt;
      } else {
        return false;
      }
    }
    while (pattern < patterns.length && patterns[pattern] == ANY) {
      pattern++;
    }
    return pattern == patterns.length;
  }
}
