package dev.sallyport.agent.weave;

import dev.sallyport.agent.enforce.Denial;

/**
 * One interception point.
 *
 * @param id names the row in records, on the command line and in the docs
 * @param owner the internal name of the class, such as {@code java/io/FileInputStream}
 * @param method the method's name
 * @param descriptor the method's descriptor (JVMS §4.3.3); a last {@code *} stands for any result
 * @param door where in the method the gate is called, and by which door
 * @param check what the gates are asked
 * @param a the first object that the door is given
 * @param b the second
 * @param n the first number
 * @param m the second
 * @param movedTo a nested class that has the method instead in versions where it exists, or empty
 * @param denied how a refusal surfaces
 * @param need what it means when the hook can't be woven
 * @param jdks the JDK feature releases that have this method
 */
public record Hook(
    String id,
    String owner,
    String method,
    String descriptor,
    Door door,
    Check check,
    Operand a,
    Operand b,
    Operand n,
    Operand m,
    String movedTo,
    Denial denied,
    Need need,
    Jdks jdks) {

  /** Whether the row means that method. */
  public boolean matches(String name, String found) {
    return method.equals(name)
        && (descriptor.endsWith("*")
            ? found.regionMatches(0, descriptor, 0, descriptor.length() - 1)
            : descriptor.equals(found));
  }

  /** Whether the running JDK should have this hook. */
  public boolean appliesTo(int feature) {
    return jdks.contains(feature);
  }

  /** What it means when a hook can't be woven. */
  public enum Need {
    /**
     * The JDK always has the class: it is loaded at start, and a missing hook stops enforcement.
     */
    MANDATORY,
    /** As mandatory, but only once the class is loaded: it may not be in the image or in use. */
    WHEN_LOADED,
    /** Missing is noted, and nothing else. */
    OPTIONAL
  }

  /**
   * A range of JDK feature releases.
   *
   * @param last 0 for no end
   */
  public record Jdks(int first, int last) {
    public static final Jdks ALL = new Jdks(17, 0);

    boolean contains(int feature) {
      return feature >= first && (last == 0 || feature <= last);
    }

    @Override
    public String toString() {
      return last == 0 ? first + "+" : first + "-" + last;
    }
  }
}
