package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.BuildTree;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows for Netty are text, so they are held against its jars. */
class NettyRowsIT {
  /** Of its own classes, and of gRPC's copy of them. */
  private static final Pattern ROW =
      Pattern.compile(
          "\\| ((?:io\\.grpc\\.netty\\.shaded\\.)?io\\.netty\\.\\S+) \\| `(\\S+?)(\\(\\S+)` \\|.*\\| (.+) \\| \\S+ \\| \\S+ \\|");

  /** Where gRPC has its copy. */
  private static final String COPY = "io.grpc.";

  private static final List<URLClassLoader> LINES = new ArrayList<>();

  record Row(String owner, String method, String descriptor, String need) {
    boolean isIn(Class<?> type) {
      if (method.equals("<init>")) {
        return Stream.of(type.getDeclaredConstructors())
            .anyMatch(
                constructor ->
                    isDescribed(
                        MethodType.methodType(void.class, constructor.getParameterTypes())));
      }
      for (Method method : type.getDeclaredMethods()) {
        MethodType found =
            MethodType.methodType(method.getReturnType(), method.getParameterTypes());
        if (method.getName().equals(this.method) && isDescribed(found)) {
          return !Modifier.isNative(method.getModifiers())
              && !Modifier.isAbstract(method.getModifiers());
        }
      }
      return false;
    }

    private boolean isDescribed(MethodType found) {
      return found.toMethodDescriptorString().equals(descriptor);
    }

    @Override
    public String toString() {
      return owner + "#" + method + descriptor;
    }
  }

  @BeforeAll
  static void open() throws IOException {
    for (String line : List.of("netty/4.1", "netty/4.2", "http/netty/4.1", "http/netty/4.2")) {
      Path lib = BuildTree.testapps().resolve(line).resolve("target/lib");
      List<URL> jars = new ArrayList<>();
      try (Stream<Path> files = Files.list(lib)) {
        for (Path file : files.toList()) {
          jars.add(file.toUri().toURL());
        }
      }
      LINES.add(new URLClassLoader(jars.toArray(URL[]::new), null));
    }
  }

  @AfterAll
  static void close() throws IOException {
    for (URLClassLoader line : LINES) {
      line.close();
    }
  }

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(BuildTree.testapps().resolve("../docs/hooks.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4)));
      }
    }
    assertThat(rows).hasSizeGreaterThan(40);
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_isInEveryLineThatHasItsClass(Row row) {
    List<Class<?>> owners = new ArrayList<>();
    for (URLClassLoader line : LINES) {
      try {
        owners.add(Class.forName(row.owner(), /* initialize= */ false, line));
      } catch (ClassNotFoundException e) {
        // Not every line has io_uring, or what gRPC carries.
      }
    }

    assertThat(owners).isNotEmpty();
    if (row.need().equals("when loaded")) {
      assertThat(owners).allMatch(row::isIn);
    } else if (!row.owner().startsWith(COPY)) {
      // The copy is of one version, and so lacks what only others have.
      assertThat(owners).anyMatch(row::isIn);
    }
  }
}
