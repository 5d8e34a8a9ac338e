package dev.sallyport.policy.decide;

import java.util.List;

/**
 * Variables that every principal may read and hand on to its children: where programs and temporary
 * files are, and how to speak to the user. What they tell, system properties such as {@code
 * user.home} tell as well.
 */
public final class HarmlessVariables {
  /** For reading one of these, and for setting what {@link CodeVariables} does not name. */
  static final Decision GRANTED =
      new Decision(Verdict.ALLOW, new Rule("built-in.environment", 0), Reason.RUNTIME);

  private static final List<String> NAMES =
      List.of(
          "HOME",
          "LANG",
          "LANGUAGE",
          "LC_*",
          "LOGNAME",
          "PATH",
          "PWD",
          "SHELL",
          "TERM",
          "TMPDIR",
          "TZ",
          "USER");

  private static final VariableNames COMPILED = VariableNames.of(NAMES.toArray(new String[0]));

  private HarmlessVariables() {}

  /** The names, of which one is a pattern. */
  public static List<String> names() {
    return NAMES;
  }

  static boolean contains(String name) {
    return COMPILED.contains(name);
  }
}
