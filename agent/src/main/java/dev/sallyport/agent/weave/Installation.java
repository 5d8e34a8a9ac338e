package dev.sallyport.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Installs the weaver and retransforms what is loaded. */
  public void install() {
    Weaver.prepare();
    instrumentation.addTransformer(new Weaver(table, feature, log), /* canRetransform= */ true);
    Map<String, Class<?>> loaded = loaded();
    retransform(loaded);
    loadMandatory(loaded.keySet());
  }

  private Map<String, Class<?>> loaded() {
    Map<String, Class<?>> loaded = new HashMap<>();
    Map<String, String> owners = owners();
    for (Class<?> one : instrumentation.getAllLoadedClasses()) {
      String owner = owners.get(one.getName());
      if (owner != null) {
        loaded.put(owner, one);
      }
    }
    return loaded;
  }

  /** By the names that classes give themselves: there are fewer owners than classes. */
  private Map<String, String> owners() {
    Map<String, String> owners = new HashMap<>();
    for (String owner : table.owners()) {
      int[] numbers = table.of(owner);
      if (numbers != null && table.appliesTo(numbers, feature)) {
        owners.put(owner.replace('/', '.'), owner);
      }
    }
    return owners;
  }

  /**
   * All at once: the JVM stops all threads, and looks through all classes, once for each call. One
   * that it rejects takes the others with it, so then each is tried by itself.
   */
  private void retransform(Map<String, Class<?>> loaded) {
    try {
      instrumentation.retransformClasses(loaded.values().toArray(new Class<?>[0]));
    } catch (Throwable rejected) {
      for (Map.Entry<String, Class<?>> one : loaded.entrySet()) {
        retransform(one.getKey(), one.getValue());
      }
    }
  }

  private void retransform(String name, Class<?> loaded) {
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
