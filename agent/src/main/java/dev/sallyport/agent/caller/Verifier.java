package dev.sallyport.agent.caller;

import dev.sallyport.agent.credential.Values;
import dev.sallyport.policy.decide.Caller;
import dev.sallyport.policy.model.Callers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells who calls, as the policy's {@code callers} says it is told. Safe for any thread. */
public final class Verifier {
  /** In UTF-16 units, which is more than most servers take as a header. */
  static final int LONGEST = 1 << 14;

  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "bearer ";

  private final @Nullable Verified local;
  private final StaticKeys keys;
  private final @Nullable Certificates certificates;
  private final @Nullable HmacTokens codes;
  private final @Nullable String header;
  private final @Nullable String metadata;
  private final @Nullable KeptKeys kept;
  private final @Nullable SignedTokens tokens;

  private Verifier(
      Callers callers,
      Values values,
      InstantSource clock,
      @Nullable KeptKeys kept,
      Providers providers,
      Json json) {
    Callers.Local who = callers.local();
    this.local =
        who == null
            ? null
            : new Verified(
                new Caller(who.subject(), Set.copyOf(who.roles()), null, null, null, null),
                Why.LOCAL);
    this.keys = new StaticKeys(callers.keys(), providers);
    this.certificates =
        callers.certificate() == null ? null : new Certificates(callers.certificate(), clock);
    this.codes =
        callers.hmac() == null
            ? null
            : new HmacTokens(callers.hmac(), values, clock, providers, json);
    this.header = callers.hmac() == null ? null : callers.hmac().header();
    this.metadata = callers.bearer() == null ? null : callers.bearer().metadata();
    this.kept = kept;
    this.tokens =
        callers.bearer() == null || kept == null
            ? null
            : new SignedTokens(callers.bearer(), kept, clock, providers, json);
  }

  /**
   * A verifier for a policy; reads the shared key, if there is one.
   *
   * @param threads makes the one thread that keeps the issuer's keys, with which the gates let what
   *     it does through
   */
  public static Verifier of(
      Callers callers,
      Map<String, String> environment,
      Properties properties,
      InstantSource clock,
      ThreadFactory threads) {
    KeySource source = callers.bearer() == null ? null : KeySource.of(callers.bearer().jwks());
    return of(callers, source, new Values(environment, properties), clock, threads);
  }

  static Verifier of(
      Callers callers,
      @Nullable KeySource source,
      Values values,
      InstantSource clock,
      ThreadFactory threads) {
    Providers providers = Providers.here();
    Json json = new Json();
    KeptKeys kept = source == null ? null : new KeptKeys(source, providers, json, clock, threads);
    return new Verifier(callers, values, clock, kept, providers, json);
  }

  /**
   * Begins to keep the issuer's keys, if there is one. Does not wait for them.
   *
   * @param trouble told, on the thread that keeps them, once for each time that they can't be had
   */
  public void start(Consumer<String> trouble) {
    if (kept != null) {
      kept.start(trouble);
    }
  }

  /** What of the policy can't be carried out, as a missing key; never with a value. */
  public List<String> problems() {
    String problem = codes == null ? null : codes.problem();
    return problem == null ? List.of() : List.of(problem);
  }

  /** Where a client reads which issuer to ask; null where the policy does not say. */
  public @Nullable String metadata() {
    return metadata;
  }

  /** The header whose values are {@link Presented#codes}; null where the policy names none. */
  public @Nullable String header() {
    return header;
  }

  /** Who that is. Waits for nothing, and throws nothing. */
  public Verified caller(Presented presented) {
    try {
      return presented.stdio() ? local() : remote(presented);
    } catch (Refused e) {
      return Verified.refused(e.why());
    } catch (GeneralSecurityException | RuntimeException | StackOverflowError | LinkageError e) {
      return Verified.refused(Why.FAILED);
    }
  }

  private Verified local() {
    return local == null ? Verified.unidentified(Why.NOTHING) : local;
  }

  private Verified remote(Presented presented) throws Refused, GeneralSecurityException {
    List<String> authorizations = takesAuthorization() ? presented.authorizations() : List.of();
    boolean apart = codes != null && !AUTHORIZATION.equalsIgnoreCase(header);
    List<String> own = apart ? presented.codes() : List.of();
    if (authorizations.size() + own.size() > 1) {
      throw new Refused(Why.SEVERAL);
    }
    X509Certificate shown = presented.chain().isEmpty() ? null : presented.chain().get(0);
    Verified certified = certificates == null || shown == null ? null : certificates.caller(shown);
    if (!own.isEmpty() && codes != null) {
      return new Verified(codes.caller(own.get(0).strip()), Why.CODE);
    }
    if (!authorizations.isEmpty()) {
      return bearer(token(authorizations.get(0)), shown);
    }
    return certified == null ? Verified.unidentified(Why.NOTHING) : certified;
  }

  /**
   * Whether the header {@code Authorization} says who calls. Where no way of the policy uses it, it
   * is the server's own matter.
   */
  public boolean takesAuthorization() {
    return tokens != null || !keys.isEmpty() || AUTHORIZATION.equalsIgnoreCase(header);
  }

  private static String token(String authorization) throws Refused {
    if (authorization.length() > LONGEST) {
      throw new Refused(Why.TOO_LONG);
    }
    if (!authorization.regionMatches(/* ignoreCase= */ true, 0, BEARER, 0, BEARER.length())) {
      throw new Refused(Why.SCHEME);
    }
    return authorization.substring(BEARER.length()).strip();
  }

  private Verified bearer(String token, @Nullable X509Certificate shown)
      throws Refused, GeneralSecurityException {
    Caller byKey = keys.isEmpty() ? null : keys.caller(token);
    if (byKey != null) {
      return new Verified(byKey, Why.KEY);
    }
    if (codes != null
        && AUTHORIZATION.equalsIgnoreCase(header)
        && token.startsWith(HmacTokens.PREFIX)) {
      return new Verified(codes.caller(token), Why.CODE);
    }
    if (tokens == null) {
      throw new Refused(Why.UNKNOWN_KEY);
    }
    return new Verified(tokens.caller(token, shown), Why.BEARER);
  }
}
