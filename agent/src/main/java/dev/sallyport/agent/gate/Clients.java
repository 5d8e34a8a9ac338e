package dev.sallyport.agent.gate;

import dev.sallyport.agent.caller.Presented;
import dev.sallyport.agent.caller.Verified;
import dev.sallyport.agent.caller.Verifier;
import dev.sallyport.agent.context.Arrival;
import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.session.Binding;
import dev.sallyport.agent.session.SessionTable;
import dev.sallyport.agent.session.Use;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells who is behind a message, for each anew, and which session it is in. */
public final class Clients {
  private static final Rule RULE = new Rule("built-in.session", 0);
  private static final Decision FOREIGN = new Decision(Verdict.DENY, RULE, Reason.FOREIGN);
  private static final Decision FORGOTTEN = new Decision(Verdict.DENY, RULE, Reason.EXPIRED);

  /** Before the id that the protocol gave a session. */
  private static final String WIRE = "id ";

  /** Enough to tell sessions in a record from each other. */
  private static final int SHOWN_DIGITS = 16;

  /** How messages are sent; other methods are about streams and sessions. */
  private static final String MESSAGE = "POST ";

  /** Where no message was read yet. */
  private static final Channel NO_CHANNEL = new Channel(/* stdio= */ false, "", "");

  /** What a request with nothing shows. */
  private static final Presented NOTHING = Presented.http(List.of(), List.of(), List.of());

  private final @Nullable Verifier verifier;
  private final boolean required;
  private final McpPaths paths = new McpPaths();
  private final @Nullable SessionTable sessions;

  /**
   * As the policy has it.
   *
   * @param verifier null where callers are not told from each other
   * @param required whether one that is not identified may use nothing
   * @param sessions null where they are not either
   */
  public Clients(@Nullable Verifier verifier, boolean required, @Nullable SessionTable sessions) {
    this.verifier = verifier;
    this.required = required;
    this.sessions = sessions;
  }

  /** Whether a request has to be known where a call is decided. */
  boolean areTold() {
    return verifier != null || sessions != null;
  }

  /** The name of the header beside {@code Authorization} that callers show; empty for none. */
  String codes() {
    String header = verifier == null ? null : verifier.header();
    return header == null ? "" : header;
  }

  /**
   * Who sent a message.
   *
   * @param arrival the request that it came with; null where none is known
   */
  Client of(@Nullable Arrival arrival, Channel channel) {
    if (!areTold()) {
      return Client.ANY;
    }
    Arrival own = arrival != null && isFor(arrival, channel) ? arrival : null;
    if (own != null) {
      paths.dispatched(own);
    }
    Verified verified = verified(own, channel.stdio() && arrival == null);
    Caller caller = verified == null ? null : verified.caller();
    String by = verified == null ? "" : verified.why().text();
    String key = sessions != null && mayUse(caller) ? key(own, channel, caller) : "";
    if (sessions == null || key.isEmpty()) {
      return new Client(caller, null, null, null, asker(caller, by, ""));
    }
    String digest = digest(key);
    Use use =
        sessions.use(
            digest,
            key.startsWith(WIRE),
            new Binding(caller == null ? "" : caller.subject(), own == null ? "" : own.route()),
            channel.purpose());
    Asker asker = asker(caller, by, shown(digest));
    if (use instanceof Use.Own its) {
      return new Client(caller, its.session(), its.kept(), null, asker);
    }
    return new Client(caller, null, null, use instanceof Use.Foreign ? FOREIGN : FORGOTTEN, asker);
  }

