package dev.sallyport.policy.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the value of a key must look like. */
sealed interface Shape {

  /** What it is, as in "must be …". */
  String expected();

  /** The number of the format's version. */
  record Version(int number) implements Shape {
    @Override
    public String expected() {
      return "the number " + number;
    }
  }

  /** One of a few words. */
  record Word(List<String> words) implements Shape {
    @Override
    public String expected() {
      return "one of `" + String.join("`, `", words) + "`";
    }
  }

  /** Text of one of the small languages. */
  record Phrase(Form form) implements Shape {
    boolean orNumber() {
      return form.largest() >= 0;
    }

    @Override
    public String expected() {
      return orNumber() ? "text or a number" : "text";
    }
  }

  /** True or false. */
  record Flag() implements Shape {
    @Override
    public String expected() {
      return "true or false";
    }
  }

  /** A number, which may have a sign and a fraction. */
  record Figure() implements Shape {
    @Override
    public String expected() {
      return "a number";
    }
  }

  /** Text, a number, true or false. */
  record Constant() implements Shape {
    @Override
    public String expected() {
      return "text, a number, true or false";
    }
  }

  /** A mapping of anything. */
  record Anything() implements Shape {
    @Override
    public String expected() {
      return "a mapping";
    }
  }

  /** A list. */
  record ListOf(Shape item) implements Shape {
    @Override
    public String expected() {
      return "a list";
    }
  }

  /**
   * A mapping whose keys the author chooses.
   *
   * @param key what a key is
   * @param form the small language of a key; null where any text is one
   */
  record MapOf(String key, @Nullable Form form, Shape value) implements Shape {
    MapOf(String key, Shape value) {
      this(key, null, value);
    }

    @Override
    public String expected() {
      return "a mapping";
    }
  }

  /**
   * A mapping of known keys.
   *
   * @param noun what it describes, as in "is not a key of …"
   * @param exactlyOne keys of which one has to be there, and no more; empty where there are none
   */
  record Keyed(String noun, List<Key> keys, List<String> exactlyOne) implements Shape {

    Keyed(String noun, List<Key> keys) {
      this(noun, keys, List.of());
    }

    @Override
    public String expected() {
      return "a mapping";
    }
  }

  /** Text of one of the small languages, or a mapping. */
  record PhraseOr(Phrase phrase, Keyed otherwise) implements Shape {
    @Override
    public String expected() {
      return "text or a mapping";
    }
  }

  /** One word, or a mapping. */
  record WordOr(String word, Keyed otherwise) implements Shape {
    @Override
    public String expected() {
      return "`" + word + "` or a mapping";
    }
  }

  /**
   * One key of a mapping.
   *
   * @param meaning a sentence for readers of the schema
   */
  record Key(String name, boolean required, Shape shape, String meaning) {}
}
