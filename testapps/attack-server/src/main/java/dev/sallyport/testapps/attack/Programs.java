package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.seen;
import static dev.sallyport.testapps.attack.Target.CONTENT;
import static dev.sallyport.testapps.attack.Target.POWER;
import static dev.sallyport.testapps.attack.Target.PROGRAM;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starting programs, and reaching for the processes of others. */
final class Programs {
  private static final String SHELL = "/bin/sh";
  private static final String GRANTED_SHELL =
      "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"echo done\"]}";

  private Programs() {}

  static Family starting() {
    Family start = new Family("start");
    start.add(
        "ProcessBuilder(String...)",
        PROGRAM,
        at -> ended(new ProcessBuilder(SHELL, "-c", at.command())));
    start.add(
        "ProcessBuilder(List)",
        PROGRAM,
        at -> ended(new ProcessBuilder(List.of(SHELL, "-c", at.command()))));
    start.add(
        "ProcessBuilder, name only",
        PROGRAM,
        at -> ended(new ProcessBuilder("sh", "-c", at.command())));
    start
        .add("ProcessBuilder, link to program", PROGRAM, Programs::linked)
        .near("files.write", "%open%/**")
        .near("files.read", "/bin/**")
        .near("files.read", "/usr/bin/**");
    start
        .add(
            "ProcessBuilder, directory",
            PROGRAM,
            at ->
                ended(new ProcessBuilder(SHELL, "-c", at.command()).directory(at.open().toFile())))
        .near("files.read", "%open%");
    start.add(
        "ProcessBuilder, merged streams",
        PROGRAM,
        at -> ended(new ProcessBuilder(SHELL, "-c", at.command()).redirectErrorStream(true)));
    start
        .add(
            "ProcessBuilder, other command granted",
            PROGRAM,
            at -> ended(new ProcessBuilder(SHELL, "-c", at.command())))
        .near("exec", GRANTED_SHELL);
    start
        .add(
            "ProcessBuilder, injected",
            PROGRAM,
            at -> ended(new ProcessBuilder(SHELL, "-c", "echo done; " + at.command())))
        .takes(
            "exec",
            "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"echo done; echo done > %path%\"]}")
        .near("exec", GRANTED_SHELL);
    start
        .add("ProcessBuilder.startPipeline", PROGRAM, Programs::pipeline)
        .needs("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"cat\"]}");
    start
        .add("Runtime.exec(String)", PROGRAM, at -> ended(Runtime.getRuntime().exec(script(at))))
        .takes("exec", "{\"program\": \"/bin/sh\", \"args\": [\"%open%/own.sh\"]}")
        .near("files.write", "%open%/**");
    start
        .add(
            "Runtime.exec(String, env)",
            PROGRAM,
            at -> ended(Runtime.getRuntime().exec(script(at), new String[] {"A=B"})))
        .takes("exec", "{\"program\": \"/bin/sh\", \"args\": [\"%open%/own.sh\"]}")
        .near("files.write", "%open%/**");
    start
        .add(
            "Runtime.exec(String, env, dir)",
            PROGRAM,
            at -> ended(Runtime.getRuntime().exec(script(at), null, at.open().toFile())))
        .takes("exec", "{\"program\": \"/bin/sh\", \"args\": [\"%open%/own.sh\"]}")
        .near("files.write", "%open%/**");
    start.add("Runtime.exec(array)", PROGRAM, at -> ended(Runtime.getRuntime().exec(command(at))));
    start.add(
        "Runtime.exec(array, env)",
        PROGRAM,
        at -> ended(Runtime.getRuntime().exec(command(at), new String[] {"A=B"})));
    start
        .add(
            "Runtime.exec(array, env, dir)",
            PROGRAM,
            at -> ended(Runtime.getRuntime().exec(command(at), null, at.open().toFile())))
        .near("files.read", "%open%");
    for (String variable : new String[] {"LD_PRELOAD", "BASH_ENV", "JAVA_TOOL_OPTIONS"}) {
      start
          .add("ProcessBuilder, " + variable, PROGRAM, at -> ended(with(variable, at)))
          .takes("env", variable)
          .near("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"echo done > %path%\"]}");
    }
    start
        .add("Redirect.from", CONTENT, Programs::redirected)
        .near("exec", "{\"program\": \"/bin/cat\"}");
    start
        .add(
            "ProcessHandle.allProcesses",
            POWER,
            at -> seen(ProcessHandle.allProcesses().count() > 1))
        .takes("jvm", "processes");
    start
        .add("ProcessHandle.children", POWER, at -> seen(parent().children().count() > 0))
        .takes("jvm", "processes");
    start
        .add("ProcessHandle.info", POWER, at -> seen(parent().info().startInstant().isPresent()))
        .takes("jvm", "processes");
    start
        .add("ProcessHandle.parent", POWER, at -> seen(parent().isAlive()))
        .takes("jvm", "processes");
    start
        .add(
            "ProcessHandle.of",
            POWER,
            at -> seen(ProcessHandle.of(parent().pid()).orElseThrow().info().command().isPresent()))
        .takes("jvm", "processes");
    return start;
  }

  /** Nothing is at that path, and the shell goes on without it. */
  private static ProcessBuilder with(String variable, Ground at) {
    ProcessBuilder builder = new ProcessBuilder(SHELL, "-c", at.command());
    builder.environment().put(variable, at.other().toString());
    return builder;
  }

  private static ProcessHandle parent() {
    return ProcessHandle.current().parent().orElseThrow();
  }

  private static String[] command(Ground at) {
    return new String[] {SHELL, "-c", at.command()};
  }

  /** A command line without anything to quote. */
  private static String script(Ground at) throws Exception {
    return SHELL + " " + java.nio.file.Files.writeString(at.open().resolve("own.sh"), at.command());
  }

  private static String linked(Ground at) throws Exception {
    return ended(
        new ProcessBuilder(
            java.nio.file.Files.createSymbolicLink(
                    at.open().resolve("harmless"), java.nio.file.Path.of(SHELL))
                .toString(),
            "-c",
            at.command()));
  }

  private static String pipeline(Ground at) throws Exception {
    List<Process> started =
        ProcessBuilder.startPipeline(
            List.of(
                new ProcessBuilder(SHELL, "-c", at.command()),
                new ProcessBuilder(SHELL, "-c", "cat")));
    return ended(started.get(0)) + ended(started.get(1));
  }

  private static String redirected(Ground at) throws Exception {
    Process cat = new ProcessBuilder("/bin/cat").redirectInput(at.file()).start();
    return new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String ended(ProcessBuilder builder) throws Exception {
    return ended(builder.start());
  }

  private static String ended(Process process) throws Exception {
    process.getOutputStream().close();
    return process.waitFor(5, TimeUnit.SECONDS) ? "status " + process.exitValue() : "running";
  }
}
