package dev.sallyport.agent.doctor.server;

import dev.sallyport.agent.weave.Check;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was found in a server's files.
 *
 * @param classes how many class files were gone through
 * @param frameworks the MCP frameworks, by the places where they are
 * @param libraries the other libraries that rows are about, by their places
 * @param declared the policy's dispatch points
 * @param unread what could not be looked through
 */
public record Surveyed(
    long classes,
    List<Part> frameworks,
    List<Part> libraries,
    List<Declared> declared,
    List<Unread> unread) {

  public Surveyed {
    frameworks = List.copyOf(frameworks);
    libraries = List.copyOf(libraries);
    declared = List.copyOf(declared);
    unread = List.copyOf(unread);
  }

  /** Whether no call would be told from the server's own work. */
  public boolean isUntold() {
    return frameworks.isEmpty() && declared.stream().noneMatch(Declared::isFound);
  }

  /** The frameworks of which other classes are there, but not those in which tools are called. */
  public List<String> withoutToolCalls() {
    return frameworks.stream()
        .map(Part::framework)
        .distinct()
        .filter(name -> rows(name).noneMatch(Surveyed::isOfToolCalls))
        .toList();
  }

  private Stream<Tried> rows(String framework) {
    return frameworks.stream()
        .filter(part -> part.framework().equals(framework))
        .flatMap(part -> part.tried().stream());
  }

  private static boolean isOfToolCalls(Tried tried) {
    return tried.hook().check() == Check.TOOL_CALL || tried.hook().check() == Check.REQUEST_HANDLER;
  }

  /** All that has to be told. */
  public long findings() {
    return (isUntold() ? 1 : 0)
        + withoutToolCalls().size()
        + Stream.concat(frameworks.stream(), libraries.stream())
            .mapToLong(part -> part.missing().size())
            .sum()
        + declared.stream().filter(point -> !point.isFound()).count()
        + unread.size();
  }
}
