package dev.sallyport.testapps.guarded;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * What came of every probe on every JDK in every mode, as one table: printed when all tests have
 * run, and written to {@code target/matrix.txt}. A test is seen here if it has a {@link Probe} and
 * the {@link Scene} it plays in.
 */
final class Matrix implements InvocationInterceptor {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Matrix.class);

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Table table =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Table.class, key -> new Table(), Table.class);
    Probe probe = (Probe) method.getArguments().get(0);
    String column = context.getRequiredTestInstance() + " " + method.getExecutable().getName();
    try {
      invocation.proceed();
      table.put(probe, column, /* passed= */ true);
    } catch (Throwable failure) {
      table.put(probe, column, /* passed= */ false);
      throw failure;
    }
  }

  private static final class Table implements AutoCloseable {
    private final Map<String, Map<String, String>> rows = new TreeMap<>();

    void put(Probe probe, String column, boolean passed) {
      String row = "%-28s %-16s".formatted(probe.name(), probe.tool());
      rows.computeIfAbsent(row, key -> new TreeMap<>()).put(column, passed ? "ok" : "FAILED");
    }

    @Override
    public void close() throws IOException {
      String text = text();
      System.out.println(text);
      Path target = Path.of(System.getProperty("sallyport.runs", "target/runs")).resolveSibling("");
      Files.writeString(Files.createDirectories(target).resolve("matrix.txt"), text);
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      Collection<String> columns =
          rows.values().stream().flatMap(row -> row.keySet().stream()).distinct().sorted().toList();
      int number = 1;
      for (String column : columns) {
        text.append(number++).append(": ").append(column).append('\n');
      }
      text.append("%-45s".formatted("probe, tool"));
      for (int i = 1; i < number; i++) {
        text.append(" %-6d".formatted(i));
      }
      rows.forEach(
          (row, cells) -> {
            text.append('\n').append(row);
            columns.forEach(
                column -> text.append(" %-6s".formatted(cells.getOrDefault(column, "-"))));
          });
      return text.append('\n').toString();
    }
  }
}
