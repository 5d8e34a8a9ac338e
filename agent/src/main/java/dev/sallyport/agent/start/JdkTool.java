package dev.sallyport.agent.start;

import org.jspecify.annotations.Nullable;

/** With {@code JAVA_TOOL_OPTIONS} the agent is loaded into javac, jps and keytool as well. */
final class JdkTool {
  private JdkTool() {}

  /**
   * The tool that this JVM runs, or null. The launcher names a tool by its module, which only the
   * JDK's own begin so.
   *
   * @param command the property {@code sun.java.command}
   */
  static @Nullable String in(@Nullable String command) {
    if (command == null) {
      return null;
    }
    int space = command.indexOf(' ');
    String main = space < 0 ? command : command.substring(0, space);
    boolean tool = (main.startsWith("jdk.") || main.startsWith("java.")) && main.indexOf('/') > 0;
    return tool ? main.substring(main.lastIndexOf('.') + 1) : null;
  }
}
