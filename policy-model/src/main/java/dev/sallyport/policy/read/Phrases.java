package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Amount;
import dev.sallyport.policy.match.Malformed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks on text that several keys have in common. */
final class Phrases {
  private final Problems problems;

  Phrases(Problems problems) {
    this.problems = problems;
  }

  /** The text as an absolute path; where it is none, that is reported. */
  String absolutePath(Node.Scalar scalar) {
    String path = scalar.text().plain();
    if (!path.startsWith("/") && !(path.length() > 2 && path.charAt(1) == ':')) {
      problems.add(
          Code.BAD_VALUE,
          "path is relative",
          scalar.span(),
          "start it with `/`; `${property:user.dir}/` is the working directory");
    }
    return path;
  }

  /** The text as a span of time; null where it is none, which is reported. */
  @Nullable Duration time(Node.Scalar scalar) {
    try {
      return Amount.time(scalar.text().plain());
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
      return null;
    }
  }

  /** The text as a number; null where it is none, which is reported. */
  @Nullable Long count(Node.Scalar scalar) {
    try {
      return Amount.count(scalar.text().plain());
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
      return null;
    }
  }

  /** The text as a number of bytes; null where it is none, which is reported. */
  @Nullable Long size(Node.Scalar scalar) {
    try {
      return Amount.bytes(scalar.text().plain());
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
      return null;
    }
  }

  /** Whether no variable's value would be read as a wildcard, where the language has no escape. */
  boolean isPlain(Node.Scalar scalar, String wildcards, Code code) {
    if (!scalar.text().substitutes(wildcards)) {
      return true;
    }
    problems.add(
        code,
        "value of a variable holds a wildcard",
        scalar.span(),
        "write the wildcard in the policy itself");
    return false;
  }
}
