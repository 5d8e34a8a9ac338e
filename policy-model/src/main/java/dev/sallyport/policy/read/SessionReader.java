package dev.sallyport.policy.read;

import dev.sallyport.policy.model.CallLimits;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Sessions;
import dev.sallyport.policy.model.Volumes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code sessions}. */
final class SessionReader {
  private final ReachReader reaches;
  private final CallLimitReader limits;
  private final Phrases phrases;

  SessionReader(ReachReader reaches, CallLimitReader limits, Phrases phrases) {
    this.reaches = reaches;
    this.limits = limits;
    this.phrases = phrases;
  }

  Sessions read(Node.Mapping policy) {
    Node.Mapping sessions = Nodes.mapping(policy, "sessions");
    return sessions == null
        ? new Sessions(null, null, null, CallLimits.NONE, Volumes.NONE)
        : new Sessions(
            time(sessions, "ttl"),
            time(sessions, "idle"),
            reaches.reaches(sessions, "purposes", "sessions.purposes"),
            limits.read(sessions, "sessions."),
            limits.volumes(sessions, "sessions."));
  }

  private @Nullable Entry<Duration> time(Node.Mapping sessions, String key) {
    Node.Member member = sessions.member(key);
    Node.Scalar scalar = member == null ? null : Nodes.text(member.value());
    Duration time = scalar == null ? null : phrases.time(scalar);
    return member == null || time == null
        ? null
        : new Entry<>("sessions." + key, member.keySpan(), time);
  }
}
