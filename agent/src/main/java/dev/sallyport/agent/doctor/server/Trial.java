package dev.sallyport.agent.doctor.server;

import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.WeaveLog;
import dev.sallyport.agent.weave.Weaver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** Weaves a class as it would be when it is loaded; what comes of it is dropped. */
final class Trial {
  private final HookTable table;

  Trial(HookTable table) {
    this.table = table;
  }

  /** Each row of that class; none where the bytes are of another, which lies at a like path. */
  List<Tried> of(String owner, byte[] bytes) {
    if (isOther(owner, bytes)) {
      return List.of();
    }
    Map<Hook, String> failures = new HashMap<>();
    WeaveLog log =
        new WeaveLog(
            table,
            (row, failure) -> {
              if (failure != null) {
                failures.put(row, "can't be woven: " + failure);
              }
            });
    new Weaver(table, Runtime.version().feature(), log)
        .transform(null, null, owner, null, null, bytes);
    List<Tried> tried = new ArrayList<>();
    for (int number = 0; number < table.rows().size(); number++) {
      Hook row = table.row(number);
      if (log.isLive(number)) {
        tried.add(new Tried(row, /* found= */ true, ""));
      } else if (log.isMissing(number)) {
        String why = failures.getOrDefault(row, lost(row));
        tried.add(new Tried(row, /* found= */ false, why));
      }
    }
    return tried;
  }

  private static String lost(Hook row) {
    return row.standsAtCalls()
        ? "the class has no such method, or that calls nothing that is hooked"
        : "the class has no such method";
  }

  /** What can't be read is taken for what its path says, and fails when it is woven. */
  private static boolean isOther(String owner, byte[] bytes) {
    try {
      return !new ClassReader(bytes).getClassName().equals(owner);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }
}
