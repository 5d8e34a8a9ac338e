package dev.sallyport.agent.scan;

import dev.sallyport.agent.weave.Hook;

/**
 * What the reviewed file says about a method, or about those that a pattern means.
 *
 * @param verdict what the reviewer found
 * @param family what they are about
 * @param jdks the releases that it is said of
 * @param reason why no row is needed, or what is missing
 * @param owner a class, or the beginning of the names of classes if it ends in {@code *}
 * @param name of the method, or {@code *} for all
 * @param number of the line, from 1
 */
record ReviewLine(
    Verdict verdict,
    Family family,
    Hook.Jdks jdks,
    String reason,
    String owner,
    String name,
    int number) {

  boolean isExact() {
    return !owner.endsWith("*") && !name.equals("*");
  }

  boolean means(NativeMethod method, int feature) {
    boolean ofClass =
        owner.endsWith("*")
            ? method.owner().startsWith(owner.substring(0, owner.length() - 1))
            : method.owner().equals(owner);
    return ofClass && (name.equals("*") || name.equals(method.name())) && jdks.contains(feature);
  }

  /** The closer line counts: a class before a package, a method before a class. */
  int closeness() {
    int ofClass = owner.endsWith("*") ? owner.length() : 1_000;
    return ofClass + (name.equals("*") ? 0 : 10_000);
  }

  @Override
  public String toString() {
    return "line " + number + ": " + owner + '#' + name + " on " + jdks;
  }
}
