package dev.sallyport.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts the weaver to work on a JVM: classes yet to come, and those already there. */
public final class Installation {
  private final Instrumentation instrumentation;
  private final HookTable table;
  private final int feature;
  private final WeaveLog log;

  public Installation(Instrumentation instrumentation, HookTable table, int feature, WeaveLog log) {
    this.instrumentation = instrumentation;
    this.table = table;
    this.feature = feature;
    this.log = log;
  }

  /**
   * Installs the weaver and retransforms what is loaded, class by class: one that fails must not
   * take the others with it.
   */
  public void install() {
    Weaver.prepare();
    instrumentation.addTransformer(new Weaver(table, feature, log), /* canRetransform= */ true);
    Set<String> retransformed = new HashSet<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName().replace('.', '/');
      if (table.of(name) != null) {
        retransform(loaded, name);
        retransformed.add(name);
      }
    }
    loadMandatory(retransformed);
  }

  private void retransform(Class<?> loaded, String name) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (Throwable failure) {
      failAll(name, failure);
    }
  }

  /** A mandatory row whose class comes later might fail later: that has to be known now. */
  private void loadMandatory(Set<String> known) {
    List<Hook> rows = table.rows();
    for (int number = 0; number < rows.size(); number++) {
      Hook row = rows.get(number);
      if (row.need() == Hook.Need.MANDATORY
          && row.appliesTo(feature)
          && !known.contains(row.owner())) {
        try {
          Class.forName(row.owner().replace('/', '.'), /* initialize= */ false, null);
        } catch (ClassNotFoundException | LinkageError e) {
          log.absent(number);
        }
      }
    }
  }

  private void failAll(String owner, Throwable failure) {
    int[] numbers = table.of(owner);
    if (numbers != null) {
      for (int number : numbers) {
        log.failed(number, failure);
      }
    }
  }
}
