package dev.sallyport.policy.read;

import dev.sallyport.policy.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the tree that a policy's text is. */
sealed interface Node {
  Span span();

  /**
   * A list.
   *
   * @param span where it starts
   */
  record Sequence(Span span, List<Node> items) implements Node {}

  /**
   * Keys and values; of a key that is written twice, the first.
   *
   * @param span where it starts
   */
  record Mapping(Span span, List<Member> members) implements Node {

    @Nullable Member member(String key) {
      for (Member member : members) {
        if (member.key().equals(key)) {
          return member;
        }
      }
      return null;
    }
  }

  /** One key and its value. */
  record Member(String key, Span keySpan, Node value) {}

  /** A value with no parts. */
  record Scalar(Span span, Kind kind, Text text) implements Node {}

  /** A value that was already reported and that nothing more can be said of. */
  record Unreadable(Span span) implements Node {}

  /** What a scalar is written as. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }
}
