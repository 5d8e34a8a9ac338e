package dev.sallyport.agent.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.Optional;

/**
 * Patterns of schemas in time linear in the text, so that a client can't keep the server busy with
 * one; those that only a backtracking engine knows are left to the library.
 */
final class LinearPatterns implements EvaluatorFactory {

  private record Linear(Pattern pattern) implements Evaluator {
    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      return !node.isString() || pattern.matcher(node.asString()).find()
          ? Result.success()
          : Result.failure();
    }
  }

  @Override
  public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
    if (!keyword.equals("pattern") || !value.isString()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Linear(Pattern.compile(value.asString())));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }
}
