package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.MethodName;
import dev.sallyport.policy.model.DispatchPoint;
import dev.sallyport.policy.model.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code dispatch}. */
final class DispatchReader {
  private static final String ARGUMENT = "arg";

  /** The digits of the largest number of parameters that a method has. */
  private static final int DIGITS = 3;

  private final Problems problems;

  DispatchReader(Problems problems) {
    this.problems = problems;
  }

  List<Entry<DispatchPoint>> read(Node.Mapping policy) {
    List<Node> items = Nodes.items(policy, "dispatch");
    List<Entry<DispatchPoint>> points = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      DispatchPoint point = items.get(i) instanceof Node.Mapping keys ? point(keys) : null;
      if (point != null) {
        points.add(new Entry<>("dispatch[" + i + "]", items.get(i).span(), point));
      }
    }
    return points;
  }

  private @Nullable DispatchPoint point(Node.Mapping keys) {
    Node.Scalar written = Nodes.text(keys, "method");
    Node.Scalar tool = Nodes.text(keys, "tool");
    Node.Scalar arguments = Nodes.text(keys, "arguments");
    DispatchPoint.Transport transport =
        Nodes.word(keys, "transport", DispatchPoint.Transport.values());
    MethodName method = written == null ? null : method(written);
    if (method == null || tool == null) {
      return null;
    }
    int toolIndex = index(tool);
    if (toolIndex >= 0) {
      checkIndex(toolIndex, tool, method);
    }
    if (arguments != null) {
      checkIndex(index(arguments), arguments, method);
    }
    return new DispatchPoint(
        method,
        toolIndex >= 0
            ? new DispatchPoint.Tool.Argument(toolIndex)
            : new DispatchPoint.Tool.Named(tool.text().plain()),
        arguments == null ? null : index(arguments),
        transport == null ? DispatchPoint.Transport.HTTP : transport);
  }

  private @Nullable MethodName method(Node.Scalar written) {
    try {
      return MethodName.parse(written.text().plain());
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), written.span(), e.help());
      return null;
    }
  }

  /** Which argument it is; -1 where it is none. */
  private static int index(Node.Scalar scalar) {
    String text = scalar.text().plain();
    int length = text.length() - ARGUMENT.length();
    if (!text.startsWith(ARGUMENT) || length < 1 || length > DIGITS) {
      return -1;
    }
    int index = 0;
    for (int i = ARGUMENT.length(); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = 10 * index + c - '0';
    }
    return index;
  }

  private void checkIndex(int index, Node.Scalar scalar, MethodName method) {
    int count = method.parameters().size();
    if (index < 0 || index >= count) {
      problems.add(
          Code.BAD_VALUE,
          "`" + scalar.text().written() + "` is not an argument of the method",
          scalar.span(),
          count == 0
              ? "the method has none"
              : count == 1 ? "write `arg0`" : "write `arg0` to `arg" + (count - 1) + "`");
    }
  }
}
