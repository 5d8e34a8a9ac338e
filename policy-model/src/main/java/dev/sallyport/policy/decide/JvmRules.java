package dev.sallyport.policy.decide;

import dev.sallyport.policy.model.Capability;

/** Decides which native libraries are loaded, and which of the JVM's powers are used. */
final class JvmRules {
  private final FileLayers libraries;
  private final Match<Capability>[] capabilities;
  private final FileMatches runtime;
  private final Decision otherwise;

  JvmRules(
      FileLayers libraries,
      Match<Capability>[] capabilities,
      FileMatches runtime,
      Decision otherwise) {
    this.libraries = libraries;
    this.capabilities = capabilities;
    this.runtime = runtime;
    this.otherwise = otherwise;
  }

  /** What the JVM reads to work includes its own libraries. */
  Decision decide(Request.Library request) {
    Decision decision = libraries.granted(request.path(), false);
    if (decision == null) {
      decision = runtime.granted(request.path(), false);
    }
    return decision == null ? otherwise : decision;
  }

  Decision decide(Request.Jvm request) {
    for (Match<Capability> grant : capabilities) {
      if (grant.pattern() == request.capability()) {
        return grant.decision();
      }
    }
    return otherwise;
  }
}
