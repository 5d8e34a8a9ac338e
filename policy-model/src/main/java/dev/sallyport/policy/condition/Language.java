package dev.sallyport.policy.condition;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * CEL as conditions have it: its standard, with the variables of a call, and bounded.
 *
 * <p>Of the library's two runtimes this is the older one, which looks at nothing but what an
 * expression names; the newer one walks through all arguments each time one of them is named.
 */
final class Language {
  /** Of the environment's variables that a condition names. */
  static final String ENVIRONMENT = "env";

  static final String MATCHES = "matches";
  private static final String CONTAINS = "contains";

  /** Of all macros of an evaluation together, such as {@code all}. */
  private static final int MOST_ROUNDS = 256;

  /** Of a text that is matched, which costs up to a hundred times as much as comparing it. */
  private static final int LONGEST_MATCHED = 1 << 14;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(MOST_ROUNDS)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  /** Those that conditions write; nothing else is ever matched. */
  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  private Language() {
    this.compiler = compiler();
    this.runtime =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .excludeFunctions(StandardFunction.MATCHES, StandardFunction.CONTAINS)
                    .build())
            .addFunctionBindings(binary(MATCHES, "matches"))
            .addFunctionBindings(binary(MATCHES, "matches_string"))
            .addFunctionBindings(binary(CONTAINS, "contains_string"))
            .build();
  }

  static Language get() {
    return Holder.LANGUAGE;
  }

  private static final class Holder {
    private static final Language LANGUAGE = new Language();
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar(ENVIRONMENT, MapType.create(SimpleType.STRING, SimpleType.STRING))
            .setResultType(SimpleType.BOOL);
    for (Variable variable : Variable.values()) {
      builder.addVar(variable.text(), type(variable.type()));
    }
    return builder.build();
  }

  private static CelType type(Variable.Type type) {
    return switch (type) {
      case TEXT -> SimpleType.STRING;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case ARGUMENTS -> MapType.create(SimpleType.STRING, SimpleType.DYN);
      case TIME_SPAN -> SimpleType.DURATION;
      case INSTANT -> SimpleType.TIMESTAMP;
    };
  }

  @SuppressWarnings("Immutable") // The patterns of a compiled condition are all there.
  private CelFunctionBinding binary(String function, String overload) {
    return function.equals(MATCHES)
        ? CelFunctionBinding.from(overload, String.class, String.class, this::matches)
        : CelFunctionBinding.from(overload, String.class, String.class, Search::contains);
  }

  private boolean matches(String text, String pattern) {
    Pattern compiled = patterns.get(pattern);
    if (compiled == null || text.length() > LONGEST_MATCHED) {
      throw new Unusable("text can't be matched");
    }
    return compiled.matcher(text).find();
  }

  CelValidationResult check(String text) {
    return compiler.compile(text);
  }

  /** A pattern that may be matched from now on. */
  void add(Pattern pattern) {
    patterns.put(pattern.pattern(), pattern);
  }

  CelRuntime.Program program(CelAbstractSyntaxTree tree) throws CelEvaluationException {
    return runtime.createProgram(tree);
  }
}
