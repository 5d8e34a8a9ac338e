package dev.sallyport.agent.pin;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks for what is hidden in a definition, and for what speaks to the model. */
final class Screening {
  private static final int EXCERPT = 80;
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}_]+");

  private final Set<Suspicion> found = EnumSet.noneOf(Suspicion.class);
  private final List<Finding> findings = new ArrayList<>();

  private Screening() {}

  /** Each suspicion once, by the first passage that gives rise to it. */
  static List<Finding> of(List<Passage> passages) {
    Screening screening = new Screening();
    for (Passage passage : passages) {
      screening.look(passage);
    }
    return screening.findings;
  }

  private void look(Passage passage) {
    String text = passage.text();
    for (Map.Entry<Suspicion, Integer> each : Invisible.in(text).entrySet()) {
      find(each.getKey(), passage.where(), text.substring(each.getValue()));
    }
    // Compatible forms, such as those of full width, are read as what they stand for.
    String visible =
        Normalizer.normalize(Invisible.without(text), Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT);
    String words = NO_WORD.matcher(visible).replaceAll(" ");
    for (Instruction instruction : Instruction.ALL) {
      String excerpt = instruction.in(instruction.ofWords() ? words : visible);
      if (excerpt != null) {
        find(instruction.suspicion(), passage.where(), excerpt);
      }
    }
  }

  private void find(Suspicion suspicion, String where, String excerpt) {
    if (found.add(suspicion)) {
      String quoted = Quoted.of(excerpt.substring(0, Math.min(EXCERPT, excerpt.length())));
      findings.add(new Finding(suspicion, where, quoted));
    }
  }
}
