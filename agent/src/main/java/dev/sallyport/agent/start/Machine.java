package dev.sallyport.agent.start;

import dev.sallyport.agent.audit.AuditLocation;
import dev.sallyport.agent.gate.Paths;
import dev.sallyport.agent.pin.LockFile;
import dev.sallyport.policy.decide.Surroundings;
import java.io.File;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What policies are compiled for: this machine as it is whenever one is.
 *
 * @param auditKey the private key that signs records
 * @param approvals the directory in which calls are approved
 */
record Machine(
    Paths paths,
    Properties properties,
    File jar,
    @Nullable LockFile lock,
    AuditLocation audit,
    File auditKey,
    File approvals) {

  /**
   * As it is now.
   *
   * @param policy the files that the policy is read from
   */
  Surroundings look(List<String> policy) {
    return new Surroundings(
        paths,
        RuntimeFiles.of(properties, jar),
        OwnFiles.kept(paths, jar, policy, lock, audit, auditKey),
        OwnFiles.closed(paths, approvals, auditKey));
  }
}
