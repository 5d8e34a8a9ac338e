package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONTENT;

import java.io.File;
import java.io.FileInputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other names for a file, where a directory beside it is granted. */
final class Spellings {
  private Spellings() {}

  static Family reading() {
    Family spell = new Family("spell");
    add(spell, "io, up and down", at -> io(at.open() + "/../" + at.fileName()));
    add(spell, "nio, up and down", at -> nio(at.open() + "/../" + at.fileName()));
    add(spell, "io, up twice", at -> io(at.open() + "/../open/.././" + at.fileName()));
    add(spell, "io, double slashes", at -> io(at.open() + "//..////" + at.fileName()));
    add(spell, "io, dot", at -> io(at.directory() + "/./" + at.fileName()));
    add(spell, "nio, dot", at -> nio(at.directory() + "/./" + at.fileName()));
    add(spell, "io, link", at -> io(at.open() + "/link"));
    add(spell, "nio, link", at -> nio(at.open() + "/link"));
    add(spell, "io, link to directory", at -> io(at.open() + "/up/" + at.fileName()));
    add(spell, "nio, link to directory", at -> nio(at.open() + "/up/" + at.fileName()));
    add(spell, "nio, up after link", at -> nio(at.open() + "/up/../" + leaf(at)));
    add(spell, "io, up after link", at -> io(at.open() + "/up/../" + leaf(at)));
    add(
        spell,
        "File(parent, child)",
        at -> io(new File(at.open().toFile(), "../" + at.fileName())));
    add(spell, "Path.resolve", at -> nio(at.open().resolve("..").resolve(at.fileName())));
    add(spell, "Path.relativize", at -> nio(relative(at.path())));
    add(spell, "io, relative", at -> io(relative(at.path()).toString()));
    for (String root : List.of("/proc/self/root", "/proc/thread-self/root")) {
      spell.add("io, " + root, CONTENT, at -> io(at.text())).reserved(root + "%path%");
      spell.add("nio, " + root, CONTENT, at -> nio(at.text())).reserved(root + "%path%");
    }
    spell
        .add("io, /proc/pid/root", CONTENT, at -> io(at.text().replace("self", pid())))
        .reserved("/proc/self/root%path%");
    add(spell, "io, /proc/self/cwd", at -> io("/proc/self/cwd/" + relative(at.path())));
    add(spell, "nio, /proc/self/cwd", at -> nio("/proc/self/cwd/" + relative(at.path())));
    add(
        spell,
        "URL, up and down",
        at -> Text.of(new URL("file:" + at.open() + "/../" + at.fileName()).openStream()));
    add(
        spell,
        "URL, encoded up",
        at -> Text.of(new URL("file:" + at.open() + "/%2e%2e/" + at.fileName()).openStream()));
    add(
        spell,
        "URL, encoded name",
        at -> Text.of(new URL("file:" + at.directory() + "/" + encoded(at)).openStream()));
    add(
        spell,
        "Path.of(URI)",
        at -> nio(Path.of(new URL("file:" + at.directory() + "/" + encoded(at)).toURI())));
    return spell;
  }

  private static void add(Family spell, String api, Body body) {
    spell.add(api, CONTENT, body).near("files.read", "%open%/**").near("files.read", "%open%");
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static String io(String name) throws Exception {
    return Text.of(new FileInputStream(name));
  }

  private static String io(File file) throws Exception {
    return Text.of(new FileInputStream(file));
  }

  private static String nio(String name) throws Exception {
    return nio(Path.of(name));
  }

  private static String nio(Path path) throws Exception {
    return Files.readString(path);
  }

  /** From the link {@code up}, whose target is the attack's directory: one up, and down again. */
  private static String leaf(Ground at) {
    return at.directory().getFileName() + "/" + at.fileName();
  }

  private static Path relative(Path path) {
    return Path.of("").toAbsolutePath().relativize(path);
  }

  private static String encoded(Ground at) {
    StringBuilder name = new StringBuilder();
    at.fileName().toString().chars().forEach(c -> name.append('%').append(Integer.toHexString(c)));
    return name.toString();
  }
}
