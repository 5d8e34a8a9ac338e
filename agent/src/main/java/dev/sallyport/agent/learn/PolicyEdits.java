package dev.sallyport.agent.learn;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What was learned, written into the text of a policy: only added to, at the places where it
 * belongs, so that all that somebody wrote stays as it is, comments and order included.
 */
public final class PolicyEdits {
  private final String text;
  private final boolean json;
  private final Quotes quotes;
  private final List<Edit> edits = new ArrayList<>();

  /**
   * A text that comes in at a place.
   *
   * @param above whether it is said of what stands there, and so comes after what ends there
   * @param indent of its lines: of what ends there the inner ends first
   */
  private record Edit(int at, boolean above, int indent, String text) {
    static final Comparator<Edit> ORDER =
        Comparator.comparingInt(Edit::at)
            .thenComparing(Edit::above)
            .thenComparing(Comparator.comparingInt(Edit::indent).reversed());
  }

  private PolicyEdits(String text, boolean json) {
    this.text = text;
    this.json = json;
    this.quotes = json ? Quotes.JSON : Quotes.YAML;
  }

  /**
   * The text with what was learned in it.
   *
   * @param text of a policy that was read without a problem
   */
  public static String of(String text, Learning learning) {
    Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
    PolicyEdits edits = new PolicyEdits(text, isFlow(root));
    edits.merge((MappingNode) root, learning.root(), 0, edits.text.length());
    return edits.applied();
  }

  private String applied() {
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (Edit edit : edits.stream().sorted(Edit.ORDER).toList()) {
      result.append(text, from, edit.at()).append(edit.text());
      from = edit.at();
    }
    return result.append(text, from, text.length()).toString();
  }

  /**
   * Adds what is missing.
   *
   * @param from where the mapping starts, with its key
   * @param to where what follows it starts
   */
  private void merge(MappingNode mapping, Branch branch, int from, int to) {
    List<NodeTuple> members = mapping.getValue();
    for (Map.Entry<String, Branch> wanted : branch.members.entrySet()) {
      int index = index(members, wanted.getKey());
      if (index < 0) {
        addMember(mapping, wanted.getKey(), wanted.getValue(), from, to);
        continue;
      }
      NodeTuple member = members.get(index);
      int start = offset(member.getKeyNode().getStartMark());
      int end =
          index + 1 < members.size()
              ? offset(members.get(index + 1).getKeyNode().getStartMark())
              : to;
      Node value = member.getValueNode();
      if (value instanceof MappingNode inner) {
        merge(inner, wanted.getValue(), start, end);
      } else if (value instanceof SequenceNode list) {
        wanted.getValue().items.forEach(item -> addItem(list, item));
      }
      if (!wanted.getValue().refused.isEmpty()) {
        addRefused(member, wanted.getValue(), start, end);
      }
    }
  }

