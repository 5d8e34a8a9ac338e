package dev.sallyport.agent.credential;

import dev.sallyport.policy.model.Credential;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One credential of the policy, by its values: the one that it has, and those that it had until
 * lately, which may still be good where they were good.
 */
final class Secret {
  /** Whoever rotates faster gets the older ones forgotten. */
  private static final int MOST_OLD = 4;

  private final Credential credential;
  private final @Nullable Octets placeholder;
  private final List<Aged> values = new ArrayList<>();

  /**
   * @param since when it was replaced, by the clock of {@link System#nanoTime}; 0 for the current
   */
  private record Aged(Octets value, long since) {}

  /**
   * @param placeholder what the server gets instead, null where it gets the value
   */
  Secret(Credential credential, @Nullable Octets placeholder) {
    this.credential = credential;
    this.placeholder = placeholder;
  }

  String name() {
    return credential.name();
  }

  Credential credential() {
    return credential;
  }

  @Nullable Octets placeholder() {
    return placeholder;
  }

  /** The value to send, null where none is known. */
  synchronized @Nullable Octets current() {
    return values.isEmpty() ? null : values.get(0).value;
  }

  /** Its source has that value now. Whether that is another. */
  synchronized boolean becomes(Octets value, long now) {
    if (!values.isEmpty() && values.get(0).value.equals(value)) {
      return false;
    }
    if (!values.isEmpty()) {
      values.set(0, new Aged(values.get(0).value, now));
    }
    values.add(0, new Aged(value, 0));
    while (values.size() > 1 + MOST_OLD) {
      values.remove(values.size() - 1);
    }
    return true;
  }

  /** Forgets what was replaced long ago. Whether there was any. */
  synchronized boolean forget(long now, long age) {
    boolean forgotten = false;
    for (int i = values.size() - 1; i > 0 && now - values.get(i).since > age; i--) {
      values.remove(i);
      forgotten = true;
    }
    return forgotten;
  }

  /** Everything that it is looked for by. */
  synchronized List<Pattern> patterns() {
    List<Pattern> patterns = new ArrayList<>();
    for (Aged aged : values) {
      patterns.addAll(Forms.of(this, /* placeholder= */ false, aged.value));
    }
    if (placeholder != null && placeholder.length() >= Values.SHORTEST) {
      patterns.addAll(Forms.of(this, /* placeholder= */ true, placeholder));
    }
    return patterns;
  }
}
