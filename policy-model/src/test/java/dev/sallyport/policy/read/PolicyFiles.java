package dev.sallyport.policy.read;

import dev.sallyport.policy.source.Source;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every policy in this project: YAML files, and blocks of YAML in pages. */
final class PolicyFiles {
  private static final Set<String> SKIPPED = Set.of(".git", "target", "node_modules");
  private static final Pattern POLICY = Pattern.compile("\\A(\\s*(#.*)?\\R)*sallyport:");
  private static final Pattern BLOCK =
      Pattern.compile("^```ya?ml\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  private PolicyFiles() {}

  /** The directory of the whole project. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("policy-model"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  static List<Source> policies() throws IOException {
    List<Source> policies = new ArrayList<>();
    Files.walkFileTree(
        root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return SKIPPED.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = root().relativize(file).toString();
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
              add(policies, name, Files.readString(file));
            } else if (name.endsWith(".md")) {
              Matcher block = BLOCK.matcher(Files.readString(file));
              for (int number = 1; block.find(); number++) {
                add(policies, name + ", block " + number, block.group(1));
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return policies;
  }

  private static void add(List<Source> policies, String name, String text) {
    if (POLICY.matcher(text).find()) {
      policies.add(new Source(name, text));
    }
  }
}
