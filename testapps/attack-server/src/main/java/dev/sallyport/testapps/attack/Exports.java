package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.DONE;
import static dev.sallyport.testapps.attack.Target.CREATED;

import java.awt.image.BufferedImage;
import java.beans.XMLEncoder;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarOutputStream;
import java.util.logging.FileHandler;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageOutputStream;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** Writing a file through an API that knows its format. */
@SuppressWarnings("resource") // these uses are the point
final class Exports {
  private Exports() {}

  static Family writing() {
    Family export = new Family("export");
    export
        .add("FileHandler", CREATED, Exports::logged)
        .needs("files.write", "%path%.lck")
        .needs("files.delete", "%path%.lck");
    export
        .add("ImageIO.write(File)", CREATED, at -> ImageIO.write(image(), "png", at.file()))
        .needs("files.read", "%path%")
        .needs("files.delete", "%path%");
    export
        .add("FileImageOutputStream", CREATED, Exports::imageStream)
        .needs("files.read", "%path%");
    export.add("AudioSystem.write(File)", CREATED, Exports::sound).needs("files.read", "%path%");
    export.add("MidiSystem.write(File)", CREATED, Exports::music);
    export.add(
        "Transformer, StreamResult(File)", CREATED, at -> transformed(new StreamResult(at.file())));
    export.add(
        "Transformer, StreamResult(URI)",
        CREATED,
        at -> transformed(new StreamResult(at.path().toUri().toString())));
    export.add("ZipOutputStream", CREATED, Exports::zip);
    export.add("JarOutputStream", CREATED, Exports::jar);
    export
        .add("zip FileSystem", CREATED, Exports::zipfs)
        .needs("files.read", "%directory%/**")
        .needs("files.write", "%directory%/**")
        .needs("files.delete", "%directory%/**");
    export.add("XMLEncoder", CREATED, Exports::beans);
    export.add("ObjectOutputStream", CREATED, Exports::serialized);
    export.add("Properties.store", CREATED, Exports::properties);
    export.add("KeyStore.store", CREATED, Exports::keyStore);
    export
        .add("javac -d", CREATED, Exports::compiled)
        .needs("files.write", "%path%/**")
        .needs("files.read", "%path%/**")
        .near("files.read", "%open%/**");
    export
        .add(
            "jar, create",
            CREATED,
            at ->
                Tools.run(
                    "jar",
                    "--create",
                    "--file",
                    at.text(),
                    "-C",
                    own(at).getParent().toString(),
                    "own.txt"))
        .needs("files.read", "%directory%/**")
        .needs("files.write", "%directory%/**")
        .needs("files.delete", "%directory%/**");
    export
        .add("BodyHandlers.ofFile", CREATED, at -> downloaded(at))
        .near("http", "GET http://127.0.0.1:%port%/**");
    export
        .add("Redirect.to", CREATED, at -> redirected(ProcessBuilder.Redirect.to(at.file())))
        .near("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"echo done\"]}");
    export
        .add(
            "Redirect.appendTo",
            CREATED,
            at -> redirected(ProcessBuilder.Redirect.appendTo(at.file())))
        .near("exec", "{\"program\": \"/bin/sh\", \"args\": [\"-c\", \"echo done\"]}");
    return export;
  }

  private static String logged(Ground at) throws Exception {
    FileHandler handler = new FileHandler(at.text());
    handler.publish(new java.util.logging.LogRecord(java.util.logging.Level.SEVERE, "written"));
    handler.close();
    return DONE;
  }

  /** A file of one's own, to be packed. */
  private static Path own(Ground at) throws Exception {
    return Files.writeString(at.open().resolve("own.txt"), "own");
  }

  private static BufferedImage image() {
    return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
  }

  private static String imageStream(Ground at) throws Exception {
    try (FileImageOutputStream out = new FileImageOutputStream(at.file())) {
      out.write(1);
      return DONE;
    }
  }

  private static Object sound(Ground at) throws Exception {
    AudioFormat format = new AudioFormat(8000, 8, 1, true, false);
    return AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(new byte[1]), format, 1),
        AudioFileFormat.Type.WAVE,
        at.file());
  }

  private static Object music(Ground at) throws Exception {
    return MidiSystem.write(new Sequence(Sequence.PPQ, 1, 1), 1, at.file());
  }

  private static String transformed(StreamResult result) throws Exception {
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new StreamSource(new java.io.StringReader("<a/>")), result);
    return DONE;
  }

  private static String zip(Ground at) throws Exception {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(at.path()))) {
      zip.putNextEntry(new ZipEntry("a"));
      return DONE;
    }
  }

  private static String jar(Ground at) throws Exception {
    try (JarOutputStream jar = new JarOutputStream(new FileOutputStream(at.file()))) {
      jar.putNextEntry(new ZipEntry("a"));
      return DONE;
    }
  }

  private static String zipfs(Ground at) throws Exception {
    try (FileSystem zip =
        FileSystems.newFileSystem(
            URI.create("jar:" + at.path().toUri()), Map.of("create", "true"))) {
      Files.writeString(zip.getPath("a"), "written");
      return DONE;
    }
  }

  private static String beans(Ground at) throws Exception {
    try (XMLEncoder encoder = new XMLEncoder(new FileOutputStream(at.file()))) {
      encoder.writeObject("written");
      return DONE;
    }
  }

  private static String serialized(Ground at) throws Exception {
    try (ObjectOutputStream objects = new ObjectOutputStream(new FileOutputStream(at.file()))) {
      objects.writeObject("written");
      return DONE;
    }
  }

  private static String properties(Ground at) throws Exception {
    try (OutputStream out = new FileOutputStream(at.file())) {
      new Properties().store(out, null);
      return DONE;
    }
  }

  private static String keyStore(Ground at) throws Exception {
    java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (OutputStream out = Files.newOutputStream(at.path(), StandardOpenOption.CREATE_NEW)) {
      store.store(out, "password".toCharArray());
      return DONE;
    }
  }

  private static String compiled(Ground at) throws Exception {
    JavaCompiler compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
    var told = new javax.tools.DiagnosticCollector<javax.tools.JavaFileObject>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(told, null, null)) {
      boolean success =
          compiler
              .getTask(
                  Writer.nullWriter(),
                  files,
                  told,
                  List.of("-proc:none", "-cp", at.open().toString(), "-d", at.text()),
                  null,
                  List.of(new Source()))
              .call();
      return success + " " + told.getDiagnostics();
    }
  }

  private static Object downloaded(Ground at) throws Exception {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    return client
        .send(
            HttpRequest.newBuilder(at.service("http")).timeout(Duration.ofSeconds(5)).build(),
            BodyHandlers.ofFile(at.path()))
        .body();
  }

  private static int redirected(ProcessBuilder.Redirect output) throws Exception {
    return new ProcessBuilder("/bin/sh", "-c", "echo done")
        .redirectOutput(output)
        .start()
        .waitFor();
  }

  private static final class Source extends SimpleJavaFileObject {
    Source() {
      super(URI.create("string:///A.java"), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return "class A {}";
    }
  }
}
