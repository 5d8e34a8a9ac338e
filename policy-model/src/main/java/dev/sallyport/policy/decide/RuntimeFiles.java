package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.Malformed;
import dev.sallyport.policy.match.PathPattern;
import java.util.ArrayList;
import java.util.List;

/** What the JVM itself reads to work: granted to every principal, for reading only. */
final class RuntimeFiles {
  private static final Rule RULE = new Rule("built-in.runtime", 0);
  static final Decision GRANTED = new Decision(Verdict.ALLOW, RULE, Reason.RUNTIME);
  private static final Decision ANCESTOR = new Decision(Verdict.ALLOW, RULE, Reason.ANCESTOR);

  private RuntimeFiles() {}

  static FileMatches of(Surroundings surroundings) {
    List<FileMatch> files = new ArrayList<>();
    for (String text : surroundings.runtimeFiles()) {
      try {
        PathPattern written = PathPattern.parse(text);
        PathPattern real = written.resolved(surroundings.realPath());
        files.add(new FileMatch(real, written.or(real), GRANTED, ANCESTOR));
      } catch (Malformed e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
    return FileMatches.of(files);
  }
}
