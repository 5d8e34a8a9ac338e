package dev.sallyport.testapps.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the tools do, in words that no line of the SDK changed. */
enum Tools {
  READ_FILE("read_file", "Reads a text file.", "path") {
    @Override
    String answer(Map<String, Object> arguments) {
      try {
        return Files.readString(Path.of(arguments.get("path").toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },

  ECHO("echo", "Says what it was told.", "text") {
    @Override
    String answer(Map<String, Object> arguments) {
      String text = arguments.get("text").toString();
      // So that a test can see whether the handler ran, whatever the client is answered.
      System.err.println("echo: " + text);
      return text;
    }
  };

  final String title;
  final String description;
  final String argument;

  Tools(String title, String description, String argument) {
    this.title = title;
    this.description = description;
    this.argument = argument;
  }

  abstract String answer(Map<String, Object> arguments);
}
