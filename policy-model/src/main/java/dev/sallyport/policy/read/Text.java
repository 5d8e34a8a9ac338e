package dev.sallyport.policy.read;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import java.util.List;

/**
 * The text of a scalar, its variables replaced: what the author wrote, and values in between, which
 * are never read as patterns.
 *
 * @param written as in the file, variables not replaced; safe to show
 */
record Text(String written, List<Piece> pieces) {

  /** A stretch of text that the author wrote, or that a variable stood for. */
  record Piece(String text, boolean substituted) {}

  static Text of(String written) {
    return new Text(written, List.of(new Piece(written, false)));
  }

  /** The whole text as it is. */
  String plain() {
    if (pieces.size() == 1) {
      return pieces.get(0).text();
    }
    StringBuilder plain = new StringBuilder();
    for (Piece piece : pieces) {
      plain.append(piece.text());
    }
    return plain.toString();
  }

  /** The whole text as a path pattern. */
  String asPathPattern() {
    StringBuilder pattern = new StringBuilder();
    for (Piece piece : pieces) {
      pattern.append(piece.substituted() ? PathPattern.quote(piece.text()) : piece.text());
    }
    return pattern.toString();
  }

  /** The whole text as a name or argument in which {@code *} is a wildcard. */
  String asNameGlob() {
    StringBuilder glob = new StringBuilder();
    for (Piece piece : pieces) {
      glob.append(piece.substituted() ? NameGlob.quote(piece.text()) : piece.text());
    }
    return glob.toString();
  }

  /** Whether a variable stands for any of it. */
  boolean isSubstituted() {
    for (Piece piece : pieces) {
      if (piece.substituted()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a variable's value holds one of these characters. */
  boolean substitutes(String characters) {
    for (Piece piece : pieces) {
      for (int i = 0; piece.substituted() && i < piece.text().length(); i++) {
        if (characters.indexOf(piece.text().charAt(i)) >= 0) {
          return true;
        }
      }
    }
    return false;
  }
}
