package dev.sallyport.policy.decide;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind an invocation, as far as that was verified for this one.
 *
 * @param subject not empty
 * @param tenant null where it is not known, as of {@code agent}
 * @param permittedTools the only tools that its token permits; null where the token does not say
 * @param scopes of its token; null where it has no token that has scopes
 */
public record Caller(
    String subject,
    Set<String> roles,
    @Nullable String tenant,
    @Nullable String agent,
    @Nullable Set<String> permittedTools,
    @Nullable Set<String> scopes) {
  /** One that claimed to be somebody and did not prove it. It may use nothing. */
  public static final Caller UNVERIFIED = new Caller("", Set.of(), null, null, null, null);

  public Caller {
    roles = Set.copyOf(roles);
    permittedTools = permittedTools == null ? null : Set.copyOf(permittedTools);
    scopes = scopes == null ? null : Set.copyOf(scopes);
  }
}
