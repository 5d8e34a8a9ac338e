package dev.sallyport.agent.pin;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What there are definitions of. */
public enum Kind {
  TOOL,
  PROMPT,
  RESOURCE,
  TEMPLATE,
  /** The server itself. */
  SERVER;

  /** The members of its JSON that a client goes by. */
  List<String> members() {
    return switch (this) {
      case TOOL ->
          List.of("name", "title", "description", "inputSchema", "outputSchema", "annotations");
      case PROMPT -> List.of("name", "title", "description", "arguments");
      case RESOURCE -> List.of("uri", "name", "title", "description", "mimeType");
      case TEMPLATE -> List.of("uriTemplate", "name", "title", "description", "mimeType");
      case SERVER -> List.of("instructions");
    };
  }

  /** As it is written in files and records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Kind of(String word) {
    for (Kind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    return null;
  }
}
