package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Shadow;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.WeaveLog;
import dev.sallyport.policy.model.Mode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one line on stderr that says the gates are up. */
final class Health {
  private static final int DIGEST_SHOWN = 12;

  private Health() {}

  /**
   * How many hooks are live, of those whose class is loaded.
   *
   * @param canaries how many fired, of those that were sent
   */
  static String hooks(HookTable table, WeaveLog log, int feature, String canaries) {
    int live = 0;
    int expected = 0;
    int later = 0;
    List<Hook> rows = table.rows();
    for (int number = 0; number < rows.size(); number++) {
      if (!rows.get(number).appliesTo(feature)) {
        continue;
      }
      if (log.isPending(number)) {
        later++;
      } else {
        expected++;
        live += log.isLive(number) ? 1 : 0;
      }
    }
    return live
        + "/"
        + expected
        + " live, "
        + later
        + " wait for their class, canaries "
        + canaries;
  }

  static String line(
      Mode mode, PolicyFile policy, String hooks, Secrets secrets, Recording recording) {
    return "sallyport "
        + Version.TEXT
        + ": "
        + mode.name().toLowerCase(Locale.ROOT)
        + ", "
        + policy(policy.decidingDigest())
        + shadow(recording.shadow().get())
        + ", hooks "
        + hooks
        + ", tools known "
        + policy.policy().toolEntries()
        + credentials(secrets)
        + ", audit "
        + audit(recording);
  }

  private static String shadow(@Nullable Shadow shadow) {
    return shadow == null
        ? ""
        : ", shadow sha256:" + shadow.engine().digest().substring(0, DIGEST_SHOWN);
  }

  /** What a policy with that digest is called. */
  static String policy(String digest) {
    return digest.isEmpty()
        ? "policy built-in"
        : "policy sha256:" + digest.substring(0, DIGEST_SHOWN);
  }

  /** How many have a value that is looked for, of those that the policy names. */
  private static String credentials(Secrets secrets) {
    return secrets.isEmpty() ? "" : ", credentials " + secrets.known() + "/" + secrets.size();
  }

  private static String audit(Recording recording) {
    return recording.audit().creatable()
        ? recording.audit().file().getPath()
        : "stderr, because " + recording.audit().file().getPath() + " can't be written";
  }
}
