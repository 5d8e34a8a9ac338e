package dev.sallyport.agent.context;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for one context, by what was asked, so that asking the same again costs a
 * look-up.
 *
 * <p>Open addressing without removal: a reader walks an array and allocates nothing, a writer holds
 * the lock. Bounded; where it is full, nothing more is remembered, and everything else is decided
 * each time.
 */
public final class Decided {
  private static final int SMALLEST = 16;
  private static final int MOST = 4096;

  private volatile AtomicReferenceArray<@Nullable Answer> answers =
      new AtomicReferenceArray<>(SMALLEST);
  private int count;

  /** One answer, and what it was asked by. Whoever remembers something extends it. */
  public abstract static class Answer {
    private final Enum<?> kind;
    private final Object what;
    private final int number;
    private final int hash;

    /**
     * @param what compared by {@code equals}, so of a type whose {@code equals} can be trusted
     */
    protected Answer(Enum<?> kind, Object what, int number) {
      this.kind = kind;
      this.what = what;
      this.number = number;
      this.hash = hash(kind, what, number);
    }

    private boolean answers(Enum<?> otherKind, Object other, int otherNumber, int otherHash) {
      return hash == otherHash && kind == otherKind && number == otherNumber && what.equals(other);
    }
  }

  /** The answer that was remembered, or null. */
  public @Nullable Answer find(Enum<?> kind, Object what, int number) {
    AtomicReferenceArray<@Nullable Answer> all = answers;
    int hash = hash(kind, what, number);
    for (int slot = hash & (all.length() - 1); ; slot = next(slot, all)) {
      Answer answer = all.get(slot);
      if (answer == null || answer.answers(kind, what, number, hash)) {
        return answer;
      }
    }
  }

  /** Remembers an answer, unless the same was asked before or there is no more room. */
  public synchronized void remember(Answer answer) {
    if (count == MOST || find(answer.kind, answer.what, answer.number) != null) {
      return;
    }
    AtomicReferenceArray<@Nullable Answer> all = answers;
    if (count >= all.length() / 2) {
      all = grown(all);
    }
    put(answer, all);
    answers = all;
    count++;
  }

  private static AtomicReferenceArray<@Nullable Answer> grown(
      AtomicReferenceArray<@Nullable Answer> all) {
    AtomicReferenceArray<@Nullable Answer> grown = new AtomicReferenceArray<>(2 * all.length());
    for (int slot = 0; slot < all.length(); slot++) {
      Answer answer = all.get(slot);
      if (answer != null) {
        put(answer, grown);
      }
    }
    return grown;
  }

  private static void put(Answer answer, AtomicReferenceArray<@Nullable Answer> all) {
    int slot = answer.hash & (all.length() - 1);
    while (all.get(slot) != null) {
      slot = next(slot, all);
    }
    all.set(slot, answer);
  }

  private static int next(int slot, AtomicReferenceArray<@Nullable Answer> all) {
    return (slot + 1) & (all.length() - 1);
  }

  private static int hash(Enum<?> kind, Object what, int number) {
    int mixed = (what.hashCode() * 31 + number) * 31 + kind.hashCode();
    return mixed ^ (mixed >>> 16);
  }
}
