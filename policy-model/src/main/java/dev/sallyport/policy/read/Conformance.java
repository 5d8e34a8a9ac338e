package dev.sallyport.policy.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a tree against the table of keys, and reports what does not fit. */
final class Conformance {
  private final Problems problems;

  Conformance(Problems problems) {
    this.problems = problems;
  }

  /**
   * Checks one value.
   *
   * @param name what to call it in a message
   */
  void check(Node node, Shape shape, String name) {
    if (node instanceof Node.Unreadable) {
      return;
    }
    if (shape instanceof Shape.Anything && node instanceof Node.Mapping) {
      return;
    }
    if (shape instanceof Shape.Keyed keyed && node instanceof Node.Mapping mapping) {
      checkKeys(mapping, keyed);
    } else if (shape instanceof Shape.WordOr either && node instanceof Node.Mapping mapping) {
      checkKeys(mapping, either.otherwise());
    } else if (shape instanceof Shape.PhraseOr either && node instanceof Node.Mapping mapping) {
      checkKeys(mapping, either.otherwise());
    } else if (shape instanceof Shape.MapOf map && node instanceof Node.Mapping mapping) {
      for (Node.Member member : mapping.members()) {
        check(member.value(), map.value(), member.key());
      }
    } else if (shape instanceof Shape.ListOf list && node instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        check(item, list.item(), "an item of `" + name + "`");
      }
    } else if (node instanceof Node.Scalar scalar && isOfType(scalar, shape)) {
      checkValue(scalar, shape, name);
    } else {
      reportType(node, shape, name);
    }
  }

  private void checkKeys(Node.Mapping mapping, Shape.Keyed keyed) {
    for (Node.Member member : mapping.members()) {
      Shape.Key key = key(keyed, member.key());
      if (key == null) {
        reportUnknown(member, keyed);
      } else {
        check(member.value(), key.shape(), member.key());
      }
    }
    for (Shape.Key key : keyed.keys()) {
      if (key.required() && mapping.member(key.name()) == null) {
        problems.add(
            Code.MISSING_KEY,
            "`" + key.name() + "` is missing in " + keyed.noun(),
            mapping.span(),
            "");
      }
    }
    checkExactlyOne(mapping, keyed);
  }

  private void checkExactlyOne(Node.Mapping mapping, Shape.Keyed keyed) {
    boolean found = keyed.exactlyOne().isEmpty();
    for (Node.Member member : mapping.members()) {
      if (keyed.exactlyOne().contains(member.key())) {
        if (found) {
          problems.add(
              Code.BAD_VALUE,
              "`" + member.key() + "` is one too many in " + keyed.noun(),
              member.keySpan(),
              "write one of " + choice(keyed));
        }
        found = true;
      }
    }
    if (!found) {
      problems.add(
          Code.MISSING_KEY,
          keyed.noun() + " has none of " + choice(keyed),
          mapping.span(),
          "write one of them");
    }
  }

  private static String choice(Shape.Keyed keyed) {
    return "`" + String.join("`, `", keyed.exactlyOne()) + "`";
  }

  private static Shape.@Nullable Key key(Shape.Keyed keyed, String name) {
    for (Shape.Key key : keyed.keys()) {
      if (key.name().equals(name)) {
        return key;
      }
    }
    return null;
  }

  private void reportUnknown(Node.Member member, Shape.Keyed keyed) {
    List<String> names = new ArrayList<>();
    for (Shape.Key key : keyed.keys()) {
      names.add(key.name());
    }
    problems.add(
        Code.UNKNOWN_KEY,
        "`" + member.key() + "` is not a key of " + keyed.noun(),
        member.keySpan(),
        suggestion(member.key(), names, "its keys are "));
  }

  private static String suggestion(String word, List<String> words, String all) {
    String nearest = NearestWord.of(word, words);
    return nearest.isEmpty()
        ? all + "`" + String.join("`, `", words) + "`"
        : "did you mean `" + nearest + "`?";
  }

  private static boolean isOfType(Node.Scalar scalar, Shape shape) {
    if (shape instanceof Shape.Version) {
      return scalar.kind() == Node.Kind.NUMBER;
    }
    if (shape instanceof Shape.Flag) {
      return scalar.kind() == Node.Kind.BOOLEAN;
    }
    if (shape instanceof Shape.Figure) {
      return scalar.kind() == Node.Kind.NUMBER;
    }
    if (shape instanceof Shape.Constant) {
      return scalar.kind() != Node.Kind.NULL;
    }
    if (shape instanceof Shape.Phrase phrase && phrase.orNumber()) {
      return scalar.kind() == Node.Kind.NUMBER || scalar.kind() == Node.Kind.TEXT;
    }
    return scalar.kind() == Node.Kind.TEXT
        && !(shape instanceof Shape.Anything)
        && !(shape instanceof Shape.Keyed)
        && !(shape instanceof Shape.ListOf)
        && !(shape instanceof Shape.MapOf);
  }

  private void checkValue(Node.Scalar scalar, Shape shape, String name) {
    String text = scalar.text().plain();
    if (shape instanceof Shape.Version version) {
      if (!text.equals(Integer.toString(version.number()))) {
        problems.add(
            Code.UNSUPPORTED_VERSION,
            "version " + text + " of the format is not supported",
            scalar.span(),
            "write `" + name + ": " + version.number() + "`");
      }
    } else if (shape instanceof Shape.Word word) {
      checkWord(scalar, word.words());
    } else if (shape instanceof Shape.WordOr either) {
      if (!text.equals(either.word())) {
        problems.add(
            Code.BAD_VALUE,
            "`" + scalar.text().written() + "` is neither `" + either.word() + "` nor a mapping",
            scalar.span(),
            "write `" + either.word() + "`, or `{}` for no grants");
      }
    } else if (text.isEmpty() && !mayBeEmpty(shape)) {
      problems.add(Code.BAD_VALUE, "text is empty", scalar.span(), "");
    }
  }

  private static boolean mayBeEmpty(Shape shape) {
    return shape instanceof Shape.Constant
        || (shape instanceof Shape.Phrase phrase && phrase.form() == Form.ARGUMENT);
  }

  private void checkWord(Node.Scalar scalar, List<String> words) {
    String text = scalar.text().plain();
    if (words.contains(text)) {
      return;
    }
    // What a variable stands for is not shown: it may be a secret.
    problems.add(
        Code.BAD_VALUE,
        "`" + scalar.text().written() + "` is not " + new Shape.Word(words).expected(),
        scalar.span(),
        suggestion(text, words, "write "));
  }

  private void reportType(Node node, Shape shape, String name) {
    boolean item = name.startsWith("an item");
    problems.add(
        Code.WRONG_TYPE,
        (item ? name : "`" + name + "`") + " must be " + shape.expected() + ", not " + actual(node),
        node.span(),
        typeHelp(node, shape));
  }

  private static String actual(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return switch (scalar.kind()) {
        case TEXT -> "text";
        case NUMBER -> "a number";
        case BOOLEAN -> "true or false";
        case NULL -> "nothing";
      };
    }
    return node instanceof Node.Mapping ? "a mapping" : "a list";
  }

  private static String typeHelp(Node node, Shape shape) {
    if (!(node instanceof Node.Scalar scalar)) {
      return "";
    }
    String written = scalar.text().written();
    if (scalar.kind() == Node.Kind.NULL) {
      return shape instanceof Shape.ListOf
          ? "write `[]` for none"
          : shape.expected().endsWith("a mapping") ? "write `{}` for none" : "";
    }
    if (shape instanceof Shape.ListOf && scalar.kind() == Node.Kind.TEXT) {
      return "write `[\"" + written + "\"]`";
    }
    return shape instanceof Shape.Phrase phrase && !phrase.orNumber()
        ? "write `\"" + written + "\"`"
        : "";
  }
}
