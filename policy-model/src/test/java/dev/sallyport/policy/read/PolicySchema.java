package dev.sallyport.policy.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The table of keys, written as a JSON Schema. */
final class PolicySchema {
  private static final String VARIABLE = "\\$\\{";

  private static final Separators SEPARATORS =
      Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

  private PolicySchema() {}

  /** Of a policy. */
  static String text() {
    return text("Sallyport policy", PolicyKeys.POLICY);
  }

  /** Of a file of tests. */
  static String textOfTests() {
    return text("Tests of a Sallyport policy", FixtureKeys.FILE);
  }

  private static String text(String title, Shape.Keyed keyed) {
    ObjectNode schema = object();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.setAll(keyed(keyed));
    String keys = schema.toString();
    ObjectNode definitions = schema.putObject("$defs");
    for (Form form : Form.values()) {
      if (keys.contains("\"#/$defs/" + name(form) + "\"")) {
        definitions.set(name(form), definition(form));
      }
    }
    try {
      return new ObjectMapper()
              .writer(
                  new DefaultPrettyPrinter()
                      .withSeparators(SEPARATORS)
                      .withObjectIndenter(new DefaultIndenter("  ", "\n")))
              .writeValueAsString(schema)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static ObjectNode shape(Shape shape) {
    if (shape instanceof Shape.Version version) {
      return object().put("const", version.number());
    }
    if (shape instanceof Shape.Word word) {
      return word(word.words());
    }
    if (shape instanceof Shape.Flag) {
      return object().put("type", "boolean");
    }
    if (shape instanceof Shape.Figure) {
      return object().put("type", "number");
    }
    if (shape instanceof Shape.Constant) {
      ObjectNode constant = object();
      constant.putArray("type").add("string").add("number").add("boolean");
      return constant;
    }
    if (shape instanceof Shape.Anything) {
      return object().put("type", "object");
    }
    if (shape instanceof Shape.Phrase phrase) {
      return phrase(phrase);
    }
    if (shape instanceof Shape.ListOf list) {
      ObjectNode array = object().put("type", "array");
      array.set("items", shape(list.item()));
      return array;
    }
    if (shape instanceof Shape.MapOf map) {
      ObjectNode object = object().put("type", "object");
      ObjectNode names = object.putObject("propertyNames").put("description", map.key());
      if (map.form() != null) {
        names.put("$ref", "#/$defs/" + name(map.form()));
      }
      object.set("additionalProperties", shape(map.value()));
      return object;
    }
    if (shape instanceof Shape.WordOr either) {
      ObjectNode any = object();
      any.putArray("anyOf").add(word(List.of(either.word()))).add(keyed(either.otherwise()));
      return any;
    }
    if (shape instanceof Shape.PhraseOr either) {
      ObjectNode any = object();
      any.putArray("anyOf").add(phrase(either.phrase())).add(keyed(either.otherwise()));
      return any;
    }
    return keyed((Shape.Keyed) shape);
  }

  private static ObjectNode word(List<String> words) {
    ObjectNode any = object();
    ObjectNode listed = object();
    words.forEach(listed.putArray("enum")::add);
    any.putArray("anyOf").add(listed).add(object().put("type", "string").put("pattern", VARIABLE));
    return any;
  }

  private static ObjectNode phrase(Shape.Phrase phrase) {
    ObjectNode text = object().put("$ref", "#/$defs/" + name(phrase.form()));
    if (!phrase.orNumber()) {
      return text;
    }
    ObjectNode any = object();
    any.putArray("anyOf")
        .add(
            object()
                .put("type", "integer")
                .put("minimum", 0)
                .put("maximum", phrase.form().largest()))
        .add(text);
    return any;
  }

  private static ObjectNode keyed(Shape.Keyed keyed) {
    ObjectNode object = object().put("type", "object");
    object.put("additionalProperties", false);
    for (Shape.Key key : keyed.keys()) {
      if (key.required()) {
        object.withArray("required").add(key.name());
      }
    }
    for (String name : keyed.exactlyOne()) {
      ObjectNode choice = object();
      choice.withArray("required").add(name);
      object.withArray("oneOf").add(choice);
    }
    ObjectNode properties = object.putObject("properties");
    for (Shape.Key key : keyed.keys()) {
      ObjectNode property = object().put("description", key.meaning());
      property.setAll(shape(key.shape()));
      properties.set(key.name(), property);
    }
    return object;
  }

  private static ObjectNode definition(Form form) {
    ObjectNode definition = object().put("description", form.meaning()).put("type", "string");
    return form.pattern().isEmpty() ? definition : definition.put("pattern", form.pattern());
  }

  private static String name(Form form) {
    return form.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
