package dev.sallyport.testapps.context;

import static dev.sallyport.testapps.serving.Texts.argument;
import static dev.sallyport.testapps.serving.Texts.success;

import dev.sallyport.testapps.serving.ServedTool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** The tools: two that look for themselves, one that has the server look, and what there is. */
final class ContextTools {
  private static final int OWN_THREADS = 8;

  private final Path workspace;
  private final Strangers strangers;
  private final Map<String, Construct> constructs = new LinkedHashMap<>();
  // A queue and threads of our own: no call's, and never to be taken for one.
  private final BlockingQueue<Runnable> server = new LinkedBlockingQueue<>();

  ContextTools(Path workspace, Strangers strangers, List<Construct> constructs) {
    this.workspace = workspace;
    this.strangers = strangers;
    for (Construct construct : constructs) {
      if (this.constructs.put(construct.name(), construct) != null) {
        throw new IllegalStateException("two constructs are named " + construct);
      }
    }
    strangers.admit("server");
    for (int i = 0; i < OWN_THREADS; i++) {
      Worker.start("server " + i, server);
    }
  }

  List<ServedTool> all() {
    return List.of(
        looking("alpha", "Looks for alpha."),
        looking("beta", "Looks for beta."),
        ServedTool.named("server", "Has a thread of the server's own look.")
            .requires("construct", "By way of what")
            .accepts("times", "How often, one after another")
            .answeredBy(
                request -> {
                  Answer<String> answer =
                      new Answer<>(
                          () ->
                              told(
                                  argument(request, "construct"), argument(request, "times", "1")));
                  server.add(answer);
                  return success(awaited(answer));
                }),
        ServedTool.named("heap", "Tells how many bytes are in use after a collection.")
            .answeredBy(request -> success(Long.toString(used()))),
        ServedTool.named("list", "Lists the constructs: name, tab, why it is not carried.")
            .answeredBy(
                request ->
                    success(
                        constructs.values().stream()
                            .map(construct -> construct.name() + "\t" + construct.notCarried())
                            .collect(Collectors.joining("\n")))));
  }

  private ServedTool looking(String name, String description) {
    return ServedTool.named(name, description)
        .requires("construct", "By way of what")
        .accepts("times", "How often, one after another")
        .answeredBy(
            request -> {
              strangers.admit(name);
              return success(told(argument(request, "construct"), argument(request, "times", "1")));
            });
  }

  /** Each sight with its number, a line each: {@code 3 alpha}. Copes with everything. */
  private String told(String name, String times) {
    Construct construct = constructs.get(name);
    if (construct == null) {
      return times + " unknown construct " + name;
    }
    Map<String, Integer> seen = new TreeMap<>();
    for (int i = Integer.parseInt(times); i > 0; i--) {
      seen.merge(sight(construct), 1, Integer::sum);
    }
    return seen.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining("\n"));
  }

  private String sight(Construct construct) {
    try {
      return construct.carrier().carry(() -> Sight.of(workspace)).toString();
    } catch (Exception | LinkageError e) {
      return failed(e);
    }
  }

  private static long used() {
    // The second collection takes what the first one only found to be dead.
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String awaited(Answer<String> answer) {
    try {
      return answer.await();
    } catch (Exception e) {
      return "1 " + failed(e);
    }
  }

  private static String failed(Throwable failure) {
    StringBuilder text = new StringBuilder("failed: ").append(failure);
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      text.append(", because of ").append(cause);
    }
    return text.toString().replace('\n', ' ');
  }
}
