package dev.sallyport.agent.command;

import dev.sallyport.agent.doctor.server.Declared;
import dev.sallyport.agent.doctor.server.Part;
import dev.sallyport.agent.doctor.server.Surveyed;
import dev.sallyport.agent.doctor.server.Tried;
import dev.sallyport.agent.doctor.server.Unread;
import dev.sallyport.agent.weave.Hook;
import java.io.PrintWriter;
import java.util.List;

/** What the doctor says of a server's files: where its calls would be decided. */
record ServerReport(Surveyed surveyed) {
  private static final String UNTOLD =
      "no call would be told from the server's own work, so no tool's grants would apply";
  private static final String DECLARE =
      "name the methods in which it calls its tools by dispatch of its policy, and give that as"
          + " --policy; see docs/frameworks.md#home-made-servers";
  private static final String MISSING =
      "in enforce mode everything is denied once the class is loaded; look for a later agent, or"
          + " take a version that is tested: docs/frameworks.md, docs/http.md";
  private static final String NOT_DECLARED =
      "in enforce mode everything is denied once framework-wait is over; correct dispatch of the"
          + " policy";

  /**
   * For people.
   *
   * @param all each hook, not only those that would be missing
   */
  void text(PrintWriter out, boolean all) {
    out.println("Class files: " + surveyed.classes());
    out.println();
    frameworks(out, all);
    declared(out);
    libraries(out, all);
    unread(out);
    out.println();
    out.println(DoctorReport.sum(surveyed.findings()));
  }

  private void frameworks(PrintWriter out, boolean all) {
    if (surveyed.isUntold()) {
      out.println("MCP frameworks: NO MCP FRAMEWORK FOUND");
      out.println("  " + UNTOLD);
      out.println("    help: " + DECLARE);
      return;
    }
    out.println("MCP frameworks: " + found(surveyed.frameworks().size()));
    for (Part part : surveyed.frameworks()) {
      out.println("  " + part.framework() + ", in " + summary(part));
      hooks(out, part, all);
    }
    for (String framework : surveyed.withoutToolCalls()) {
      out.println("  " + framework + ": THE CLASS IN WHICH IT CALLS TOOLS IS NOT THERE");
    }
  }

  private void declared(PrintWriter out) {
    if (surveyed.declared().isEmpty()) {
      return;
    }
    out.println();
    out.println("Dispatch points: " + surveyed.declared().size() + " declared");
    for (Declared point : surveyed.declared()) {
      if (point.isFound()) {
        out.println("  found: " + method(point.hook()) + ", in " + Printable.of(point.place()));
      } else {
        out.println("  NOT FOUND: " + method(point.hook()) + ", " + Printable.of(point.why()));
        out.println("    help: " + NOT_DECLARED);
      }
    }
  }

  /** They are named where something is missing: a server has many, and none of its choosing. */
  private void libraries(PrintWriter out, boolean all) {
    out.println();
    out.println("Other libraries with hooks: " + found(surveyed.libraries().size()));
    for (Part part : surveyed.libraries()) {
      if (all || !part.missing().isEmpty()) {
        out.println("  " + summary(part));
        hooks(out, part, all);
      }
    }
  }

  private void unread(PrintWriter out) {
    if (surveyed.unread().isEmpty()) {
      return;
    }
    out.println();
    out.println("Not looked through: " + surveyed.unread().size());
    for (Unread one : surveyed.unread()) {
      out.println("  " + Printable.of(one.place()) + ": " + Printable.of(one.text()));
    }
  }

  private static void hooks(PrintWriter out, Part part, boolean all) {
    for (Tried tried : part.missing()) {
      out.println("    MISSING: " + method(tried.hook()) + ", " + Printable.of(tried.why()));
    }
    if (!part.missing().isEmpty()) {
      out.println("    help: " + MISSING);
    }
    for (Tried tried : all ? part.tried() : List.<Tried>of()) {
      if (!tried.isMissing()) {
        out.println("    " + (tried.found() ? "found: " : "not here: ") + method(tried.hook()));
      }
    }
  }

  private static String summary(Part part) {
    int missing = part.missing().size();
    return Printable.of(part.place())
        + ": "
        + (missing == 0
            ? "every hook finds its method"
            : missing == 1 ? "A HOOK IS MISSING" : missing + " HOOKS ARE MISSING");
  }

  private static String found(int count) {
    return count == 0 ? "none found" : count + " found";
  }

  private static String method(Hook hook) {
    return hook.owner().replace('/', '.') + "#" + hook.method() + hook.descriptor();
  }
}
