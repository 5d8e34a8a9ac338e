package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Target.CONTENT;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.spi.ToolProvider;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Reading a file through the JDK's own tools, run inside the server. */
final class Tools {
  private static final JavaCompiler COMPILER = javax.tools.ToolProvider.getSystemJavaCompiler();

  private Tools() {}

  static Family reading() {
    Family tool = new Family("tool");
    tool.add("javac, source", CONTENT, Tools::compiled).seed(Seed.SOURCE);
    tool.add("javac, main", CONTENT, at -> run("javac", "-proc:none", "@" + at.path()));
    tool.add("JavaFileManager", CONTENT, Tools::managed);
    tool.add("jar, list", CONTENT, at -> run("jar", "--describe-module", "--file", at.text()))
        .seed(Seed.JAR);
    tool.add("jar, extract", CONTENT, Tools::extracted)
        .seed(Seed.JAR)
        .since(21)
        .needs("files.write", "%other%/**")
        .needs("files.write", "%other%")
        .needs("files.read", "%other%/**");
    tool.add("javap", CONTENT, at -> run("javap", "-constants", "-p", at.text())).seed(Seed.CLASS);
    tool.add("jdeps", CONTENT, at -> seen(run("jdeps", at.text()))).seed(Seed.CLASS);
    return tool;
  }

  private static String compiled(Ground at) throws Exception {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(found, null, null)) {
      COMPILER
          .getTask(
              Writer.nullWriter(),
              files,
              found,
              List.of("-proc:none"),
              null,
              files.getJavaFileObjects(at.path()))
          .call();
    }
    return found.getDiagnostics().toString();
  }

  private static CharSequence managed(Ground at) throws Exception {
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
      return files.getJavaFileObjects(at.path()).iterator().next().getCharContent(true);
    }
  }

  private static String extracted(Ground at) throws Exception {
    String told = run("jar", "--extract", "--file", at.text(), "--dir", at.other().toString());
    return told + java.nio.file.Files.readString(at.other().resolve("secret.txt"));
  }

  private static String seen(String report) {
    return report.contains("java.util.function") ? Payload.TEXT : report;
  }

  static String run(String tool, String... arguments) {
    StringWriter told = new StringWriter();
    PrintWriter out = new PrintWriter(told);
    int status = ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments);
    return "status " + status + ": " + told;
  }
}
