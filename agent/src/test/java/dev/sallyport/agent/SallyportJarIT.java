package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The packaged jar: what is in it, under which names, and what the application sees of it. */
class SallyportJarIT {
  private static final Path JAR = Path.of("target", "sallyport.jar");

  /** Bytes. A library more is a decision, not an accident. */
  private static final long CEILING = 13_000_000;

  private static final Pattern FOREIGN =
      Pattern.compile(
          "(^|[L\\[(;])(com/fasterxml|com/nimbusds|com/github/benmanes|io/opentelemetry|org/erdtman|org/objectweb|org/yaml"
              + "|dev/cel|cel/parser|com/google/(protobuf|common/(?!util/)|re2j)|org/antlr|org/threeten"
              + "|picocli/|java/util/logging/Log(ger|Manager)).*",
          Pattern.DOTALL);

  private static final String LOGGER = "dev/sallyport/agent/telemetry/SilentLogger";

  private static List<ZipEntry> entries;
  private static Map<String, byte[]> contents;

  @BeforeAll
  static void open() throws IOException {
    entries = new ArrayList<>();
    contents = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(JAR))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.add(entry);
        contents.put(entry.getName(), in.readAllBytes());
      }
    }
    addStartClasses(contents.get("sallyport/start.zip"));
  }

  /** As if each were in the jar by itself. */
  private static void addStartClasses(byte[] zip) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = "sallyport/" + entry.getName().replaceAll("\\.class$", ".classdata");
        assertThat(contents).doesNotContainKey(name);
        contents.put(name, in.readAllBytes());
      }
    }
  }

  private static Set<String> names(Pattern pattern) {
    Set<String> names = new TreeSet<>();
    for (String name : contents.keySet()) {
      if (pattern.matcher(name).matches()) {
        names.add(name);
      }
    }
    return names;
  }

  @Test
  void application_seesTheDoorOnly() {
    assertThat(names(Pattern.compile("(?!sallyport/).*")))
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF",
            "dev/sallyport/agent/IsolatedLoader.class",
            "dev/sallyport/agent/OwnModule.class",
            "dev/sallyport/agent/SallyportAgent.class",
            "dev/sallyport/agent/StartClasses.class");
    assertThat(names(Pattern.compile("sallyport/.*\\.class"))).isEmpty();
  }

  /** But for those that a compiler numbers: that of JDK 25 makes fewer. */
  @Test
  void startClasses_thatAreListed_areThere() throws IOException {
    List<String> listed = Files.readAllLines(Path.of("src", "main", "start", "classes.txt"));

    assertThat(listed).isSorted().doesNotHaveDuplicates();
    assertThat(contents)
        .containsKeys(
            listed.stream()
                .filter(name -> !name.matches(".*\\$\\d+\\.class"))
                .map(name -> "sallyport/" + name.replaceAll("\\.class$", ".classdata"))
                .toArray(String[]::new));
  }

  @Test
  void classes_areOurs_orRelocated() {
    Set<String> classes = names(Pattern.compile("sallyport/.*\\.classdata"));
    Set<String> foreign = new TreeSet<>(classes);
    foreign.removeIf(name -> name.startsWith("sallyport/dev/sallyport/"));

    assertThat(foreign)
        .containsExactlyInAnyOrder(
            "sallyport/java/lang/SallyportGate.classdata",
            "sallyport/java/lang/SallyportGate$Guard.classdata");
    assertThat(classes)
        .contains(
            "sallyport/dev/sallyport/agent/start/Start.classdata",
            "sallyport/dev/sallyport/policy/decide/Engine.classdata",
            "sallyport/dev/sallyport/shaded/asm/ClassReader.classdata")
        .doesNotContain("sallyport/dev/sallyport/agent/SallyportAgent.classdata");
  }

  @Test
  void packages_ofOurs_areOfTheModule() {
    Set<String> packages = new TreeSet<>();
    for (String name :
        names(Pattern.compile("sallyport/dev/sallyport/(?!shaded/).*\\.classdata"))) {
      packages.add(name.substring("sallyport/".length(), name.lastIndexOf('/')).replace('/', '.'));
    }

    assertThat(OwnModule.PACKAGES).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void classes_referToNoLibraryByItsOwnName() {
    Map<String, String> references = new LinkedHashMap<>();
    contents.forEach(
        (name, bytes) -> {
          for (String constant : name.contains(".class") ? constants(bytes) : Set.<String>of()) {
            if (FOREIGN.matcher(constant).matches()) {
              references.put(name, constant);
            }
          }
        });

    assertThat(references).isEmpty();
  }

  @Test
  void classes_liveUnderTheirOwnName() {
    contents.forEach(
        (name, bytes) -> {
          if (name.endsWith(".classdata")) {
            assertThat("sallyport/" + new ClassReader(bytes).getClassName() + ".classdata")
                .isEqualTo(name);
          }
        });
  }

  @Test
  void logger_hasWhatLibrariesCall() {
    Set<String> called = new TreeSet<>();
    contents.forEach(
        (name, bytes) -> {
          if (name.endsWith(".classdata")) {
            new ClassReader(bytes).accept(new Calls(called), ClassReader.SKIP_DEBUG);
          }
        });
    Set<String> declared = new HashSet<>();
    new ClassReader(contents.get("sallyport/" + LOGGER + ".classdata"))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                declared.add(name + descriptor);
                return null;
              }
            },
            ClassReader.SKIP_CODE);

    assertThat(called).isNotEmpty().isSubsetOf(declared);
  }

  @Test
  void services_areRelocated_andTheirClassesAreThere() {
    Set<String> files = names(Pattern.compile(".*META-INF/services/.+"));

    for (String file : files) {
      assertThat(file).startsWith("sallyport/META-INF/services/dev.sallyport.");
      for (String line : new String(contents.get(file), StandardCharsets.UTF_8).lines().toList()) {
        String implementation = line.replaceAll("#.*", "").strip();
        if (!implementation.isEmpty()) {
          assertThat(contents)
              .containsKey("sallyport/" + implementation.replace('.', '/') + ".classdata");
        }
      }
    }
  }

  @Test
  void manifest_saysWhatTheJvmAndPeopleAsk() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Attributes attributes = jar.getManifest().getMainAttributes();

      assertThat(attributes.getValue("Premain-Class"))
          .isEqualTo("dev.sallyport.agent.SallyportAgent");
      assertThat(attributes.getValue("Main-Class")).isEqualTo("dev.sallyport.agent.SallyportAgent");
      assertThat(attributes.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(attributes.getValue("Implementation-Version"))
          .isEqualTo(System.getProperty("build.version"));
      // Either would print the JVM's warning about sharing on every start.
      assertThat(attributes.getValue("Boot-Class-Path")).isNull();
      assertThat(attributes.getValue("Launcher-Agent-Class")).isNull();
    }
  }

  @Test
  void version_inTheHealthLine_isTheBuilds() {
    byte[] version = contents.get("sallyport/dev/sallyport/agent/start/Version.classdata");

    assertThat(constants(version)).contains(System.getProperty("build.version"));
  }

  @Test
  void entries_areThereOnce_inOrder_withOneTime() {
    List<String> order = entries.stream().map(ZipEntry::getName).toList();

    assertThat(order).doesNotHaveDuplicates();
    assertThat(entries.stream().map(ZipEntry::getTime).distinct().toList()).hasSize(1);
    assertThat(order.stream().filter(name -> name.endsWith(".classdata")).toList()).isSorted();
  }

  @Test
  void size_isBelowItsCeiling() throws IOException {
    long size = Files.size(JAR);

    System.out.println(JAR + ": " + size + " bytes, " + entries.size() + " entries");
    assertThat(size).isLessThan(CEILING);
  }

  @Test
  void start_leavesLoggingAlone_andStdoutToTheServer(@TempDir Path directory)
      throws IOException, InterruptedException {
    Path policy = directory.resolve("policy.yaml");
    Path loaded = directory.resolve("loaded.txt");
    Files.writeString(
        policy,
        "sallyport: 1\nmode: audit\naudit: { file: '"
            + directory.resolve("audit.jsonl")
            + "' }\ntelemetry: { otlp: 'http://127.0.0.1:9' }\n");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + JAR + "=policy=" + policy,
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                new File("target/test-classes").getPath(),
                Server.class.getName())
            .redirectError(directory.resolve("stderr.txt").toFile())
            .start();

    String stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String stderr = Files.readString(directory.resolve("stderr.txt"));
    assertThat(process.exitValue()).as(stderr).isZero();
    assertThat(stdout).isEqualTo("hello");
    // The other line, if it comes to that, is on the collector that is not there.
    assertThat(stderr.lines().toList()).allMatch(line -> line.startsWith("sallyport"));
    assertThat(stderr)
        .startsWith("sallyport " + System.getProperty("build.version") + ": audit, policy sha256:");
    assertThat(Files.readString(loaded))
        .contains("dev.sallyport.shaded.opentelemetry.")
        .doesNotContain("java.util.logging.LogManager", "java.util.logging.Logger ");
  }

  /** Resolves a name and says one word. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) throws IOException {
      InetAddress[] addresses = InetAddress.getAllByName("localhost");
      System.out.print(addresses.length > 0 ? "hello" : "");
    }
  }

  /** The text constants of a class: names of classes, descriptors, strings. */
  private static Set<String> constants(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    char[] buffer = new char[reader.getMaxStringLength()];
    Set<String> constants = new HashSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      // A class, a string or a method type: the index of its text.
      if (offset > 0
          && (tag(reader, offset) == 7 || tag(reader, offset) == 8 || tag(reader, offset) == 16)) {
        constants.add(reader.readUTF8(offset, buffer));
      } else if (offset > 0 && tag(reader, offset) == 12) {
        constants.add(reader.readUTF8(offset + 2, buffer));
      }
    }
    return constants;
  }

  private static int tag(ClassReader reader, int offset) {
    return reader.readByte(offset - 1);
  }

  /** Notes what is called of the logger. */
  private static final class Calls extends ClassVisitor {
    private final Set<String> called;

    Calls(Set<String> called) {
      super(Opcodes.ASM9);
      this.called = called;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String type, boolean isInterface) {
          if (owner.equals(LOGGER)) {
            called.add(method + type);
          }
        }
      };
    }
  }
}
