package dev.sallyport.policy.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as a call has them: maps, lists, texts, numbers, booleans and null. */
final class Values {
  private Values() {}

  static Map<String, @Nullable Object> of(Node.Mapping mapping) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Node.Member member : mapping.members()) {
      values.put(member.key(), value(member.value()));
    }
    return values;
  }

  /** What can't be read was reported. */
  private static @Nullable Object value(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return of(mapping);
    }
    if (node instanceof Node.Sequence sequence) {
      List<@Nullable Object> items = new ArrayList<>();
      for (Node item : sequence.items()) {
        items.add(value(item));
      }
      return items;
    }
    return node instanceof Node.Scalar scalar ? scalar(scalar) : null;
  }

  private static @Nullable Object scalar(Node.Scalar scalar) {
    String text = scalar.text().plain();
    return switch (scalar.kind()) {
      case TEXT -> text;
      case NUMBER -> number(text);
      case BOOLEAN -> Nodes.isTrue(scalar);
      case NULL -> null;
    };
  }

  private static BigDecimal number(String text) {
    if (text.startsWith("0x") || text.startsWith("0o")) {
      return new BigDecimal(new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
    }
    return new BigDecimal(text);
  }
}
