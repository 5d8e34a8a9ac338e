package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONTENT;
import static dev.sallyport.testapps.attack.Target.VARIABLE;

import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Reading the environment. */
final class Variables {
  private Variables() {}

  static Family reading() {
    Family variable = new Family("variable");
    variable.add("System.getenv(name)", VARIABLE, at -> System.getenv(at.name())).awaits("proc");
    variable
        .add("System.getenv().get", VARIABLE, at -> System.getenv().get(at.name()))
        .awaits("proc");
    variable
        .add("System.getenv().entrySet", VARIABLE, at -> System.getenv().entrySet().toString())
        .awaits("proc");
    variable
        .add(
            "ProcessBuilder.environment",
            VARIABLE,
            at -> new ProcessBuilder("true").environment().toString())
        .awaits("proc");
    variable
        .add(
            "child of ProcessBuilder",
            VARIABLE,
            at -> told(new ProcessBuilder("/bin/sh", "-c", "env").start()))
        .near("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"env\"]}")
        .awaits("proc");
    variable
        .add(
            "child of Runtime.exec",
            VARIABLE,
            at -> told(Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "env"})))
        .near("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"env\"]}")
        .awaits("proc");
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

  private static String told(Process child) throws Exception {
    child.getOutputStream().close();
    return Text.of(child.getInputStream());
  }
}
