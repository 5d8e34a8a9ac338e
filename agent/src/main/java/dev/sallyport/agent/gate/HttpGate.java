package dev.sallyport.agent.gate;

import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.match.HttpUrl;
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
    Context whose = checkpoint.whose(context);
    boolean isAhead = hook.check().isAhead();
    Hop known = isAhead ? null : foreseen.take(whose, hop);
    Hop told = known == null ? hop : hop.asAfter(known);
    Subject subject = subject(hook, told);
    List<String> carried = Origins.carried(told);
    Hop given = given(hook, told);
    Request.Http request = new Request.Http(given.method(), given.url());
    Refusal refusal =
        known == null ? decide(context, subject, request, given.redirects(), carried) : null;
    if (refusal != null) {
      return new Inspected(hop, refusal);
    }
    if (isAhead) {
      foreseen.add(whose, hop);
      return new Inspected(hop, null);
    }
    if (context != null && context.call() != null) {
      note(context.call(), request.parsed());
    }
    return inspect(context, subject, checkpoint.enforces(context) ? given : told, carried);
  }

  /** What a client is given to send: where it takes a path, one without dot segments. */
  private static Hop given(Hook hook, Hop hop) {
    if (!hook.check().takesPath()) {
      return hop;
    }
    String url = DotSegments.resolved(hop.url());
    return url.equals(hop.url()) ? hop : hop.with(url, hop.headers());
  }

  /** Decides on what a hop carries, of which it was decided already where it goes. */
  Inspected carry(Hook hook, @Nullable Context context, Hop hop) {
    return inspect(context, subject(hook, hop), hop, Origins.carried(hop));
  }

  private Inspected inspect(
      @Nullable Context context, Subject subject, Hop hop, List<String> carried) {
    boolean strips = !carried.isEmpty() && checkpoint.enforces(context);
    Inspected inspected = new Inspected(strips ? Origins.without(carried, hop) : hop, null);
    for (int i = 0; inspected.refusal() == null && i < inspections.size(); i++) {
      inspected = inspections.get(i).inspect(context, subject, inspected.hop());
    }
    return inspected;
  }

  /** What was seen here is no more unseen on the wire. */
  private static void note(Call call, @Nullable HttpUrl url) {
    // Only a grant of everything covers what is no URL, so its wire needs none.
    if (url != null) {
      call.hop(Authority.of(url.host(), url.port()));
    }
  }

  private static Subject subject(Hook hook, Hop hop) {
    return new Subject("http", hop.method().toLowerCase(Locale.ROOT), hook.id());
  }

  /**
   * Decides where it goes, and whether it may follow on so many others.
   *
   * @param carried the headers that it goes on without
   */
  private @Nullable Refusal decide(
      @Nullable Context context,
      Subject subject,
      Request.Http request,
      int redirects,
      List<String> carried) {
    String target = VisibleUrl.of(request.url());
    Refusal refusal = checkpoint.pass(context, request, subject, target, carried);
    return refusal == null && redirects > 0
        ? checkpoint.passAgain(context, new Request.Redirect(redirects), subject, target)
        : refusal;
  }
}
