package dev.sallyport.testapps.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Text files that are offered both as resources and as prompts. */
enum Notes {
  GRANTED,
  SECRET,
  HIDDEN;

  /** Templates of URIs that lead to the same files. */
  static final List<String> TEMPLATES = List.of("notes://{title}", "drafts://{title}");

  final String title = name().toLowerCase(Locale.ROOT);
  final String uri = "note://" + title;

  /** The one whose title a URI of a template has. */
  static Notes at(String uri) {
    return valueOf(uri.substring(uri.indexOf("://") + 3).toUpperCase(Locale.ROOT));
  }

  String text(Path folder) {
    // So that a test can see whether the handler ran, whatever the client is answered.
    System.err.println("note: " + title);
    try {
      return Files.readString(folder.resolve(title + ".txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values that the one argument of the prompt may have. */
  List<String> tones() {
    System.err.println("tones: " + title);
    return List.of("formal", "friendly");
  }
}
