package dev.sallyport.agent.weave;

/**
 * A value that a hook passes to its door.
 *
 * @param index of a parameter, from 0, the receiver not counted
 * @param name of a field of the receiver, or a text itself
 * @param descriptor of that field
 */
public record Operand(Kind kind, int index, String name, String descriptor) {
  static final Operand SELF = new Operand(Kind.SELF, 0, "", "");
  static final Operand RESULT = new Operand(Kind.RESULT, 0, "", "");
  static final Operand CALLER = new Operand(Kind.CALLER, 0, "", "");
  static final Operand NOTHING = new Operand(Kind.NOTHING, 0, "", "");

  /** Where the value comes from. */
  public enum Kind {
    /** The receiver of the method, or of the call that the door stands before. */
    SELF,
    /** A parameter of the method, or an argument of that call; an object for a {@code long}. */
    ARGUMENT,
    /** A field of the receiver. */
    FIELD,
    /** The receiver of the method that has the call which the door stands before. */
    CALLER,
    /** A parameter of that method. */
    PARAMETER,
    /** That text. */
    TEXT,
    /** What the method is about to return. */
    RESULT,
    /** Null, or 0. */
    NOTHING
  }

  static Operand arg(int index) {
    return new Operand(Kind.ARGUMENT, index, "", "");
  }

  static Operand text(String text) {
    return new Operand(Kind.TEXT, 0, text, "");
  }

  static Operand parameter(int index) {
    return new Operand(Kind.PARAMETER, index, "", "");
  }

  static Operand field(String name, String descriptor) {
    return new Operand(Kind.FIELD, 0, name, descriptor);
  }
}
