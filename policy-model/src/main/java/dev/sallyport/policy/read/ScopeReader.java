package dev.sallyport.policy.read;

import dev.sallyport.policy.match.ArgumentTemplate;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.ArgumentScope;
import dev.sallyport.policy.model.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code scope} of tools. */
final class ScopeReader {
  private final Problems problems;

  ScopeReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * What a tool says; none where it says nothing.
   *
   * @param path of the tool
   */
  List<Entry<ArgumentScope>> read(Node.Mapping tool, String path) {
    List<Entry<ArgumentScope>> scopes = new ArrayList<>(0);
    Node.Mapping written = Nodes.mapping(tool, "scope");
    if (written == null) {
      return scopes;
    }
    for (Node.Member member : written.members()) {
      ArgumentTemplate template = template(member);
      if (template != null && member.value() instanceof Node.Mapping keys) {
        scopes.add(
            new Entry<>(
                path + ".scope." + member.key(),
                member.keySpan(),
                new ArgumentScope(template, globs(keys, "only"), globs(keys, "except"))));
      }
    }
    return scopes;
  }

  private @Nullable ArgumentTemplate template(Node.Member member) {
    try {
      return ArgumentTemplate.parse(member.key());
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), member.keySpan(), e.help());
      return null;
    }
  }

  private List<PathPattern> globs(Node.Mapping keys, String key) {
    List<PathPattern> globs = new ArrayList<>();
    for (Node item : Nodes.items(keys, key)) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null && scalar.text().plain().startsWith("/")) {
        problems.add(
            Code.BAD_PATTERN,
            "what arguments name does not start with `/`",
            scalar.span(),
            "leave the first `/` out; `arguments` has a type for absolute paths");
      } else if (scalar != null) {
        try {
          globs.add(PathPattern.parse("/" + scalar.text().asPathPattern()));
        } catch (Malformed e) {
          problems.add(Code.BAD_PATTERN, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return globs;
  }
}
