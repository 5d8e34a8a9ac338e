package dev.sallyport.agent.start;

import dev.sallyport.agent.approval.Approvals;
import dev.sallyport.agent.approval.Folder;
import dev.sallyport.agent.audit.AuditLocation;
import java.io.File;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where calls are approved.
 *
 * @param problem one line on why it can't be used, or null
 */
record Approving(Folder folder, @Nullable String problem) {

  static Approving read(
      Options options, PolicyFile policy, Map<String, String> environment, Properties properties) {
    File named = options.approvals() == null ? null : new File(options.approvals());
    File home = AuditLocation.state(environment, properties.getProperty("user.home"));
    Folder folder = Folder.of(named == null ? Folder.usual(home) : named);
    return new Approving(folder, problem(folder, policy));
  }

  private static @Nullable String problem(Folder folder, PolicyFile policy) {
    String problem = !policy.policy().approvals().isEmpty() ? folder.problem() : null;
    return problem == null ? null : "can't ask for approvals: " + problem;
  }

  /** The same of another policy. */
  @Nullable String problem(PolicyFile policy) {
    return problem(folder, policy);
  }

  Approvals approvals(Recording recording) {
    return new Approvals(
        folder, recording.origin().server(), InstantSource.system(), recording.faults());
  }
}
