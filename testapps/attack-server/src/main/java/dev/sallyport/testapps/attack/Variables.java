package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONTENT;
import static dev.sallyport.testapps.attack.Target.VARIABLE;

import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/** Reading the environment. */
final class Variables {
  private Variables() {}

  static Family reading() {
    Family variable = new Family("variable");
    variable.add("System.getenv(name)", VARIABLE, at -> System.getenv(at.name()));
    variable.add("System.getenv().get", VARIABLE, at -> System.getenv().get(at.name()));
    variable.add("System.getenv().entrySet", VARIABLE, at -> named(at, System.getenv()));
    variable
        .add(
            "ProcessBuilder.environment",
            VARIABLE,
            at -> named(at, new ProcessBuilder("true").environment()))
        .leftOut();
    variable
        .add(
            "child of ProcessBuilder",
            VARIABLE,
            at -> told(at, new ProcessBuilder("/bin/sh", "-c", "env").start()))
        .near("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"env\"]}")
        .leftOut();
    variable
        .add(
            "child of Runtime.exec",
            VARIABLE,
            at -> told(at, Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "env"})))
        .near("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"env\"]}")
        .leftOut();
    variable
        .add("io, /proc/self/environ", CONTENT, at -> Text.of(new FileInputStream(at.file())))
        .reserved("/proc/self/environ");
    variable
        .add(
            "nio, /proc/self/environ",
            CONTENT,
            at -> Files.readString(at.path(), StandardCharsets.ISO_8859_1))
        .reserved("/proc/self/environ");
    variable
        .add(
            "io, /proc/pid/environ",
            CONTENT,
            at ->
                Text.of(
                    new FileInputStream(
                        at.text().replace("self", Long.toString(ProcessHandle.current().pid())))))
        .reserved("/proc/self/environ");
    return variable;
  }

  /** Found by going through all. */
  private static String named(Ground at, Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().equals(at.name()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("nothing");
  }

  private static String told(Ground at, Process child) throws Exception {
    child.getOutputStream().close();
    return Text.of(child.getInputStream())
        .lines()
        .filter(line -> line.startsWith(at.name() + "="))
        .findFirst()
        .orElse("nothing");
  }
}