  /**
   * What the client of a request is told before the request is read; null where it is to be read,
   * be it that it is not for the MCP server at all. Headers that say another thing than the message
   * gain nothing: it is decided once more when it is dispatched.
   */
  @Nullable Challenge challenge(Engine engine, Arrival arrival) {
    if (verifier == null || !paths.isFor(arrival)) {
      return null;
    }
    boolean inSession = sessions != null && !arrival.sessions().isEmpty();
    if (!verifier.takesAuthorization() && !inSession) {
      return null;
    }
    Verified verified = verifier.caller(presented(arrival));
    Caller caller = verified.caller();
    String by = verified.why().text();
    Decision refusal = verifier.takesAuthorization() ? engine.refusal(caller) : null;
    if (refusal != null) {
      return Challenge.unauthorized(
          refusal, host(arrival), caller != null, verifier.metadata(), asker(caller, by, ""));
    }
    Challenge intrusion = inSession ? intrusion(engine, arrival, caller, by) : null;
    return intrusion == null && verifier.takesAuthorization()
        ? insufficient(engine, verifier, arrival, caller, by)
        : intrusion;
  }

  private static @Nullable Challenge insufficient(
      Engine engine, Verifier verifier, Arrival arrival, @Nullable Caller caller, String by) {
    Request.Invocation asked = arrival.asked();
    Decision narrowed = asked == null || caller == null ? null : engine.narrowed(asked, caller);
    return narrowed == null
        ? null
        : Challenge.insufficient(
            narrowed,
            asked.of(),
            engine.scopes(asked.of()),
            verifier.metadata(),
            asker(caller, by, ""));
  }

  /**
   * A session has more to it than messages that are dispatched: its stream, what the server asks of
   * its client and is answered, its end.
   */
  private @Nullable Challenge intrusion(
      Engine engine, Arrival arrival, @Nullable Caller caller, String by) {
    // What a message is told where something is only audited depends on what it asks for.
    if (sessions == null || (arrival.route().startsWith(MESSAGE) && !engine.enforcesAll())) {
      return null;
    }
    String digest = digest(key(arrival, NO_CHANNEL, caller));
    return sessions.isOfAnother(digest, caller == null ? "" : caller.subject())
        ? Challenge.forbidden(FOREIGN, host(arrival), asker(caller, by, shown(digest)))
        : null;
  }

  private static String host(Arrival arrival) {
    return text(arrival.host());
  }

  private static Presented presented(Arrival arrival) {
    return Presented.http(arrival.authorizations(), arrival.codes(), arrival.chain());
  }

  /** Whether a message may have come with a request: not after it, nor in another session. */
  private static boolean isFor(Arrival arrival, Channel channel) {
    return !arrival.serving().isOver()
        && (arrival.sessions().isEmpty()
            || channel.session().isEmpty()
            || arrival.sessions().equals(List.of(channel.session())));
  }

  /** Who may use nothing begins no session, that another may be about to use. */
  private boolean mayUse(@Nullable Caller caller) {
    return caller == null ? !required : !caller.equals(Caller.UNVERIFIED);
  }

  private @Nullable Verified verified(@Nullable Arrival arrival, boolean stdio) {
    if (verifier == null) {
      return null;
    }
    Presented presented = stdio ? Presented.STDIO : NOTHING;
    if (arrival != null) {
      presented = presented(arrival);
    }
    return verifier.caller(presented);
  }

  /** By what the session is told from others; empty where there is nothing. */
  private static String key(@Nullable Arrival arrival, Channel channel, @Nullable Caller caller) {
    if (arrival != null && !arrival.sessions().isEmpty()) {
      return WIRE.concat(String.join(",", arrival.sessions()));
    }
    if (!channel.session().isEmpty()) {
      return WIRE.concat(channel.session());
    }
    if (caller != null) {
      return "caller ".concat(caller.subject()).concat("\n").concat(text(caller.agent()));
    }
    if (arrival != null) {
      return arrival.peer().isEmpty() ? "" : "peer ".concat(arrival.peer());
    }
    return channel.stdio() ? "stdio" : "";
  }

  private static Asker asker(@Nullable Caller caller, String by, String session) {
    return caller == null
        ? new Asker("", List.of(), "", "", by, session)
        : new Asker(
            caller.subject(),
            List.copyOf(new TreeSet<>(caller.roles())),
            text(caller.tenant()),
            text(caller.agent()),
            by,
            session);
  }

  private static String shown(String digest) {
    return digest.substring(0, SHOWN_DIGITS);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String digest(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
