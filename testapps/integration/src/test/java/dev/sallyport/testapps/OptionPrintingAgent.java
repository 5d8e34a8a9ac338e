package dev.sallyport.testapps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The least agent there can be: tells its options, and the end of the JVM, on stderr. */
public final class OptionPrintingAgent {
  private OptionPrintingAgent() {}

  public static void premain(String options) {
    System.err.println("options: " + options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println("ended")));
  }

  /** Packs this class as an agent. */
  static Path jar(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), OptionPrintingAgent.class.getName());
    String entry = OptionPrintingAgent.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream bytes = OptionPrintingAgent.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      bytes.transferTo(jar);
    }
    return file;
  }
}
