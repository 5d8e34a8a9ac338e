package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP requests, each hop: where it goes first, then what it carries. */
final class HttpGate {
  private final Checkpoint checkpoint;
  private final List<Inspection> inspections;
  private final Foreseen foreseen = new Foreseen();

  HttpGate(Checkpoint checkpoint, List<Inspection> inspections) {
    this.checkpoint = checkpoint;
    this.inspections = List.copyOf(inspections);
  }

  /** Decides on one hop. */
  Inspected pass(Hook hook, @Nullable Context context, Hop hop) {
    Subject subject = new Subject("http", hop.method().toLowerCase(Locale.ROOT), hook.id());
    Context whose = checkpoint.whose(context);
    if (hook.check().isAhead()) {
      Refusal refusal = decide(context, hop, subject);
      if (refusal == null) {
        foreseen.add(whose, hop);
      }
      return new Inspected(hop, refusal);
    }
    Hop known = foreseen.take(whose, hop);
    if (known == null) {
      Refusal refusal = decide(context, hop, subject);
      return refusal == null ? inspect(context, subject, hop) : new Inspected(hop, refusal);
    }
    return inspect(context, subject, hop.after(known));
  }

  private Inspected inspect(@Nullable Context context, Subject subject, Hop hop) {
    Inspected inspected = new Inspected(hop, null);
    for (int i = 0; inspected.refusal() == null && i < inspections.size(); i++) {
      inspected = inspections.get(i).inspect(context, subject, inspected.hop());
    }
    return inspected;
  }

  private @Nullable Refusal decide(@Nullable Context context, Hop hop, Subject subject) {
    return checkpoint.pass(
        context, new Request.Http(hop.method(), hop.url()), subject, VisibleUrl.of(hop.url()));
  }
}
