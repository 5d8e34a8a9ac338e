package dev.sallyport.policy.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that look like a secret, or nearly. */
final class ReferenceSecrets {
  private static final List<String> SECRETS =
      List.of(
          "AKIA" + "Q".repeat(16),
          "key=ghp_" + "a1".repeat(18) + "!",
          "glpat-" + "a_-1".repeat(5),
          "sk-sk-" + "b".repeat(32),
          "eyJhbGciOi" + "Ab1.".repeat(8),
          "-----BEGIN RSA PRIVATE KEY-----");

  static final List<String> TEXTS = new ArrayList<>(SECRETS);

  static {
    TEXTS.add("AKIA" + "Q".repeat(15));
    TEXTS.add("xAKIA" + "Q".repeat(16));
    TEXTS.add("ghp_" + "a1".repeat(17) + "_a");
    TEXTS.add("akia" + "q".repeat(16));
  }

  private ReferenceSecrets() {}

  static boolean isIn(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.values().stream().anyMatch(ReferenceSecrets::isIn);
    }
    if (value instanceof List<?> items) {
      return items.stream().anyMatch(ReferenceSecrets::isIn);
    }
    return value instanceof String text && SECRETS.contains(text);
  }
}
