package dev.sallyport.testapps.guarded;

import java.util.Arrays;
import java.util.List;

/** A column of the matrix in {@code docs/frameworks.md}. */
enum FrameworkCell {
  ALLOWED("allowed"),
  TOOL("denied by tool"),
  LIST("hidden in lists"),
  FILE("denied file"),
  HTTP("denied HTTP"),
  RESOURCE("resource"),
  PROMPT("prompt"),
  ARGUMENT("by argument"),
  CALLER("by caller"),
  AUDIT("audit unchanged");

  private final String title;

  FrameworkCell(String title) {
    this.title = title;
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(FrameworkCell::toString).toList();
  }

  @Override
  public String toString() {
    return title;
  }
}
