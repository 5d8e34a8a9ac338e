package dev.sallyport.agent.command;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * What is written to.
 *
 * @param color whether it shows colour and the user wants it
 * @param width in characters
 */
record Screen(boolean color, int width) {
  private static final int NARROWEST = 100;
  private static final int USUAL = 120;

  /** The terminal, as wide as {@code COLUMNS} says; without colour where NO_COLOR is set. */
  static Screen of(Map<String, String> environment) {
    boolean color = environment.getOrDefault("NO_COLOR", "").isEmpty() && Ansi.AUTO.enabled();
    return new Screen(color, width(environment.getOrDefault("COLUMNS", "")));
  }

  private static int width(String columns) {
    try {
      return Math.max(NARROWEST, Integer.parseInt(columns));
    } catch (NumberFormatException unset) {
      return USUAL;
    }
  }
}
