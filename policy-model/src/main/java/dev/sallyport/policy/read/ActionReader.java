package dev.sallyport.policy.read;

import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.model.Actions;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Risk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code actions} of tools. */
final class ActionReader {
  private static final String KEY = "actions";

  private final Problems problems;

  ActionReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * What a tool says; null where it says nothing.
   *
   * @param path of the tool
   */
  @Nullable Entry<Actions> read(Node.Mapping tool, String path) {
    Node.Member member = tool.member(KEY);
    if (member == null || !(member.value() instanceof Node.Mapping keys)) {
      return null;
    }
    Node.Member risk = tool.member("risk");
    if (risk != null) {
      problems.add(
          Code.BAD_VALUE,
          "each of the `actions` has a risk of its own",
          risk.keySpan(),
          "leave `risk` out");
    }
    ArgumentPath argument = argument(keys);
    String itsPath = path + "." + KEY;
    Map<String, Entry<Risk>> risks = risks(keys, itsPath);
    if (risks.isEmpty() && argument != null) {
      problems.add(
          Code.MISSING_KEY,
          "`actions` name no value, so every call would be denied",
          member.keySpan(),
          "list values under `read`, `write` or `destructive`");
    }
    return argument == null
        ? null
        : new Entry<>(itsPath, member.keySpan(), new Actions(argument, risks));
  }

  private @Nullable ArgumentPath argument(Node.Mapping keys) {
    Node.Scalar scalar = Nodes.text(keys, "argument");
    if (scalar == null) {
      return null;
    }
    try {
      ArgumentPath path = ArgumentPath.parse(scalar.text().plain());
      if (path.isOfMany()) {
        problems.add(
            Code.BAD_VALUE,
            "path is of many values",
            scalar.span(),
            "name one argument, without `[]`");
      }
      return path;
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
      return null;
    }
  }

  private Map<String, Entry<Risk>> risks(Node.Mapping keys, String path) {
    Map<String, Entry<Risk>> risks = new LinkedHashMap<>();
    for (Risk risk : Risk.values()) {
      String word = PolicyKeys.word(risk);
      List<Node> items = Nodes.items(keys, word);
      for (int i = 0; i < items.size(); i++) {
        Node.Scalar value = Nodes.text(items.get(i));
        if (value != null) {
          add(value, new Entry<>(path + "." + word + "[" + i + "]", value.span(), risk), risks);
        }
      }
    }
    return risks;
  }

  private void add(Node.Scalar value, Entry<Risk> risk, Map<String, Entry<Risk>> risks) {
    Entry<Risk> other = risks.putIfAbsent(value.text().plain(), risk);
    if (other != null) {
      problems.add(
          Code.BAD_VALUE,
          "value is named twice",
          value.span(),
          "it stands on line " + other.span().line() + " already");
    }
  }
}
