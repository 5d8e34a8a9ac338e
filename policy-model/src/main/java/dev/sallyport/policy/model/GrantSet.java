package dev.sallyport.policy.model;

import dev.sallyport.policy.match.Endpoint;
import dev.sallyport.policy.match.HttpRule;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import java.util.List;

/** What a tool, or the server itself, may touch. What is not listed is not granted. */
public record GrantSet(
    FileGrants files,
    List<Entry<Endpoint>> net,
    List<Entry<HttpRule>> http,
    List<Entry<Endpoint>> listen,
    List<Entry<ExecGrant>> exec,
    List<Entry<NameGlob>> env,
    List<Entry<PathPattern>> libraries,
    List<Entry<Capability>> jvm) {
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
          List.of());

  public GrantSet {
    net = List.copyOf(net);
    http = List.copyOf(http);
    listen = List.copyOf(listen);
    exec = List.copyOf(exec);
    env = List.copyOf(env);
    libraries = List.copyOf(libraries);
    jvm = List.copyOf(jvm);
  }
}
