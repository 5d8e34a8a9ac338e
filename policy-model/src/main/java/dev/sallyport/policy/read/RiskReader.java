package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Contradiction;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Risk;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code risk}, {@code hints} and {@code tiers}. */
final class RiskReader {
  private static final String TIERS = "tiers";

  private final ApprovalReader approvals;

  RiskReader(ApprovalReader approvals) {
    this.approvals = approvals;
  }

  /** Who approves calls of each risk, where their tool does not say. */
  Map<Risk, Entry<Approval>> tiers(Node.Mapping policy) {
    Map<Risk, Entry<Approval>> tiers = new EnumMap<>(Risk.class);
    Node.Mapping written = Nodes.mapping(policy, TIERS);
    for (Risk risk : Risk.values()) {
      String word = PolicyKeys.word(risk);
      Node.Mapping tier = written == null ? null : Nodes.mapping(written, word);
      Entry<Approval> approval = tier == null ? null : approvals.read(tier, TIERS + "." + word);
      if (approval != null) {
        tiers.put(risk, approval);
      }
    }
    return tiers;
  }

  @Nullable Entry<Risk> risk(Node.Mapping tool, String path) {
    return word(tool, path, "risk", Risk.values());
  }

  @Nullable Entry<Contradiction> hints(Node.Mapping tool, String path) {
    return word(tool, path, "hints", Contradiction.values());
  }

  private static <E extends Enum<E>> @Nullable Entry<E> word(
      Node.Mapping tool, String path, String key, E[] values) {
    Node.Member member = tool.member(key);
    E value = Nodes.word(tool, key, values);
    return member == null || value == null
        ? null
        : new Entry<>(path + "." + key, member.keySpan(), value);
  }
}
