package dev.sallyport.testapps.demo;

import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The folders that the demonstration plays in: a workspace, and a secret beside it. */
final class Stage implements AutoCloseable {
  private final Path root;
  private final Path workspace;

  private Stage(Path root) {
    this.root = root;
    this.workspace = root.resolve("work/space");
  }

  static Stage set() throws IOException {
    Stage stage = new Stage(Files.createTempDirectory("sallyport-demo").toRealPath());
    Files.createDirectories(stage.workspace);
    Files.writeString(stage.root.resolve("secret"), "the combination is 4711\n");
    Files.writeString(stage.workspace.resolve("notes.txt"), "TODO: water the plants\n");
    Files.createSymbolicLink(stage.workspace.resolve("link"), stage.root.resolve("secret"));
    stage.reset();
    return stage;
  }

  /** Undoes what the calls of the first half did. */
  void reset() throws IOException {
    Files.writeString(workspace.resolve("old.txt"), "old\n");
    Files.deleteIfExists(marker());
  }

  /** A file that exists once the injected command has run. */
  Path marker() {
    return workspace.resolve("injected");
  }

  String policy() {
    return """
        sallyport: 1
        server: demo
        mode: enforce
        tools:
          read_file:
            files: { read: ["%s/**"] }
          fetch_url:
            http: ["GET https://api.example.com/public/**"]
          lint_file:
            on-denied: fail
            files: { read: ["%s/**"] }
        """
        .formatted(workspace, workspace);
  }

  ServerLaunch launch(String run) {
    return ServerProcess.of(App.vulnerableServer())
        .agent(BuildTree.agentJar(), "audit=" + auditFile(run))
        .args(workspace.toString());
  }

  Path auditFile(String run) {
    return root.resolve(run + ".jsonl");
  }

  String shown(Path file) {
    return root.relativize(file).toString();
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
