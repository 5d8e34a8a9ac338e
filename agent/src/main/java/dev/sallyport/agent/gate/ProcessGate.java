package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.enforce.Refusal;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.EnvironmentOperation;
import dev.sallyport.policy.decide.FileOperation;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The start of a process: by the real path of its executable and its arguments, in a directory that
 * may be looked at, with the part of the environment that the caller may hand on.
 *
 * <p>What the call set for its child is the call's own, unless it makes the child run other code. A
 * start with such a variable is refused rather than carried out without it: it would do something
 * else than was asked for.
 */
final class ProcessGate implements Gate {
  /** Where the kernel's caller looks if there is no {@code PATH}: {@code childproc.c}, glibc. */
  private static final List<String> DEFAULT_OF_JDK = List.of("", "/bin", "/usr/bin");

  private static final List<String> DEFAULT_OF_LIBC = List.of("/bin", "/usr/bin");

  /** From here on {@code ProcessImpl} spells as file names do, before as {@code file.encoding}. */
  private static final int SPELLS_AS_FILES = 18;

  private final Checkpoint checkpoint;
  private final Paths paths;
  private final OwnProcess process;
  private final Charset charset;

  /** Of this process: that is where the JDK looks for a child's program. */
  private final @Nullable List<String> searchPath;

  ProcessGate(Checkpoint checkpoint, Paths paths, OwnProcess process) {
    this.checkpoint = checkpoint;
    this.paths = paths;
    this.process = process;
    this.charset =
        Runtime.version().feature() < SPELLS_AS_FILES ? Charset.defaultCharset() : paths.names();
    String path = process.environment().get("PATH");
    this.searchPath = path == null ? null : List.of(path.split(":", -1));
  }

  @Override
  public Exchange exchange(
      Hook hook,
      @Nullable Context context,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object argument) {
    String[] command = (String[]) a;
    // The JDK's own search, and its default, are for children with an environment of their own.
    boolean owns = argument != null || checkpoint.enforces(context);
    Path directory = paths.absolute(b == null ? "" : b);
    String program = program(command[0], directory, owns ? DEFAULT_OF_JDK : DEFAULT_OF_LIBC);
    Variables variables = new Variables(context, process.children().copy(argument));
    List<String> arguments = arguments(command);
    Refusal refusal =
        checkpoint.pass(
            context,
            new Request.Exec(program, arguments),
            new Subject("process", "start", hook.id()),
            program,
            variables.withheld,
            CommandShape.of(program, arguments, context));
    if (refusal == null && b != null) {
      refusal = enter(hook, context, directory);
    }
    if (refusal == null) {
      refusal = variables.set(hook);
    }
    if (refusal != null) {
      return Exchange.refused(refusal);
    }
    if (checkpoint.enforces(context)) {
      return Exchange.of(variables.left());
    }
    // Given none, the kernel hands on what the server itself does not get.
    return Exchange.of(argument == null && process.withholds() ? variables.child : argument);
  }

  /** Arguments may be relative names, and programs read their set-up from where they run. */
  private @Nullable Refusal enter(Hook hook, @Nullable Context context, Path directory) {
    String target = paths.real(directory).toString();
    return checkpoint.pass(
        context,
        new Request.File(FileOperation.STAT, directory.normalize().toString(), target),
        new Subject("file", "stat", hook.id()),
        target);
  }

  private List<String> arguments(String[] command) {
    List<String> arguments = new ArrayList<>(command.length);
    for (int i = 1; i < command.length; i++) {
      // What the charset can't spell reaches the child as something else.
      arguments.add(new String(command[i].getBytes(charset), charset));
    }
    return arguments;
  }

  /**
   * The real path of what {@code execvpe(3)} would find, or the name where it would find nothing.
   *
   * @param base the child has changed to its directory when it looks for its program, and there a
   *     relative or empty element of the search path leads
   */
  private String program(String given, Path base, List<String> otherwise) {
    String name = spelled(given);
    if (name.indexOf('/') >= 0) {
      return paths.real(base.resolve(name)).toString();
    }
    for (String directory : searchPath == null ? otherwise : searchPath) {
      Path candidate = base.resolve(directory).resolve(name);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return paths.real(candidate).toString();
      }
    }
    return name;
  }

  /** The name of the file that the bytes stand for which the kernel gets. */
  private String spelled(String name) {
    byte[] bytes = name.getBytes(charset);
    String spelled = new String(bytes, paths.names());
    if (!Arrays.equals(spelled.getBytes(paths.names()), bytes)) {
      throw new IllegalArgumentException("a program whose name can't be spelled");
    }
    return spelled;
  }

  /** The environment that a child is about to get, beside that of this process. */
  private final class Variables {
    private final @Nullable Context context;
    private final Map<String, String> child;
    private final List<String> withheld = new ArrayList<>();
    private final List<String> own = new ArrayList<>();

    Variables(@Nullable Context context, Map<String, String> child) {
      this.context = context;
      this.child = child;
      for (Map.Entry<String, String> variable : child.entrySet()) {
        String name = variable.getKey();
        if (!variable.getValue().equals(process.environment().get(name))) {
          own.add(name);
        } else if (checkpoint.denies(context, request(EnvironmentOperation.READ, name))) {
          withheld.add(name);
        }
      }
      if (checkpoint.enforces(context)) {
        addFiltered();
      }
      Collections.sort(withheld);
      Collections.sort(own);
    }

    /** A copy that the call was given of the environment lacks them already. */
    private void addFiltered() {
      for (String name : process.environment().keySet()) {
        if (!child.containsKey(name)
            && checkpoint.denies(context, request(EnvironmentOperation.READ, name))) {
          withheld.add(name);
        }
      }
    }

    /** Only what runs code is told of: the rest is the call's own business. */
    @Nullable Refusal set(Hook hook) {
      for (String name : own) {
        Request request = request(EnvironmentOperation.SET, name);
        Decision decision = checkpoint.judge(context, request);
        if (decision.reason() != Reason.RUNTIME) {
          Subject subject = new Subject("environment", "set", hook.id());
          Refusal refusal = checkpoint.pass(context, request, subject, name);
          if (refusal != null) {
            return refusal;
          }
        }
      }
      return null;
    }

    Map<String, String> left() {
      for (String name : withheld) {
        child.remove(name);
      }
      return child;
    }

    private Request request(EnvironmentOperation operation, String name) {
      return new Request.Environment(operation, name);
    }
  }
}
