package dev.sallyport.policy.read;

import dev.sallyport.policy.match.ArgumentPath;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code requires}. */
final class RequirementReader {
  private final Phrases phrases;
  private final Problems problems;

  RequirementReader(Phrases phrases, Problems problems) {
    this.phrases = phrases;
    this.problems = problems;
  }

  /**
   * The requirements of a tool.
   *
   * @param path of the tool
   */
  List<Entry<Requirement>> read(Node.Mapping tool, String path) {
    List<Node> items = Nodes.items(tool, "requires");
    List<Entry<Requirement>> entries = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      Node.Mapping keys = item instanceof Node.Mapping mapping ? mapping : null;
      Node.Scalar name = keys == null ? Nodes.text(item) : Nodes.text(keys, "tool");
      if (name != null) {
        Requirement requirement =
            new Requirement(
                NameGlob.parse(name.text().asNameGlob()),
                keys == null ? List.of() : same(keys),
                keys == null ? null : within(keys));
        entries.add(new Entry<>(path + ".requires[" + i + "]", name.span(), requirement));
      }
    }
    return entries;
  }

  private List<ArgumentPath> same(Node.Mapping keys) {
    List<ArgumentPath> same = new ArrayList<>();
    for (Node item : Nodes.items(keys, "same")) {
      Node.Scalar scalar = Nodes.text(item);
      if (scalar != null) {
        try {
          ArgumentPath path = ArgumentPath.parse(scalar.text().plain());
          checkOneValue(path, scalar);
          same.add(path);
        } catch (Malformed e) {
          problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return same;
  }

  private void checkOneValue(ArgumentPath path, Node.Scalar scalar) {
    if (path.isOfMany()) {
      problems.add(
          Code.BAD_VALUE,
          "path is of many values",
          scalar.span(),
          "name the whole list, without `[]`");
    }
  }

  private @Nullable Duration within(Node.Mapping keys) {
    Node.Scalar scalar = Nodes.text(keys, "within");
    return scalar == null ? null : phrases.time(scalar);
  }
}
