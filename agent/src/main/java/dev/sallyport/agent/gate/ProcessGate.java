package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The start of a process, by the real path of its executable and its arguments. */
final class ProcessGate implements Gate {
  private final Checkpoint checkpoint;
  private final Paths paths;

  /** Of this process: that is where the JDK looks for a child's program. */
  private final List<String> searchPath;

  ProcessGate(Checkpoint checkpoint, Paths paths, @Nullable String searchPath) {
    this.checkpoint = checkpoint;
    this.paths = paths;
    this.searchPath =
        searchPath == null ? List.of("/bin", "/usr/bin") : List.of(searchPath.split(":", -1));
  }

  @Override
  public @Nullable Refusal check(
      Hook hook, @Nullable Context context, @Nullable Object a, @Nullable Object b, int n, int m) {
    String[] command = (String[]) a;
    List<String> arguments = List.of(Arrays.copyOfRange(command, 1, command.length));
    String program = program(command[0], (String) b);
    return checkpoint.pass(
        context,
        new Request.Exec(program, arguments),
        new Subject("process", "start", hook.id()),
        program);
  }

  /**
   * The real path of what {@code execvp(3)} would find, or the name where it would find nothing.
   */
  private String program(String name, @Nullable String workingDirectory) {
    // The child has changed to its directory when it looks for its program, and there a relative
    // or empty element of the search path leads.
    Path base = paths.absolute(workingDirectory == null ? "" : workingDirectory);
    if (name.indexOf('/') >= 0) {
      return paths.real(base.resolve(name)).toString();
    }
    for (String directory : searchPath) {
      Path candidate = base.resolve(directory).resolve(name);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return paths.real(candidate).toString();
      }
    }
    return name;
  }
}
