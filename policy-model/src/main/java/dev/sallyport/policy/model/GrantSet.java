package dev.sallyport.policy.model;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.McpTarget;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tool, resource or prompt, or the server itself, may touch. What is not listed is not
 * granted.
 *
 * @param credentials by name
 * @param passthrough where a token of this server's own clients may go
 * @param mcp the servers it may be a client of
 * @param unseen null where not written, which allows it
 * @param said the keys that are written, those of files as {@code files.read}; what an empty list
 *     says is told from nothing by that
 */
public record GrantSet(
    FileGrants files,
    List<Entry<Endpoint>> net,
    List<Entry<HttpRule>> http,
    List<Entry<Endpoint>> listen,
    List<Entry<ExecGrant>> exec,
    List<Entry<NameGlob>> env,
    List<Entry<PathPattern>> libraries,
    List<Entry<Capability>> jvm,
    List<Entry<String>> credentials,
    List<Entry<Endpoint>> passthrough,
    List<Entry<McpTarget>> mcp,
    @Nullable Entry<Unseen> unseen,
    Limits limits,
    Set<String> said) {
  /** Nothing. */
  public static final GrantSet NONE =
      new GrantSet(
          FileGrants.NONE,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          Limits.NONE,
          Set.of());

  public GrantSet {
    net = List.copyOf(net);
    http = List.copyOf(http);
    listen = List.copyOf(listen);
    exec = List.copyOf(exec);
    env = List.copyOf(env);
    libraries = List.copyOf(libraries);
    jvm = List.copyOf(jvm);
    credentials = List.copyOf(credentials);
    passthrough = List.copyOf(passthrough);
    mcp = List.copyOf(mcp);
    said = Set.copyOf(said);
  }
}
