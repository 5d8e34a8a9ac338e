package dev.sallyport.policy.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExprVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a checked expression for what is decided before any call: which variables of the
 * environment it names, and which patterns. A client chooses neither.
 */
final class Review extends CelExprVisitor {
  private static final String INDEX = "_[_]";
  private static final String IN = "@in";

  private final Set<String> names = new TreeSet<>();
  private final List<Pattern> patterns = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /** What is wrong with one part of an expression. */
  record Finding(long part, String message) {}

  static Review of(CelAbstractSyntaxTree tree) {
    Review review = new Review();
    review.visit(tree);
    return review;
  }

  /** Of the environment's variables. */
  Set<String> names() {
    return names;
  }

  List<Pattern> patterns() {
    return patterns;
  }

  List<Finding> findings() {
    return findings;
  }

  @Override
  protected void visit(CelExpr expression, CelExpr.CelIdent ident) {
    if (ident.name().equals(Language.ENVIRONMENT)) {
      findings.add(
          new Finding(expression.id(), "`env` is asked for a name that is written out, only"));
    }
  }

  @Override
  protected void visit(CelExpr expression, CelExpr.CelSelect select) {
    if (isEnvironment(select.operand())) {
      names.add(select.field());
    } else {
      super.visit(expression, select);
    }
  }

  @Override
  protected void visit(CelExpr expression, CelExpr.CelCall call) {
    List<CelExpr> operands = new ArrayList<>();
    call.target().ifPresent(operands::add);
    operands.addAll(call.args());
    if (call.function().equals(Language.MATCHES) && operands.size() == 2) {
      match(operands.get(1));
    }
    String name = named(call.function(), operands);
    if (name == null) {
      super.visit(expression, call);
    } else {
      names.add(name);
    }
  }

  /** The variable that is named in {@code env["NAME"]} or {@code "NAME" in env}; null otherwise. */
  private static @Nullable String named(String function, List<CelExpr> operands) {
    if (operands.size() == 2 && function.equals(INDEX) && isEnvironment(operands.get(0))) {
      return text(operands.get(1));
    }
    if (operands.size() == 2 && function.equals(IN) && isEnvironment(operands.get(1))) {
      return text(operands.get(0));
    }
    return null;
  }

  private void match(CelExpr pattern) {
    String text = text(pattern);
    if (text == null) {
      findings.add(new Finding(pattern.id(), "pattern of `matches` is not written out"));
      return;
    }
    try {
      patterns.add(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      findings.add(new Finding(pattern.id(), "pattern is none of RE2: " + e.getDescription()));
    }
  }

  private static boolean isEnvironment(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
        && expression.ident().name().equals(Language.ENVIRONMENT);
  }

  private static @Nullable String text(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expression.constant().stringValue()
        : null;
  }
}
