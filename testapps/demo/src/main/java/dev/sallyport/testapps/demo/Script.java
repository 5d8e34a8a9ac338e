package dev.sallyport.testapps.demo;

import dev.sallyport.testapps.LoopbackListener;
import java.util.List;
import java.util.Map;

/** The calls that both halves of the demonstration make. */
final class Script {
  private Script() {}

  static List<Step> of(Stage stage, LoopbackListener internal) {
    return List.of(
        new Step("a file of the workspace", false, "read_file", Map.of("path", "notes.txt")),
        new Step("a traversal", true, "read_file", Map.of("path", "../../secret")),
        new Step("a link that leads out", true, "read_file", Map.of("path", "link")),
        new Step(
            "an internal service (SSRF)",
            true,
            "fetch_url",
            Map.of("url", internal.url().toString())),
        new Step("a tool nobody granted", true, "delete_file", Map.of("path", "old.txt")),
        new Step(
            "a process by shell injection",
            true,
            "lint_file",
            Map.of("path", "notes.txt; touch " + stage.marker().getFileName())));
  }
}
