package dev.sallyport.agent.weave;

import dev.sallyport.agent.enforce.Denial;

/**
 * One interception point.
 *
 * @param id names the row in records, on the command line and in the docs
 * @param owner the internal name of the class, such as {@code java/io/FileInputStream}
 * @param method the method's name
 * @param descriptor the method's descriptor (JVMS §4.3.3); a last {@code *} stands for the rest. Of
 *     a dispatch point that a policy declares, its parameters as they are written there: by their
 *     simple or full names, between parentheses
 * @param door where in the method the gate is called, and by which door
 * @param check what the gates are asked
 * @param a the first object that the door is given
 * @param b the second
 * @param n the first number
 * @param m the second
 * @param exchanged the argument that {@link Door#EXCHANGE} gives another value
 * @param movedTo a nested class that has the method instead in versions where it exists, or empty
 * @param denied how a refusal surfaces
 * @param need what it means when the hook can't be woven
 * @param jdks the JDK feature releases, and the systems, that have this method
 * @param callee what the method calls, where the door stands before that call; else {@link
 *     Callee#NONE}
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
    Operand exchanged,
    String movedTo,
    Denial denied,
    Need need,
    Jdks jdks,
    Callee callee) {

  /** Whether the row means that method. */
  public boolean matches(String name, String found) {
    if (!method.equals(name)) {
      return false;
    }
    if (door == Door.DISPATCH) {
      return SourceNames.match(descriptor, found);
    }
    return descriptor.endsWith("*")
        ? found.regionMatches(0, descriptor, 0, descriptor.length() - 1)
        : descriptor.equals(found);
  }

  /** Whether it stands before each call of another method, and not at an end of its own. */
  public boolean standsAtCalls() {
    return !callee.name().isEmpty();
  }

  /** Whether the running JDK should have this hook. */
  public boolean appliesTo(int feature) {
    return jdks.contains(feature);
  }

  /**
   * A method by its internal names, as an instruction that calls it has them.
   *
   * @param descriptor of the whole method, with no {@code *}
   */
  public record Callee(String owner, String name, String descriptor) {
    public static final Callee NONE = new Callee("", "", "");

    boolean matches(String calledOwner, String calledName, String calledDescriptor) {
      return name.equals(calledName)
          && descriptor.equals(calledDescriptor)
          && owner.equals(calledOwner);
    }
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
   * A range of JDK feature releases, on the systems that have the class.
   *
   * @param last 0 for no end
   */
  public record Jdks(int first, int last, Os os) {
    public static final Jdks ALL = new Jdks(17, 0);

    public Jdks(int first, int last) {
      this(first, last, Os.ANY);
    }

    /** Whether that release, on this system, is in it. */
    public boolean contains(int feature) {
      return os.isThis() && feature >= first && (last == 0 || feature <= last);
    }

    /** The releases alone. */
    @Override
    public String toString() {
      return last == 0 ? first + "+" : first + "-" + last;
    }
  }

  /** The operating systems whose JDK has a class. */
  public enum Os {
    ANY(""),
    /** Linux and macOS. */
    UNIX("Linux Mac"),
    LINUX("Linux"),
    MACOS("Mac");

    private final boolean here;

    Os(String names) {
      String name = System.getProperty("os.name", "");
      boolean found = names.isEmpty();
      for (String one : names.split(" ", -1)) {
        found |= !one.isEmpty() && name.startsWith(one);
      }
      here = found;
    }

    /** Whether this JVM runs on it. */
    public boolean isThis() {
      return here;
    }
  }
}
