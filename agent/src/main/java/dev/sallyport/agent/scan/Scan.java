package dev.sallyport.agent.scan;

import dev.sallyport.agent.weave.Hook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Lists the native methods of the JDK, and which of them the hook table guards. */
public final class Scan {
  private final Code code;
  private final Callers callers;

  Scan(Code code) {
    this.code = code;
    this.callers = new Callers(code);
  }

  /**
   * Reads the running JDK, which takes seconds.
   *
   * @throws IOException if its image can't be read
   */
  public static Scan ofRunningJdk() throws IOException {
    return new Scan(Image.running());
  }

  /**
   * Every native method, by class.
   *
   * @param rows of the hook table
   * @param feature the release whose rows are meant
   * @param exemptCalls calls not to follow, written {@code callee <- caller}
   */
  public List<NativeMethod> natives(List<Hook> rows, int feature, Set<String> exemptCalls) {
    return natives(rows, feature, exemptCalls, method -> true);
  }

  /** Those of them that are asked for, such as {@code java.lang.Shutdown#halt0}. */
  List<NativeMethod> natives(
      List<Hook> rows, int feature, Set<String> exemptCalls, Predicate<String> titles) {
    Routes routes = new Routes(callers, new Guards(rows, feature), exemptCalls);
    List<NativeMethod> natives = new ArrayList<>();
    for (CodeMethod method : code.natives()) {
      if (titles.test(method.toString())) {
        natives.add(routes.look(method));
      }
    }
    return natives;
  }
}
