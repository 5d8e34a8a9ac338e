package dev.sallyport.agent.credential;

import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.CredentialSource;
import dev.sallyport.policy.model.Screening;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a policy, by value. Safe for any thread.
 *
 * <p>Files are looked at again from time to time, by whoever scans, and what they said before is
 * known for a while longer: a secret that was just replaced is still one.
 */
public final class Secrets {
  private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);
  private static final long REMEMBER = TimeUnit.HOURS.toNanos(1);

  private final Map<String, Secret> secrets;
  private final List<SecretFile> files;
  private final Map<String, String> problems;
  private final LongSupplier clock;
  private final AtomicLong looked;
  private volatile Automaton automaton;

  private Secrets(
      Map<String, Secret> secrets,
      List<SecretFile> files,
      Map<String, String> problems,
      LongSupplier clock) {
    this.secrets = secrets;
    this.files = files;
    this.problems = problems;
    this.clock = clock;
    this.looked = new AtomicLong(clock.getAsLong());
    this.automaton = automaton();
  }

  /** Of a policy that names none. */
  public static Secrets none() {
    return new Secrets(Map.of(), List.of(), Map.of(), new Ticks());
  }

  /**
   * Reads every value.
   *
   * @param withholding whether the policy's {@code withhold} is carried out
   */
  public static Secrets read(
      List<Credential> credentials,
      Map<String, String> environment,
      Properties properties,
      boolean withholding) {
    return read(credentials, environment, properties, withholding, new Ticks());
  }

  static Secrets read(
      List<Credential> credentials,
      Map<String, String> environment,
      Properties properties,
      boolean withholding,
      LongSupplier clock) {
    Values values = new Values(environment, properties);
    Map<String, Secret> secrets = new LinkedHashMap<>();
    List<SecretFile> files = new ArrayList<>();
    Map<String, String> problems = new LinkedHashMap<>();
    for (Credential credential : credentials) {
      Secret secret = new Secret(credential, withholding ? placeholder(credential, values) : null);
      try {
        secret.becomes(values.distinct(credential.source()), clock.getAsLong());
      } catch (Unavailable e) {
        problems.put(credential.name(), String.valueOf(e.getMessage()));
      }
      secrets.put(credential.name(), secret);
      if (credential.source() instanceof CredentialSource.File file) {
        files.add(new SecretFile(secret, file, values));
      }
    }
    return new Secrets(
        Collections.unmodifiableMap(secrets),
        List.copyOf(files),
        Collections.unmodifiableMap(problems),
        clock);
  }

  /** What can't be looked for is withheld all the same, so that it can't leave unseen. */
  private static @Nullable Octets placeholder(Credential credential, Values values) {
    if (!credential.withhold()) {
      return null;
    }
    try {
      return Placeholders.like(values.read(credential.source()));
    } catch (Unavailable e) {
      // A file may be there later.
      return credential.source() instanceof CredentialSource.File ? Placeholders.any() : null;
    }
  }

  /** Whether nothing is ever found. */
  public boolean isEmpty() {
    return secrets.isEmpty();
  }

  /** Why some can't be looked for, by name; never with a value. */
  public Map<String, String> problems() {
    return problems;
  }

  /**
   * What is done about each, by name: {@code unavailable}, {@code withheld}, {@code known}, or
   * {@code known, not withheld} where the policy says otherwise and nothing is enforced.
   */
  public Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    for (Secret secret : secrets.values()) {
      states.put(secret.name(), state(secret));
    }
    return states;
  }

  private static String state(Secret secret) {
    if (secret.placeholder() != null) {
      return "withheld";
    }
    if (secret.current() == null) {
      return "unavailable";
    }
    return secret.credential().withhold() ? "known, not withheld" : "known";
  }

  /** How many there are whose value is known. */
  public int known() {
    int known = 0;
    for (Secret secret : secrets.values()) {
      known += secret.current() == null ? 0 : 1;
    }
    return known;
  }

  /** How many the policy names. */
  public int size() {
    return secrets.size();
  }

  /** A scan for values and placeholders as they are now. */
  public Scan scan() {
    return new Scan(current());
  }

  /**
   * A scan that goes on where another stands, which stays there. Where values changed meanwhile, it
   * begins anew.
   */
  public Scan after(Scan before) {
    Automaton now = current();
    return before.isFor(now) ? before.ahead() : new Scan(now);
  }

  /** A redaction of values as they are now. */
  public Redaction redaction() {
    return new Redaction(current());
  }

  /** A text as records and messages may show it. */
  public String visible(String text) {
    return secrets.isEmpty() ? text : new Redaction(automaton).of(text);
  }

  /** The text with values instead of their placeholders, for those names. */
  public String filled(String text, Set<String> names) {
    return new Filling(automaton, names).of(text);
  }

  /** What is done about that secret in the result of a call. */
  public Screening results(String name) {
    return secret(name).credential().results();
  }

  private Secret secret(String name) {
    Secret secret = secrets.get(name);
    if (secret == null) {
      throw new IllegalArgumentException(name);
    }
    return secret;
  }

  /** Puts placeholders where the values of variables are. */
  public void withholdVariables(Map<String, String> variables) {
    for (Secret secret : withheld()) {
      if (secret.credential().source() instanceof CredentialSource.Environment variable) {
        variables.put(variable.name(), Passages.text(secret.placeholder().copy()));
      }
    }
  }

  /** Puts placeholders where the values of properties are. */
  public void withholdProperties(Properties properties) {
    for (Secret secret : withheld()) {
      if (secret.credential().source() instanceof CredentialSource.Property property) {
        properties.setProperty(property.name(), Passages.text(secret.placeholder().copy()));
      }
    }
  }

  /** The files that the server gets another content of. */
  public List<WithheldFile> withheldFiles() {
    List<WithheldFile> withheld = new ArrayList<>();
    for (Secret secret : withheld()) {
      if (secret.credential().source() instanceof CredentialSource.File file) {
        withheld.add(
            new WithheldFile(
                secret.name(), file.path(), secret.placeholder(), Values.lineEnd(file)));
      }
    }
    return withheld;
  }

  /** Whether the server's variables are not all as the kernel has them. */
  public boolean withholdsVariables() {
    for (Secret secret : withheld()) {
      if (secret.credential().source() instanceof CredentialSource.Environment) {
        return true;
      }
    }
    return false;
  }

  /** Those that the server gets a placeholder for. */
  private List<Secret> withheld() {
    List<Secret> withheld = new ArrayList<>();
    for (Secret secret : secrets.values()) {
      if (secret.placeholder() != null) {
        withheld.add(secret);
      }
    }
    return withheld;
  }

  private static final class Ticks implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.nanoTime();
    }
  }

  private Automaton current() {
    if (!files.isEmpty()) {
      long now = clock.getAsLong();
      long last = looked.get();
      if (now - last >= LOOK_AGAIN && looked.compareAndSet(last, now)) {
        lookAgain(now);
      }
    }
    return automaton;
  }

  private void lookAgain(long now) {
    boolean changed = false;
    for (SecretFile file : files) {
      changed |= file.lookAgain(now, REMEMBER);
    }
    if (changed) {
      automaton = automaton();
    }
  }

  private Automaton automaton() {
    List<Pattern> patterns = new ArrayList<>();
    for (Secret secret : secrets.values()) {
      patterns.addAll(secret.patterns());
    }
    return new Automaton(patterns);
  }
}
