package dev.sallyport.policy.read;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.DefaultAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds tools of which the policy does not say what its own {@code require} wants to be said. */
final class Evidence {
  static final List<String> KEYS = List.of("owner", "classification");

  private final Problems problems;

  Evidence(Problems problems) {
    this.problems = problems;
  }

  /**
   * Looks at each tool that may be used.
   *
   * @param tree what the policy was read from
   * @param virtual the names of those that are one of the several that a tool is
   */
  void check(Node.Mapping tree, Set<String> virtual) {
    List<String> required = required(tree);
    Node.Mapping tools = Nodes.mapping(tree, "tools");
    if (required.isEmpty()) {
      return;
    }
    checkDefault(tree);
    if (tools == null) {
      return;
    }
    for (Node.Member tool : tools.members()) {
      NameGlob name = NameGlob.parse(tool.key());
      // Which of several a tool is does not change whose it is.
      boolean ofAnother = name.isLiteral() && virtual.contains(name.literal());
      if (tool.value() instanceof Node.Mapping keys && !ofAnother) {
        check(tool, keys, required);
      }
    }
  }

  private static List<String> required(Node.Mapping tree) {
    List<String> required = new ArrayList<>();
    for (Node item : Nodes.items(tree, "require")) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null && KEYS.contains(scalar.text().plain())) {
        required.add(scalar.text().plain());
      }
    }
    return required;
  }

  private void checkDefault(Node.Mapping tree) {
    Node.Member access = tree.member("default");
    if (access != null
        && Nodes.word(access.value(), DefaultAccess.values()) == DefaultAccess.ALLOW) {
      problems.add(
          Code.MISSING_KEY,
          "tools that are not listed may be used, and nothing is said of them",
          access.keySpan(),
          "leave `default` out, and list what may be used");
    }
  }

  private void check(Node.Member tool, Node.Mapping keys, List<String> required) {
    for (String key : required) {
      if (keys.member(key) == null) {
        problems.add(
            Code.MISSING_KEY,
            "this tool has no `" + key + "`, which `require` wants",
            tool.keySpan(),
            "write `" + key + "`, or `deny` where nobody answers for it");
      }
    }
  }
}
