package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The rows of libraries are text, so they are held against every line's jars. */
class LibraryRowsIT {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| ((?:io\\.vertx\\.core\\.http|org\\.eclipse\\.jetty"
              + "|org\\.apache\\.tomcat|org\\.jboss\\.threads|com\\.google"
              + "|io\\.grpc\\.(?!netty)|kotlinx?)\\S*)\\s+\\| `(\\S+?)(\\(\\S+)`\\s+\\|.*"
              + "\\| (\\S.*?)\\s+\\| \\S+\\s+\\| \\S+\\s+\\|");

  /** Of Vert.x 5.1 and later, which are not built with here. */
  private static final Set<String> OF_NEWER_LINES =
      Set.of(
          "io.vertx.core.http.impl.http1.Http1ServerConnection",
          "io.vertx.core.http.impl.http1.Http1ServerRequest",
          "io.vertx.core.http.impl.HttpServerRequestImpl");

  private static final List<JarFile> JARS = new ArrayList<>();

  record Row(String owner, String method, String descriptor, String need) {
    @Override
    public String toString() {
      return owner + "#" + method + descriptor;
    }
  }

  static List<Row> rows() throws IOException {
    Process process =
        new ProcessBuilder(
                Jdks.all().get(0).java().toString(),
                "-jar",
                BuildTree.agentJar().toString(),
                "hooks",
                "--all")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<Row> rows = new ArrayList<>();
    try (Stream<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()) {
      lines
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(row -> new Row(row.group(1), row.group(2), row.group(3), row.group(4)))
          .filter(row -> !OF_NEWER_LINES.contains(row.owner()))
          .distinct()
          .forEach(rows::add);
    }
    assertThat(rows).hasSizeGreaterThan(60);
    return rows;
  }

  @BeforeAll
  static void open() throws IOException {
    for (String kind : List.of("context", "http")) {
      try (Stream<Path> files = Files.walk(BuildTree.testapps().resolve(kind))) {
        for (Path file : files.filter(LibraryRowsIT::isOfALine).toList()) {
          JARS.add(new JarFile(file.toFile()));
        }
      }
    }
  }

  @AfterAll
  static void close() throws IOException {
    for (JarFile jar : JARS) {
      jar.close();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_isInEveryLineThatHasItsClass(Row row) throws IOException {
    List<Boolean> found = new ArrayList<>();
    for (JarFile jar : JARS) {
      Set<String> methods = methods(jar, row.owner());
      if (methods != null) {
        found.add(methods.contains(row.method() + row.descriptor()));
      }
    }

    assertThat(found).isNotEmpty();
    if (row.need().equals("when loaded")) {
      assertThat(found).doesNotContain(false);
    } else {
      assertThat(found).contains(true);
    }
  }

  /** A client's method has another descriptor now and then, but each line's has a row. */
  @Test
  void senders_areInEveryLineThatHasThem() throws IOException {
    Map<String, List<Row>> senders =
        rows().stream()
            .filter(row -> row.method().equals("writeHead") || row.method().equals("sendHeaders"))
            .collect(Collectors.groupingBy(Row::owner));

    assertThat(senders).hasSizeGreaterThan(6);
    for (JarFile jar : JARS) {
      for (Map.Entry<String, List<Row>> sender : senders.entrySet()) {
        Set<String> methods = methods(jar, sender.getKey());
        if (methods != null) {
          assertThat(sender.getValue())
              .as("%s in %s", sender.getKey(), jar.getName())
              .anyMatch(row -> methods.contains(row.method() + row.descriptor()));
        }
      }
    }
  }

  private static boolean isOfALine(Path file) {
    return file.toString().matches(".*/target/(lines|lib)/.*\\.jar");
  }

  /** The methods of a class that have a body, or null where there is no such class. */
  private static @Nullable Set<String> methods(JarFile jar, String type) throws IOException {
    ZipEntry entry = jar.getEntry(type.replace('.', '/') + ".class");
    if (entry == null) {
      return null;
    }
    Set<String> methods = new HashSet<>();
    try (InputStream bytes = jar.getInputStream(entry)) {
      new ClassReader(bytes).accept(new Bodies(methods), ClassReader.SKIP_CODE);
    }
    return methods;
  }

  /** Notes each method that has one. */
  private static final class Bodies extends ClassVisitor {
    private final Set<String> methods;

    Bodies(Set<String> methods) {
      super(Opcodes.ASM9);
      this.methods = methods;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) == 0) {
        methods.add(name + descriptor);
      }
      return null;
    }
  }
}
