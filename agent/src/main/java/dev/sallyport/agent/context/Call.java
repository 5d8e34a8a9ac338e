package dev.sallyport.agent.context;

import dev.sallyport.policy.decide.Direction;
import dev.sallyport.policy.decide.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool, a resource or a prompt, from its decision to its answer. Safe for any thread.
 */
public final class Call {
  /** More ids than this tell an operator nothing new. */
  private static final int MOST_IDS = 16;

  private static final int MOST_HOPS = 1024;
  private static final int MOST_FILES = 16_384;

  private final String id;
  private final Principal.Primitive of;
  private final long started;
  private final List<String> blocked = new ArrayList<>();
  private final Set<String> met = new HashSet<>();
  private final Set<String> hops = new HashSet<>();
  private final Set<String> misused = new HashSet<>();
  private final Map<String, Integer> files = new HashMap<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong read = new AtomicLong();
  private volatile List<Total> totals = List.of();
  private volatile String justification = "";
  private volatile @Nullable Map<?, ?> arguments;
  private int denials;
  private volatile boolean answered;

  /**
   * @param started nanoseconds since the epoch
   */
  public Call(String id, Principal.Primitive of, long started) {
    this.id = id;
    this.of = of;
    this.started = started;
  }

  public String id() {
    return id;
  }

  /** What is called. */
  public Principal.Primitive of() {
    return of;
  }

  public long started() {
    return started;
  }

  /** An operation of this call was denied, and only recorded. */
  public synchronized void observed() {
    denials++;
  }

  /** An operation of this call was denied and did not happen. */
  public synchronized void blocked(String decision) {
    denials++;
    if (blocked.size() < MOST_IDS) {
      blocked.add(decision);
    }
  }

  /** How many operations were denied, enforced or only observed. */
  public synchronized int denials() {
    return denials;
  }

  /** The ids of the decisions that blocked something, the first ones. */
  public synchronized List<String> blocked() {
    return List.copyOf(blocked);
  }

  /** Whether it is the first time that this call comes by that variable of the environment. */
  public synchronized boolean meets(String variable) {
    return met.add(variable);
  }

  /**
   * An HTTP request of this call was decided on.
   *
   * @param authority where it goes, as {@code host:port}
   */
  public synchronized void hop(String authority) {
    if (hops.size() < MOST_HOPS) {
      hops.add(authority);
    }
  }

  /** Whether an HTTP request was decided on that goes there. */
  public synchronized boolean hopped(String authority) {
    return hops.contains(authority);
  }

  /** Whether it is the first time that this call is told of sending that secret amiss. */
  public synchronized boolean misuses(String credential) {
    return misused.add(credential);
  }

  /** Which of the files of this call that is, the first one 1. */
  public synchronized int touches(String file) {
    Integer known = files.get(file);
    if (known != null || files.size() == MOST_FILES) {
      return known == null ? Integer.MAX_VALUE : known;
    }
    files.put(file, files.size() + 1);
    return files.size();
  }

  /** The bytes that were moved that way so far. What is answered is not counted here. */
  public AtomicLong moved(Direction direction) {
    return switch (direction) {
      case SENT -> sent;
      case RECEIVED -> received;
      case READ -> read;
      case ANSWERED -> throw new IllegalArgumentException("it is answered once");
    };
  }

  /** What the client says that the call is for; empty where it says nothing. */
  public String justification() {
    return justification;
  }

  /** The client says that the call is for that. */
  public void justify(String text) {
    justification = text;
  }

  /** What it moves counts for these, too. */
  public void countFor(List<Total> totals) {
    this.totals = List.copyOf(totals);
  }

  /** What the bytes that it moves count for beside its own. */
  public List<Total> totals() {
    return totals;
  }

  /** The call has these arguments, which no record may hold. */
  public void has(Map<?, ?> arguments) {
    this.arguments = arguments;
  }

  /** Its arguments by their names; null where they are not known. */
  public @Nullable Map<?, ?> arguments() {
    return arguments;
  }

  public void answer() {
    answered = true;
  }

  /** Whether the call has answered; work that goes on is late, and still bound. */
  public boolean answered() {
    return answered;
  }
}
