package dev.sallyport.policy.read;

import dev.sallyport.policy.match.NameGlob;
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

  private final WhenReader whens;
  private final Phrases phrases;
  private final Problems problems;

  /** Whether the approver has to give a reason. */
  enum Reasoning {
    OPTIONAL,
    REQUIRED
  }

  ApprovalReader(WhenReader whens, Phrases phrases, Problems problems) {
    this.whens = whens;
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
    String its = path + ".approval";
    Approval approval =
        new Approval(
            from(keys, written),
            within(keys),
            reasoning == Reasoning.REQUIRED,
            whens.read(keys, its),
            after(keys));
    return new Entry<>(its, written.keySpan(), approval);
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

  private List<NameGlob> after(Node.Mapping keys) {
    List<NameGlob> after = new ArrayList<>();
    for (Node item : Nodes.items(keys, "after")) {
      Node.Scalar name = Nodes.text(item);
      if (name != null) {
        after.add(NameGlob.parse(name.text().asNameGlob()));
      }
    }
    Node.Member member = keys.member("after");
    if (member != null && after.isEmpty() && member.value() instanceof Node.Sequence) {
      problems.add(
          Code.BAD_VALUE,
          "it would be after no call, so of none",
          member.keySpan(),
          "name a tool, or leave it out");
    }
    return after;
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
