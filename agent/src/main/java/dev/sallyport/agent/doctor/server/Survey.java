package dev.sallyport.agent.doctor.server;

import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks through a server's files for the classes that rows are about, and whether each row would
 * find its method there. Mutable while it looks, used by one thread.
 */
public final class Survey {
  private static final int GENERATIONS = 16;

  private final List<Path> roots;
  private final List<Hook> declared;
  private final Trial trial;

  /** The framework of each class that has rows of one. */
  private final Map<String, String> frameworks = new HashMap<>();

  private final Map<PartKey, List<Tried>> parts = new LinkedHashMap<>();
  private final Map<Hook, Declared> points = new HashMap<>();

  /** Of the points whose class is there without the method. */
  private final Map<Hook, Body> bodies = new HashMap<>();

  private record PartKey(String framework, String place) {}

  private Survey(List<Path> roots, List<Hook> declared, HookTable table) {
    this.roots = roots;
    this.declared = declared;
    this.trial = new Trial(table);
  }

  /**
   * Looks.
   *
   * @param roots jars, and directories of jars or classes
   * @param frameworks the rows of each MCP framework, by its name
   * @param declared the rows of the policy's dispatch points
   * @param table all rows, those included
   */
  public static Surveyed of(
      List<Path> roots, Map<String, List<Hook>> frameworks, List<Hook> declared, HookTable table) {
    Survey survey = new Survey(roots, declared, table);
    frameworks.forEach(
        (name, rows) -> rows.forEach(row -> survey.frameworks.put(row.owner(), name)));
    Set<String> owners = table.rows().stream().map(Hook::owner).collect(Collectors.toSet());
    ClassFiles files = new ClassFiles(owners, survey::saw);
    roots.forEach(files::read);
    return survey.surveyed(files);
  }

  private void saw(String place, String owner, byte[] bytes) {
    for (Tried tried : trial.of(owner, bytes)) {
      if (declared.contains(tried.hook())) {
        point(tried, place, bytes);
      } else {
        String framework = frameworks.getOrDefault(owner, "");
        parts.computeIfAbsent(new PartKey(framework, place), key -> new ArrayList<>()).add(tried);
      }
    }
  }

  /**
   * Of several classes of that name one with the method is enough: which is loaded is not known.
   */
  private void point(Tried tried, String place, byte[] bytes) {
    Hook row = tried.hook();
    Declared before = points.get(row);
    if (before != null && before.isFound()) {
      return;
    }
    points.put(row, new Declared(row, place, tried.why()));
    Body body = tried.found() ? null : Body.of(row, bytes);
    if (body == null) {
      bodies.remove(row);
    } else {
      bodies.put(row, body);
    }
  }

  private Surveyed surveyed(ClassFiles files) {
    List<Part> known = new ArrayList<>();
    List<Part> others = new ArrayList<>();
    parts.forEach(
        (key, tried) ->
            (key.framework.isEmpty() ? others : known)
                .add(new Part(key.framework, key.place, tried)));
    List<Declared> sought = new ArrayList<>();
    for (Hook row : declared) {
      Declared point = points.getOrDefault(row, new Declared(row, "", "its class is not there"));
      Body body = bodies.get(row);
      sought.add(body == null ? point : new Declared(row, point.place(), why(row, body)));
    }
    return new Surveyed(files.classes(), known, others, sought, files.unread());
  }

  private String why(Hook row, Body body) {
    String heir = body.mayBeInherited() ? ancestor(row, body.parents()) : "";
    return heir.isEmpty() ? body.why() : "it is inherited from " + heir + ": name that class";
  }

  /** The nearest class or interface that has the body, or nothing. */
  private String ancestor(Hook row, List<String> parents) {
    Set<String> generation = new HashSet<>(parents);
    for (int i = 0; i < GENERATIONS && !generation.isEmpty(); i++) {
      Set<String> next = new HashSet<>();
      Set<String> having = new TreeSet<>();
      ClassFiles files =
          new ClassFiles(
              generation,
              (place, owner, bytes) -> {
                Body body = Body.of(row, bytes);
                if (body != null && body.isThere()) {
                  having.add(owner.replace('/', '.'));
                } else if (body != null) {
                  next.addAll(body.parents());
                }
              });
      roots.forEach(files::read);
      if (!having.isEmpty()) {
        return String.join(", ", having);
      }
      generation = next;
    }
    return "";
  }
}
