package dev.sallyport.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the rows of the table into classes as they are loaded or retransformed.
 *
 * <p>Bodies only: no field, method or interface is ever added, so that it works on loaded classes,
 * beside other agents and under AOT caches. The JVM swallows what a transformer throws and loads
 * the class unhooked, so nothing is thrown: it is told to the {@link WeaveLog}, and the agent fails
 * closed.
 */
public final class Weaver implements ClassFileTransformer {
  private final HookTable table;
  private final int feature;
  private final WeaveLog log;

  public Weaver(HookTable table, int feature, WeaveLog log) {
    this.table = table;
    this.feature = feature;
    this.log = log;
  }

  /** Loads what {@link #transform} uses. Once, before one is installed. */
  public static void prepare() {
    Preload.load();
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> classBeingRedefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    int[] numbers = className == null ? null : table.of(className);
    return numbers == null || !table.appliesTo(numbers, feature) ? null : weave(numbers, bytes);
  }

  private byte @Nullable [] weave(int[] numbers, byte[] bytes) {
    try {
      MatchedRows rows = new MatchedRows(table, feature, numbers);
      byte[] woven = ClassPatcher.patch(bytes, rows);
      if (woven == null) {
        woven = ClassRewriter.rewrite(bytes, rows);
      }
      for (int i = 0; i < numbers.length; i++) {
        if (table.row(numbers[i]).appliesTo(feature)) {
          log.woven(numbers[i], rows.found(i));
        }
      }
      return woven;
    } catch (Throwable failure) {
      for (int number : numbers) {
        if (table.row(number).appliesTo(feature)) {
          log.failed(number, failure);
        }
      }
      return null;
    }
  }
}
