package dev.sallyport.policy.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into a tree that was held against the table already: what is of another type is absent. */
final class Nodes {
  private Nodes() {}

  static Node.@Nullable Mapping mapping(Node.Mapping parent, String key) {
    Node.Member member = parent.member(key);
    return member != null && member.value() instanceof Node.Mapping mapping ? mapping : null;
  }

  static List<Node> items(Node.Mapping parent, String key) {
    Node.Member member = parent.member(key);
    return member != null && member.value() instanceof Node.Sequence sequence
        ? sequence.items()
        : List.of();
  }

  static Node.@Nullable Scalar text(Node.Mapping parent, String key) {
    Node.Member member = parent.member(key);
    return member == null ? null : text(member.value());
  }

  /** Text that is not empty, or null. */
  static Node.@Nullable Scalar text(Node node) {
    Node.Scalar scalar = textOrNumber(node);
    return scalar != null && scalar.kind() == Node.Kind.TEXT ? scalar : null;
  }

  static Node.@Nullable Scalar textOrNumber(Node node) {
    return node instanceof Node.Scalar scalar
            && (scalar.kind() == Node.Kind.TEXT || scalar.kind() == Node.Kind.NUMBER)
        ? scalar
        : null;
  }

  static boolean isTrue(Node node) {
    return node instanceof Node.Scalar scalar
        && scalar.kind() == Node.Kind.BOOLEAN
        && scalar.text().plain().equalsIgnoreCase("true");
  }

  static <E extends Enum<E>> @Nullable E word(Node.Mapping mapping, String key, E[] values) {
    Node.Member member = mapping.member(key);
    return member == null ? null : word(member.value(), values);
  }

  /** The constant of that name, or null where there is none; that was reported. */
  static <E extends Enum<E>> @Nullable E word(Node node, E[] values) {
    Node.Scalar scalar = text(node);
    for (E value : values) {
      if (scalar != null && PolicyKeys.word(value).equals(scalar.text().plain())) {
        return value;
      }
    }
    return null;
  }
}
