package dev.sallyport.agent.command;

/** What a command's exit code means, the same for all commands. */
public enum ExitCode {
  OK(0, "fine"),
  FOUND(1, "found something: a finding, a denial asked for, damage"),
  USAGE(2, "wrong usage"),
  POLICY(3, "the policy can't be read or is not valid"),
  FAULT(70, "our fault");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** In a few words, for the help. */
  public String meaning() {
    return meaning;
  }
}
