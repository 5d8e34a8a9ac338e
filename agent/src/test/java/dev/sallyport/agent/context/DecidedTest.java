package dev.sallyport.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DecidedTest {
  private enum Kind {
    ONE,
    OTHER
  }

  private static final class Text extends Decided.Answer {
    private final String text;

    Text(Kind kind, Object what, int number, String text) {
      super(kind, what, number);
      this.text = text;
    }
  }

  private final Decided decided = new Decided();

  @Test
  void find_allThreeTheSame_isTheFirstRemembered() {
    decided.remember(new Text(Kind.ONE, "a", 1, "first"));
    decided.remember(new Text(Kind.ONE, "a", 1, "second"));

    assertThat(find(Kind.ONE, "a", 1)).isEqualTo("first");
    assertThat(find(Kind.OTHER, "a", 1)).isNull();
    assertThat(find(Kind.ONE, "b", 1)).isNull();
    assertThat(find(Kind.ONE, "a", 2)).isNull();
  }

  @Test
  void find_thousandsRemembered_areAllThereUpToTheBound() {
    int many = 10_000;
    for (int i = 0; i < many; i++) {
      decided.remember(new Text(Kind.ONE, "what", i, "answer " + i));
    }

    int found = 0;
    for (int i = 0; i < many; i++) {
      String text = find(Kind.ONE, "what", i);
      if (text != null) {
        assertThat(text).isEqualTo("answer " + i);
        found++;
      }
    }
    assertThat(found).isEqualTo(4096);
    assertThat(find(Kind.ONE, "what", 0)).isEqualTo("answer 0");
  }

  @Test
  void remember_byManyThreads_losesNothing() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int first = thread * 500;
        done.add(
            pool.submit(
                () -> {
                  for (int i = first; i < first + 500; i++) {
                    decided.remember(new Text(Kind.ONE, "what", i, "answer " + i));
                    assertThat(find(Kind.ONE, "what", i)).isEqualTo("answer " + i);
                  }
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }

    for (int i = 0; i < 2000; i++) {
      assertThat(find(Kind.ONE, "what", i)).isEqualTo("answer " + i);
    }
  }

  private String find(Kind kind, Object what, int number) {
    Text found = (Text) decided.find(kind, what, number);
    return found == null ? null : found.text;
  }
}
