package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.WeaveLog;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the classes of an MCP framework, and for those of all dispatch points that the policy
 * declares. Without one no call is told from the server's own work, and nothing but this would say
 * so: the first request never comes, and all that the server does is held to what it was granted to
 * start with. A point that is not there is a way round the others, and a missing hook.
 *
 * @param owners the classes of frameworks that are known
 * @param declared the dispatch points
 * @param limit how long is waited
 */
record FrameworkWatch(
    Set<String> owners,
    List<Hook> declared,
    HookTable table,
    WeaveLog log,
    Server server,
    Recording recording,
    PrintStream err,
    Duration limit)
    implements Runnable {
  private static final long LOOK_NANOS = 250_000_000;

  static FrameworkWatch of(
      List<Hook> frameworks,
      List<Hook> declared,
      HookTable table,
      WeaveLog log,
      Server server,
      Recording recording,
      PrintStream err,
      Duration limit) {
    Set<String> owners = new HashSet<>();
    for (Hook row : frameworks) {
      owners.add(row.owner());
    }
    for (Hook row : declared) {
      owners.add(row.owner());
    }
    return new FrameworkWatch(owners, declared, table, log, server, recording, err, limit);
  }

  @Override
  public void run() {
    long end = System.nanoTime() + limit.toNanos();
    List<String> found = found();
    List<Integer> awaited = awaited();
    while ((found.isEmpty() || !awaited.isEmpty()) && end - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      found = found();
      awaited = awaited();
    }
    for (int number : awaited) {
      Hook row = table.row(number);
      err.println(
          "sallyport: NO DISPATCH POINT FOUND within "
              + limit.toSeconds()
              + " s: the class of "
              + row.owner().replace('/', '.')
              + "#"
              + row.method()
              + row.descriptor()
              + " was not loaded, so no call is decided there. See docs/frameworks.md");
      log.absent(number);
    }
    recording.framework(found);
    if (found.isEmpty()) {
      server.serve();
      err.println(
          "sallyport: NO MCP FRAMEWORK FOUND within "
              + limit.toSeconds()
              + " s: no call is told from the server's own work, so no tool's grants apply, and"
              + " everything is held to runtime.serving. See docs/frameworks.md");
    }
  }

  /** The numbers of the dispatch points whose class is not loaded. */
  private List<Integer> awaited() {
    List<Integer> awaited = new ArrayList<>();
    for (int number = 0; !declared.isEmpty() && number < table.rows().size(); number++) {
      if (declared.contains(table.row(number)) && log.isPending(number)) {
        awaited.add(number);
      }
    }
    return awaited;
  }

  /** The classes of frameworks that are loaded. */
  private List<String> found() {
    List<String> found = new ArrayList<>();
    List<Hook> rows = table.rows();
    for (int number = 0; number < rows.size(); number++) {
      String owner = rows.get(number).owner();
      if (owners.contains(owner) && !log.isPending(number)) {
        String name = owner.replace('/', '.');
        if (!found.contains(name)) {
          found.add(name);
        }
      }
    }
    return found;
  }
}
