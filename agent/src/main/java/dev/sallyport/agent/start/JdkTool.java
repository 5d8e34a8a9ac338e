package dev.sallyport.agent.start;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** With {@code JAVA_TOOL_OPTIONS} the agent is loaded into javac, jps and keytool as well. */
final class JdkTool {
  private JdkTool() {}

  /**
   * The tool that this JVM runs, or null: a main class in one of the JDK's own modules. The command
   * alone doesn't tell it from {@code java -jar jdk.servers/my.jar}, so the launcher has to say
   * that it is a module.
   */
  static @Nullable String in(Properties properties) {
    String command = properties.getProperty("sun.java.command", "");
    String module = properties.getProperty("jdk.module.main", "");
    if (!module.startsWith("jdk.") && !module.startsWith("java.")) {
      return null;
    }
    int space = command.indexOf(' ');
    String main = space < 0 ? command : command.substring(0, space);
    return main.startsWith(module.concat("/")) ? main.substring(main.lastIndexOf('.') + 1) : null;
  }
}
