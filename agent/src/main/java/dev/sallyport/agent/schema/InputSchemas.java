package dev.sallyport.agent.schema;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.sallyport.agent.json.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds arguments to the schemas that tools show (JSON Schema 2020-12, unless one names another
 * draft). References to documents elsewhere are not followed. Safe for any thread.
 */
public final class InputSchemas {
  private static final int MOST = 1024;

  /** By the definition that a tool shows, the one used longest ago first. */
  private final Map<String, Compiled> compiled =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private record Compiled(Validator validator, URI schema) {}

  /**
   * Whether arguments fit.
   *
   * @param definition of the tool, as JSON
   * @throws RuntimeException where the schema is none, or names what is not in it
   */
  public boolean fit(String definition, Map<?, ?> arguments) {
    Compiled schema = compiled(definition);
    return schema.validator().validate(schema.schema(), PlainNode.of(arguments)).isValid();
  }

  private synchronized Compiled compiled(String definition) {
    Compiled known = compiled.get(definition);
    if (known == null) {
      known = compile(definition);
      if (compiled.size() >= MOST) {
        compiled.remove(compiled.keySet().iterator().next());
      }
      compiled.put(definition, known);
    }
    return known;
  }

  private static Compiled compile(String definition) {
    Object schema = Json.members(definition).get("inputSchema");
    Validator validator =
        new ValidatorFactory()
            .withJsonNodeFactory(new PlainNode.Maker())
            .withEvaluatorFactory(new LinearPatterns())
            .createValidator();
    // A tool that shows no schema takes anything.
    PlainNode node = PlainNode.of(schema == null ? true : schema);
    return new Compiled(validator, validator.registerSchema(node));
  }
}
