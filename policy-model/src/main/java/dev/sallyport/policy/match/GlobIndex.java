package dev.sallyport.policy.match;

import java.util.BitSet;
import java.util.List;

/**
 * Which of many globs match a subject. Only those are tried that begin as the subject does, up to
 * their first wildcard.
 */
public final class GlobIndex {
  private final Glob[] globs;
  private final TextTable beginnings;

  /** Of these, whose places are kept. */
  public GlobIndex(List<? extends Glob> globs) {
    this.globs = globs.toArray(new Glob[0]);
    TextTable.Builder builder = new TextTable.Builder();
    for (int i = 0; i < this.globs.length; i++) {
      builder.add(this.globs[i].prefix(), i);
    }
    this.beginnings = builder.build();
  }

  /** The places of all that match it. */
  public BitSet matching(String subject) {
    BitSet matching = new BitSet();
    int hash = 0;
    int last = last(subject);
    for (int end = 0; end <= last; end++) {
      for (int place : beginnings.get(subject, 0, end, hash)) {
        if (globs[place].matches(subject)) {
          matching.set(place);
        }
      }
      hash = end < last ? TextTable.hash(hash, subject.charAt(end)) : hash;
    }
    return matching;
  }

  /** Whether one of them matches it. */
  public boolean matches(String subject) {
    int hash = 0;
    int last = last(subject);
    for (int end = 0; end <= last; end++) {
      for (int place : beginnings.get(subject, 0, end, hash)) {
        if (globs[place].matches(subject)) {
          return true;
        }
      }
      hash = end < last ? TextTable.hash(hash, subject.charAt(end)) : hash;
    }
    return false;
  }

  private int last(String subject) {
    return Math.min(subject.length(), beginnings.longest());
  }
}
