package dev.sallyport.policy.match;

import java.util.ArrayList;
import java.util.List;

/**
 * A method, such as {@code com.acme.Server#call(String, Map)}.
 *
 * @param type the class, as {@link Class#getName} has it
 * @param parameters the types, each by its simple or its full name, without type arguments
 */
public record MethodName(String type, String name, List<String> parameters) {

  public MethodName {
    parameters = List.copyOf(parameters);
  }

  /** Parses {@code Class#method(Type, Type)}. */
  public static MethodName parse(String text) throws Malformed {
    int hash = text.indexOf('#');
    int open = text.indexOf('(');
    if (hash < 0 || open < hash || !text.endsWith(")")) {
      throw noMethod();
    }
    String type = name(text.substring(0, hash), "");
    String name = name(text.substring(hash + 1, open), "");
    if (name.indexOf('.') >= 0) {
      throw noMethod();
    }
    List<String> parameters = new ArrayList<>();
    String inside = text.substring(open + 1, text.length() - 1);
    if (!inside.isEmpty()) {
      for (String parameter : inside.split(",", -1)) {
        parameters.add(name(parameter.strip(), "[]"));
      }
    }
    return new MethodName(type, name, parameters);
  }

  /**
   * A name of Java's.
   *
   * @param suffix what may follow it, any number of times
   */
  private static String name(String text, String suffix) throws Malformed {
    String bare = text;
    while (!suffix.isEmpty() && bare.endsWith(suffix)) {
      bare = bare.substring(0, bare.length() - suffix.length());
    }
    boolean start = true;
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      boolean fits = start ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c);
      if (!fits && (start || c != '.')) {
        throw noMethod();
      }
      start = c == '.';
    }
    if (start) {
      throw noMethod();
    }
    return text;
  }

  private static Malformed noMethod() {
    return new Malformed("text is not a method", "write `com.acme.Server#call(String, Map)`");
  }
}
