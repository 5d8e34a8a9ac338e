package dev.sallyport.policy.condition;

import com.google.protobuf.NullValue;
import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What came of compiling a condition: something to evaluate, or mistakes. */
final class Compilation {
  private static final Map<String, Variable> VARIABLES = new HashMap<>();

  static {
    for (Variable variable : Variable.values()) {
      VARIABLES.put(variable.text(), variable);
    }
  }

  private final List<Mistake> mistakes;
  private final CelRuntime.@Nullable Program program;
  private final Map<String, String> environment;

  private Compilation(
      List<Mistake> mistakes,
      CelRuntime.@Nullable Program program,
      Map<String, String> environment) {
    this.mistakes = mistakes;
    this.program = program;
    this.environment = environment;
  }

  static Compilation of(String text, UnaryOperator<@Nullable String> environment) {
    CelValidationResult checked = Language.get().check(text);
    Mistakes mistakes = new Mistakes(text);
    for (CelIssue issue : checked.getErrors()) {
      mistakes.add(issue);
    }
    if (!mistakes.isEmpty()) {
      return new Compilation(mistakes.all(), null, Map.of());
    }
    try {
      return reviewed(checked.getAst(), mistakes, environment);
    } catch (CelValidationException | CelEvaluationException e) {
      mistakes.add(CelSourceLocation.NONE, "expression can't be compiled");
      return new Compilation(mistakes.all(), null, Map.of());
    }
  }

  private static Compilation reviewed(
      CelAbstractSyntaxTree tree, Mistakes mistakes, UnaryOperator<@Nullable String> environment)
      throws CelEvaluationException {
    Review review = Review.of(tree);
    for (Review.Finding finding : review.findings()) {
      mistakes.add(location(tree.getSource(), finding.part()), finding.message());
    }
    if (!mistakes.isEmpty()) {
      return new Compilation(mistakes.all(), null, Map.of());
    }
    for (Pattern pattern : review.patterns()) {
      Language.get().add(pattern);
    }
    Map<String, String> values = new HashMap<>();
    for (String name : review.names()) {
      String value = environment.apply(name);
      if (value != null) {
        values.put(name, value);
      }
    }
    return new Compilation(List.of(), Language.get().program(tree), Map.copyOf(values));
  }

  private static CelSourceLocation location(CelSource source, long part) {
    Integer offset = source.getPositionsMap().get(part);
    return offset == null
        ? CelSourceLocation.NONE
        : source.getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  Outcome evaluate(Facts facts) {
    if (program == null) {
      return Outcome.ERROR;
    }
    try {
      Object result = program.eval(new Lookup(facts, environment));
      return result instanceof Boolean holds
          ? holds ? Outcome.HOLDS : Outcome.FAILS
          : Outcome.ERROR;
    } catch (CelEvaluationException e) {
      return Outcome.ERROR;
    }
  }

  /** Finds variables for one evaluation. */
  private static final class Lookup implements CelVariableResolver {
    private final Facts facts;
    private final Map<String, String> environment;
    private final Values values = new Values(new Meter(), NullValue.NULL_VALUE);

    Lookup(Facts facts, Map<String, String> environment) {
      this.facts = facts;
      this.environment = environment;
    }

    @Override
    public Optional<Object> find(String name) {
      Variable variable = VARIABLES.get(name);
      if (variable == null) {
        return name.equals(Language.ENVIRONMENT) ? Optional.of(environment) : Optional.empty();
      }
      Object value = facts.get(variable);
      if (value == null) {
        return Optional.empty();
      }
      if (value instanceof Set<?> texts) {
        return Optional.of(new ArrayList<>(texts));
      }
      return Optional.of(variable == Variable.ARGUMENTS ? values.of(value) : value);
    }
  }
}
