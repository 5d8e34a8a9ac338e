package dev.sallyport.policy.read;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.Origin;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Inbound;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code inbound}. */
final class InboundReader {
  private final Phrases phrases;
  private final Problems problems;

  InboundReader(Phrases phrases, Problems problems) {
    this.phrases = phrases;
    this.problems = problems;
  }

  Inbound read(Node.Mapping policy) {
    Node.Mapping inbound = Nodes.mapping(policy, "inbound");
    return inbound == null
        ? new Inbound(null, null)
        : new Inbound(hosts(inbound.member("hosts")), origins(inbound.member("origins")));
  }

  private @Nullable Entry<List<Endpoint>> hosts(Node.@Nullable Member member) {
    if (member == null) {
      return null;
    }
    List<Endpoint> hosts = new ArrayList<>();
    for (Node.Scalar scalar : texts(member)) {
      if (phrases.isPlain(scalar, "*", Code.BAD_HOST)) {
        try {
          hosts.add(Endpoint.parseHost(scalar.text().plain()));
        } catch (Malformed e) {
          problems.add(Code.BAD_HOST, e.getMessage(), scalar.span(), e.help());
        }
      }
    }
    return new Entry<>("inbound.hosts", member.keySpan(), List.copyOf(hosts));
  }

  private @Nullable Entry<List<Origin>> origins(Node.@Nullable Member member) {
    if (member == null) {
      return null;
    }
    List<Origin> origins = new ArrayList<>();
    for (Node.Scalar scalar : texts(member)) {
      try {
        origins.add(Origin.parse(scalar.text().plain()));
      } catch (Malformed e) {
        problems.add(Code.BAD_URL, e.getMessage(), scalar.span(), e.help());
      }
    }
    return new Entry<>("inbound.origins", member.keySpan(), List.copyOf(origins));
  }

  private static List<Node.Scalar> texts(Node.Member member) {
    List<Node.Scalar> texts = new ArrayList<>();
    if (member.value() instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        Node.Scalar scalar = Nodes.text(item);
        if (scalar != null) {
          texts.add(scalar);
        }
      }
    }
    return texts;
  }
}
