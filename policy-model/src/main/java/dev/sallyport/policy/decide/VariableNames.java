package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.NameGlob;

/** A built-in list of variables of the environment. */
final class VariableNames {
  private final NameGlob[] globs;

  private VariableNames(NameGlob[] globs) {
    this.globs = globs;
  }

  static VariableNames of(String... globs) {
    NameGlob[] parsed = new NameGlob[globs.length];
    for (int i = 0; i < globs.length; i++) {
      parsed[i] = NameGlob.parse(globs[i]);
    }
    return new VariableNames(parsed);
  }

  boolean contains(String name) {
    for (NameGlob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
