package dev.sallyport.agent.weave;

import java.util.List;
import org.objectweb.asm.Type;

/**
 * The parameters of a method as they are written in sources. Loaded where a policy declares a
 * dispatch point, by the row that is made of it, and so before anything is woven.
 */
final class SourceNames {
  private SourceNames() {}

  /** Each by its simple or full name, between parentheses. */
  static String of(List<String> parameters) {
    return '(' + String.join(",", parameters) + ')';
  }

  /**
   * Whether a method has these parameters.
   *
   * @param written as {@link #of} has them
   * @param descriptor of the method
   */
  static boolean match(String written, String descriptor) {
    Type[] parameters = Type.getArgumentTypes(descriptor);
    String inside = written.substring(1, written.length() - 1);
    String[] names = inside.isEmpty() ? new String[0] : inside.split(",", -1);
    if (names.length != parameters.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      if (!isNamed(parameters[i].getClassName().replace('$', '.'), names[i].replace('$', '.'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNamed(String full, String name) {
    int before = full.length() - name.length();
    return full.endsWith(name) && (before == 0 || full.charAt(before - 1) == '.');
  }
}