  private static int index(List<NodeTuple> members, String key) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).getKeyNode() instanceof ScalarNode scalar
          && scalar.getValue().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private void addMember(MappingNode mapping, String key, Branch branch, int from, int to) {
    if (isFlow(mapping)) {
      if (branch.grants() && hasRules(key, branch)) {
        String member = quotes.key(key) + ": " + BlockText.flow(branch, quotes);
        List<NodeTuple> members = mapping.getValue();
        Node last = members.isEmpty() ? null : members.get(members.size() - 1).getValueNode();
        insertInFlow(mapping, last, member);
        branch.above.forEach(note -> commentAbove(mapping, key + ": " + note));
      }
      return;
    }
    Node first = mapping.getValue().get(0).getKeyNode();
    int indent = first.getStartMark().getColumn();
    StringBuilder lines = new StringBuilder();
    if (!branch.grants() || !hasRules(key, branch)) {
      String margin = " ".repeat(indent);
      withheld(key, branch, margin, text.substring(from, Math.max(from, to)), lines);
    } else {
      BlockText.member(key, branch, indent, lines);
    }
    if (lines.length() > 0) {
      insertAfterLine(contentEnd(mapping), indent, lines.toString());
    }
  }

  /** A section that holds only what is told of is not worth its key. */
  private static boolean hasRules(String key, Branch branch) {
    boolean section = List.of("tools", "resources", "prompts", "runtime").contains(key);
    return !section || branch.members.values().stream().anyMatch(Branch::grants);
  }

  private void withheld(
      String key, Branch branch, String margin, String region, StringBuilder lines) {
    List<Branch.Refused> fresh = new ArrayList<>();
    for (Branch.Refused one : branch.refused) {
      if (!region.contains(one.lasting())) {
        fresh.add(one);
      }
    }
    BlockText.refused(fresh, key, margin, lines);
    branch.members.forEach((name, inner) -> withheld(name, inner, margin, region, lines));
  }

  private void addRefused(NodeTuple member, Branch branch, int from, int to) {
    if (json) {
      return;
    }
    Node value = member.getValueNode();
    StringBuilder lines = new StringBuilder();
    List<Branch.Refused> fresh = new ArrayList<>();
    String region = text.substring(lineStart(from), to) + aboveOf(from);
    for (Branch.Refused one : branch.refused) {
      if (!region.contains(one.lasting())) {
        fresh.add(one);
      }
    }
    String name = ((ScalarNode) member.getKeyNode()).getValue();
    boolean inline = isFlow(value) || value instanceof ScalarNode;
    int column = member.getKeyNode().getStartMark().getColumn();
    boolean ownLine = text.substring(lineStart(from), from).isBlank();
    String margin = " ".repeat(ownLine ? column : indentOfLine(from));
    if (inline) {
      BlockText.refused(fresh, name, margin, lines);
      edits.add(new Edit(lineStart(from), /* above= */ true, margin.length(), lines.toString()));
    } else {
      BlockText.refused(fresh, "", margin + "  ", lines);
      insertAfterLine(contentEnd(value), margin.length() + 2, lines.toString());
    }
  }

  /** The comments right above a line. */
  private String aboveOf(int at) {
    int end = lineStart(at);
    int start = end;
    while (start > 0) {
      int before = lineStart(start - 1);
      if (!text.substring(before, start).stripLeading().startsWith("#")) {
        break;
      }
      start = before;
    }
    return text.substring(start, end);
  }

  private void addItem(SequenceNode list, Item item) {
    List<Node> items = list.getValue();
    if (isFlow(list)) {
      insertInFlow(list, items.isEmpty() ? null : items.get(items.size() - 1), item.text(quotes));
      commentAbove(list, item.value() + ": " + item.note());
      return;
    }
    Node last = items.get(items.size() - 1);
    int dash = text.lastIndexOf('-', offset(last.getStartMark()) - 1);
    StringBuilder lines = new StringBuilder();
    int indent = dash - lineStart(dash);
    BlockText.item(item, indent, lines);
    insertAfterLine(contentEnd(last), indent, lines.toString());
  }

  private void insertInFlow(CollectionNode<?> into, @Nullable Node last, String what) {
    if (last == null) {
      String padding = into instanceof MappingNode ? " " : "";
      insert(offset(into.getStartMark()) + 1, 0, padding + what + padding);
    } else {
      insert(contentEnd(last), 0, ", " + what);
    }
  }

  private void commentAbove(Node node, String note) {
    if (!json) {
      int line = lineStart(offset(node.getStartMark()));
      StringBuilder lines = new StringBuilder();
      int indent = indentOfLine(line);
      BlockText.comment(note, " ".repeat(indent), lines);
      edits.add(new Edit(line, /* above= */ true, indent, lines.toString()));
    }
  }

  private int indentOfLine(int at) {
    int start = lineStart(at);
    int end = start;
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    return end - start;
  }

  private void insert(int at, int indent, String what) {
    if (!what.isEmpty()) {
      edits.add(new Edit(at, /* above= */ false, indent, what));
    }
  }

  private void insertAfterLine(int at, int indent, String lines) {
    int end = text.indexOf('\n', at);
    if (lines.isEmpty()) {
      return;
    }
    if (end < 0) {
      insert(text.length(), indent, "\n" + lines);
    } else {
      insert(end + 1, indent, lines);
    }
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /**
   * Where the last thing of it ends; of block style the parser tells only where the next starts.
   */
  private int contentEnd(Node node) {
    if (isFlow(node) || node instanceof ScalarNode) {
      int end = offset(node.getEndMark());
      while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      return end;
    }
    if (node instanceof SequenceNode list) {
      return contentEnd(list.getValue().get(list.getValue().size() - 1));
    }
    List<NodeTuple> members = ((MappingNode) node).getValue();
    NodeTuple last = members.get(members.size() - 1);
    return Math.max(contentEnd(last.getValueNode()), contentEnd(last.getKeyNode()));
  }

  private static boolean isFlow(Node node) {
    return node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW;
  }

  /** The parser counts code points. */
  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }
}
