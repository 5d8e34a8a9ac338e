package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code approval}. */
final class ApprovalReader {
  private static final Duration USUAL = Duration.ofMinutes(5);

  /** Whoever is asked for later than that has forgotten what it was about. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Phrases phrases;
  private final Problems problems;

  /** Whether the approver has to give a reason. */
  enum Reasoning {
    OPTIONAL,
    REQUIRED
  }

  ApprovalReader(Phrases phrases, Problems problems) {
    this.phrases = phrases;
    this.problems = problems;
  }

  /**
   * What a tool says; null where it says nothing.
   *
   * @param path of the tool
   */
  @Nullable Entry<Approval> read(Node.Mapping tool, String path) {
    Node.Member written = tool.member("approval");
    if (written == null || !(written.value() instanceof Node.Mapping keys)) {
      return null;
    }
    Reasoning reasoning = Nodes.word(keys, "reason", Reasoning.values());
    Approval approval =
        new Approval(from(keys, written), within(keys), reasoning == Reasoning.REQUIRED);
    return new Entry<>(path + ".approval", written.keySpan(), approval);
  }

  private List<String> from(Node.Mapping keys, Node.Member written) {
    List<String> from = new ArrayList<>();
    for (Node item : Nodes.items(keys, "from")) {
      Node.Scalar role = Nodes.text(item);
      if (role != null) {
        from.add(role.text().plain());
      }
    }
    Node.Member member = keys.member("from");
    if (member != null && from.isEmpty() && member.value() instanceof Node.Sequence) {
      problems.add(
          Code.BAD_VALUE,
          "nobody may approve it, so it is never called",
          written.keySpan(),
          "name a role, or write `deny` for the tool");
    }
    return from;
  }

  private Duration within(Node.Mapping keys) {
    Node.Scalar scalar = Nodes.text(keys, "within");
    Duration within = scalar == null ? null : phrases.time(scalar);
    if (within == null) {
      return USUAL;
    }
    if (within.isZero() || within.compareTo(LONGEST) > 0) {
      problems.add(
          Code.BAD_VALUE,
          "an approval is waited for up to a day",
          scalar.span(),
          "write `5m`, or another time up to `24h`");
    }
    return within;
  }
}
