package dev.sallyport.policy.decide;

/**
 * Variables that every principal may read and hand on to its children: where programs and temporary
 * files are, and how to speak to the user. What they tell, system properties such as {@code
 * user.home} tell as well.
 */
final class HarmlessVariables {
  /** For reading one of these, and for setting what {@link CodeVariables} does not name. */
  static final Decision GRANTED =
      new Decision(Verdict.ALLOW, new Rule("built-in.environment", 0), Reason.RUNTIME);

  private static final VariableNames NAMES =
      VariableNames.of(
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

  private HarmlessVariables() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
