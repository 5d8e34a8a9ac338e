package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Amount;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.Rate;
import dev.sallyport.policy.model.CallLimits;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Volumes;
import org.jspecify.annotations.Nullable;

/** Reads of {@code limits} how many calls there may be, and how much all of them may move. */
final class CallLimitReader {
  private final Problems problems;

  CallLimitReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The limits under a mapping; none where it has none.
   *
   * @param before what is before {@code limits} in a path
   */
  CallLimits read(Node.Mapping parent, String before) {
    Node.Mapping limits = Nodes.mapping(parent, "limits");
    return limits == null
        ? CallLimits.NONE
        : new CallLimits(calls(limits, before), concurrent(limits, before));
  }

  /** The same of what all calls together may move. */
  Volumes volumes(Node.Mapping parent, String before) {
    Node.Mapping limits = Nodes.mapping(parent, "limits");
    return limits == null
        ? Volumes.NONE
        : new Volumes(
            bytes(limits, "sent", before),
            bytes(limits, "received", before),
            bytes(limits, "read", before));
  }

  private @Nullable Entry<Long> bytes(Node.Mapping limits, String key, String before) {
    Node.Member member = limits.member(key);
    Node.Scalar scalar = member == null ? null : Nodes.textOrNumber(member.value());
    if (member == null || scalar == null) {
      return null;
    }
    try {
      long most = Amount.bytes(scalar.text().plain());
      return new Entry<>(before + "limits." + key, member.keySpan(), most);
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
      return null;
    }
  }

  private @Nullable Entry<Rate> calls(Node.Mapping limits, String before) {
    Node.Member member = limits.member("calls");
    Node.Scalar scalar = member == null ? null : Nodes.text(member.value());
    if (member == null || scalar == null) {
      return null;
    }
    try {
      Rate rate = Rate.parse(scalar.text().plain());
      return new Entry<>(before + "limits.calls", member.keySpan(), rate);
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
      return null;
    }
  }

  private @Nullable Entry<Long> concurrent(Node.Mapping limits, String before) {
    Node.Member member = limits.member("concurrent");
    Node.Scalar scalar = member == null ? null : Nodes.textOrNumber(member.value());
    if (member == null || scalar == null) {
      return null;
    }
    try {
      long most = Amount.count(scalar.text().plain());
      if (most == 0) {
        problems.add(
            Code.BAD_VALUE, "limit lets no call run", scalar.span(), "write `deny` for none");
      }
      return new Entry<>(before + "limits.concurrent", member.keySpan(), most);
    } catch (Malformed e) {
      problems.add(Code.BAD_VALUE, e.getMessage(), scalar.span(), e.help());
      return null;
    }
  }
}
