package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.weave.Check;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of the policy for each kind of hook, under a policy that grants one directory. */
class FileGateTest {
  private static final int O_RDONLY = 0;
  private static final int O_WRONLY = 1;
  private static final int O_RDWR = 2;
  private static final int RANDOM_READ_ONLY = 1;
  private static final int RANDOM_READ_WRITE = 2;
  private static final int NOFOLLOW = 0x100;
  private static final int AT_FDCWD = -100;

  private Path in;
  private Path out;
  private House house;

  @BeforeEach
  void build(@TempDir Path temporary) throws IOException {
    Path root = temporary.toRealPath();
    in = Files.createDirectory(root.resolve("in"));
    out = Files.createDirectory(root.resolve("out"));
    Files.writeString(in.resolve("file"), "granted");
    Files.writeString(out.resolve("file"), "secret");
    Files.createSymbolicLink(in.resolve("leak"), out.resolve("file"));
    Files.createSymbolicLink(out.resolve("entry"), in.resolve("file"));
    house = granted("read", "write", "delete");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private House granted(String... operations) {
    return House.enforcing(files(operations));
  }

  private String files(String... operations) {
    StringBuilder files = new StringBuilder("{ files: { ");
    for (String operation : operations) {
      files.append(operation).append(": ['").append(in).append("/**'], ");
    }
    return files.append("} }").toString();
  }

  private void regrant(String... operations) {
    house.close();
    house = granted(operations);
  }

  @ParameterizedTest
  @CsvSource({
    "FILE_STAT, stat",
    "FILE_STAT_LINK, stat",
    "FILE_LIST, list",
    "FILE_READ, read",
    "FILE_WRITE, write",
    "FILE_WRITE_LINK, write",
    "FILE_DELETE, delete"
  })
  void check_ofOnePath_asksForItsOperation(Check check, String operation) {
    assertThat(house.allows(check, in.resolve("file"))).isTrue();
    assertThat(house.allows(check, out.resolve("file"))).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "file " + operation + " " + in.resolve("file") + " allow allowed",
            "file " + operation + " " + out.resolve("file") + " deny blocked");
  }

  @ParameterizedTest
  @CsvSource({"FILE_STAT", "FILE_LIST", "FILE_READ", "FILE_WRITE"})
  void check_throughLink_isOnWhereItLeads(Check check) {
    assertThat(house.allows(check, in.resolve("leak").toString())).isFalse();
    assertThat(house.allows(check, out.resolve("entry").toString())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"FILE_STAT_LINK", "FILE_WRITE_LINK", "FILE_DELETE"})
  void check_ofTheLinkItself_isOnWhereItStands(Check check) {
    assertThat(house.allows(check, in.resolve("leak").toFile())).isTrue();
    assertThat(house.allows(check, out.resolve("entry").toFile())).isFalse();
  }

  @Test
  void write_underReadGrant_denied() {
    regrant("read");

    assertThat(house.allows(Check.FILE_READ, in.resolve("file"))).isTrue();
    assertThat(house.allows(Check.FILE_WRITE, in.resolve("file"))).isFalse();
    assertThat(house.allows(Check.FILE_DELETE, in.resolve("file"))).isFalse();
  }

  @Test
  void open_byFlags_asksForWhatTheyMean() {
    house.allows(Check.FILE_OPEN, in.resolve("file"), null, 0, O_RDONLY);
    house.allows(Check.FILE_OPEN, in.resolve("file"), null, 0, O_WRONLY | 0x240);
    house.allows(Check.FILE_OPEN, in.resolve("file"), null, 0, O_RDWR);

    String file = " " + in.resolve("file") + " allow allowed";
    assertThat(house.decisions())
        .containsExactly(
            "file read" + file, "file write" + file, "file read" + file, "file write" + file);
  }

  @Test
  void open_forBothUnderReadGrant_denied() {
    regrant("read");

    assertThat(house.allows(Check.FILE_OPEN, in.resolve("file"), null, 0, O_RDWR)).isFalse();
    assertThat(house.allows(Check.FILE_OPEN, in.resolve("file"), null, 0, O_RDONLY)).isTrue();
  }

  @Test
  void openRandom_byMode_asksForWhatItMeans() {
    regrant("read");

    assertThat(house.allows(Check.FILE_OPEN_RANDOM, str(in), null, 0, RANDOM_READ_ONLY)).isTrue();
    assertThat(house.allows(Check.FILE_OPEN_RANDOM, str(in), null, 0, RANDOM_READ_WRITE)).isFalse();
  }

  private static String str(Path directory) {
    return directory.resolve("file").toString();
  }

  @Test
  void move_asksForBothNames() {
    Path inside = in.resolve("file");

    assertThat(house.allows(Check.FILE_MOVE, inside, in.resolve("new"))).isTrue();
    assertThat(house.allows(Check.FILE_MOVE, inside, out.resolve("new"))).isFalse();
    assertThat(house.allows(Check.FILE_MOVE, out.resolve("file"), in.resolve("new"))).isFalse();
  }

  @Test
  void move_underWriteGrant_mayNotTakeAway() {
    regrant("write");

    assertThat(house.allows(Check.FILE_MOVE, in.resolve("file"), in.resolve("new"))).isFalse();
  }

  private String denyingKeys() {
    String all = "['" + in + "/**', '" + out + "/**']";
    return "{ files: { read: %1$s, write: %1$s, delete: %1$s, deny: ['%2$s/**/key'] } }"
        .formatted(all, in);
  }

  @Test
  void move_ofDirectoryOutOfWhatADenyCovers_denied() throws IOException {
    Path directory = Files.createDirectory(in.resolve("directory"));
    Path link = Files.createSymbolicLink(in.resolve("link"), directory);
    try (House house = House.enforcing(denyingKeys())) {
      assertThat(house.allows(Check.FILE_MOVE, directory, out.resolve("new"))).isFalse();
      assertThat(house.decisions())
          .containsExactly(
              "file delete " + directory + " allow allowed",
              "file move " + directory + " deny blocked");
      assertThat(house.allows(Check.FILE_MOVE, directory.toFile(), out.resolve("new").toFile()))
          .isFalse();
      assertThat(house.allows(Check.FILE_LINK, directory, out.resolve("new"))).isFalse();
      assertThat(house.allows(Check.FILE_MOVE, directory, in.resolve("new"))).isTrue();
      assertThat(house.allows(Check.FILE_MOVE, out, in.resolve("new"))).isFalse();
      assertThat(house.allows(Check.FILE_MOVE, in.resolve("file"), out.resolve("new"))).isTrue();
      assertThat(house.allows(Check.FILE_MOVE, link, out.resolve("new"))).isTrue();
      assertThat(house.allows(Check.FILE_DELETE, directory)).isTrue();
    }
  }

  @Test
  void moveRelativeToDescriptor_ofDirectoryOutOfWhatADenyCovers_denied() throws Exception {
    Files.createDirectory(in.resolve("directory"));
    try (House house = House.enforcing(denyingKeys());
        Directory granted = new Directory(in);
        Directory other = new Directory(out)) {
      byte[] name = bytes("directory");
      int n = granted.number();
      assertThat(house.allows(Check.FILE_MOVE_AT, name, name, n, other.number())).isFalse();
      assertThat(house.allows(Check.FILE_MOVE_AT, name, bytes("new"), n, n)).isTrue();
    }
  }

  @Test
  void move_ofDirectoryInAudit_passesAndIsRecorded() throws IOException {
    Path directory = Files.createDirectory(in.resolve("directory"));
    try (House audit = House.auditing(denyingKeys())) {
      assertThat(audit.allows(Check.FILE_MOVE, directory, out.resolve("new"))).isTrue();
      assertThat(audit.decisions())
          .containsExactly(
              "file delete " + directory + " allow allowed",
              "file move " + directory + " deny observed",
              "file write " + out.resolve("new") + " allow allowed");
    }
  }

  @Test
  void link_asksForTheFileAndTheName() {
    Path inside = in.resolve("file");

    assertThat(house.allows(Check.FILE_LINK, inside, in.resolve("new"))).isTrue();
    assertThat(house.allows(Check.FILE_LINK, inside, out.resolve("new"))).isFalse();
    assertThat(house.allows(Check.FILE_LINK, out.resolve("file"), in.resolve("new"))).isFalse();
  }

  @Test
  void link_ofFileThatMayOnlyBeRead_denied() {
    house.close();
    house = House.enforcing("{ files: { read: ['" + out + "/**'], write: ['" + in + "/**'] } }");

    assertThat(house.allows(Check.FILE_LINK, out.resolve("file"), in.resolve("new"))).isFalse();
  }

  @Test
  void symlink_asksForWhereItLeadsAndTheName() {
    assertThat(house.allows(Check.FILE_SYMLINK, bytes("file"), in.resolve("new"))).isTrue();
    assertThat(house.allows(Check.FILE_SYMLINK, bytes("../out/file"), in.resolve("new"))).isFalse();
    assertThat(house.allows(Check.FILE_SYMLINK, bytes("/etc/passwd"), in.resolve("new"))).isFalse();
    assertThat(house.allows(Check.FILE_SYMLINK, bytes("../in/file"), out.resolve("new"))).isFalse();
  }

  @Test
  void relativeToDescriptor_isOnTheNameBelowIt() throws Exception {
    Directory granted = new Directory(in);
    Directory other = new Directory(out);
    try (granted;
        other) {
      int n = granted.number();
      int o = other.number();
      byte[] file = bytes("file");
      assertThat(house.allows(Check.FILE_OPEN_AT, file, null, n, O_RDONLY)).isTrue();
      assertThat(house.allows(Check.FILE_OPEN_AT, file, null, o, O_RDONLY)).isFalse();
      assertThat(house.allows(Check.FILE_DELETE_AT, file, null, n, 0)).isTrue();
      assertThat(house.allows(Check.FILE_DELETE_AT, file, null, o, 0)).isFalse();
      assertThat(house.allows(Check.FILE_MOVE_AT, file, bytes("new"), n, n)).isTrue();
      assertThat(house.allows(Check.FILE_MOVE_AT, file, bytes("new"), n, o)).isFalse();
      assertThat(house.allows(Check.FILE_MOVE_AT, file, bytes("new"), o, n)).isFalse();
    }
  }

  @Test
  void statRelativeToDescriptor_ofLink_isOnTheLinkWhereItIsNotFollowed() throws Exception {
    try (Directory granted = new Directory(in);
        Directory other = new Directory(out)) {
      assertThat(house.allows(Check.FILE_STAT_AT, bytes("leak"), null, granted.number(), 0))
          .isFalse();
      assertThat(house.allows(Check.FILE_STAT_AT, bytes("leak"), null, granted.number(), NOFOLLOW))
          .isTrue();
      assertThat(house.allows(Check.FILE_STAT_AT, bytes("entry"), null, other.number(), NOFOLLOW))
          .isFalse();
    }
  }

  @Test
  void changeRelativeToDescriptor_ofLink_isOnTheLinkWhereItIsNotFollowed() throws Exception {
    try (Directory granted = new Directory(in)) {
      int n = granted.number();
      assertThat(house.allows(Check.FILE_WRITE_AT, Path.of("file"), null, n, 0)).isTrue();
      assertThat(house.allows(Check.FILE_WRITE_AT, Path.of("leak"), null, n, 0)).isFalse();
      assertThat(house.allows(Check.FILE_WRITE_AT, Path.of("leak"), null, n, NOFOLLOW)).isTrue();
      assertThat(house.allows(Check.FILE_WRITE_AT, out.resolve("file"), null, n, 0)).isFalse();
      assertThat(house.allows(Check.FILE_WRITE_AT, in.resolve("file"), null, AT_FDCWD, 0)).isTrue();
    }
  }

  @Test
  void changeOfOpenFile_isWritingIt_howeverItWasOpened() throws Exception {
    try (Directory granted = new Directory(in.resolve("file"));
        Directory other = new Directory(out.resolve("file"))) {
      assertThat(house.allows(Check.FILE_WRITE_OPEN, null, null, granted.number(), 0)).isTrue();
      assertThat(house.allows(Check.FILE_WRITE_OPEN, null, null, other.number(), 0)).isFalse();
      regrant("read");
      assertThat(house.allows(Check.FILE_WRITE_OPEN, null, null, granted.number(), 0)).isFalse();
      assertThat(house.decisions())
          .containsExactly("file write " + in.resolve("file") + " deny blocked");
    }
  }

  @Test
  void changeOfOpenFile_inAudit_passesAndIsRecorded() throws Exception {
    try (House audit = House.auditing(files("read"));
        Directory granted = new Directory(in.resolve("file"))) {
      assertThat(audit.allows(Check.FILE_WRITE_OPEN, null, null, granted.number(), 0)).isTrue();
      assertThat(audit.decisions())
          .containsExactly("file write " + in.resolve("file") + " deny observed");
    }
  }

  @Test
  void changeOfDescriptorThatIsNotOpen_isDenied() {
    assertThat(house.allows(Check.FILE_WRITE_OPEN, null, null, Integer.MAX_VALUE, 0)).isFalse();
  }

  @Test
  void deletionOnExit_isDecidedWhenItIsRegistered() {
    assertThat(house.allows(Check.FILE_DELETE_ON_EXIT, str(in))).isTrue();
    assertThat(house.allows(Check.FILE_DELETE_ON_EXIT, str(out))).isFalse();
    assertThat(house.decisions())
        .containsExactly(
            "file delete " + in.resolve("file") + " allow allowed",
            "file delete " + out.resolve("file") + " deny blocked");
  }

  @Test
  void deletionOnExit_isOfWhoRegisteredIt() {
    assertThat(house.allows(Check.FILE_DELETE_ON_EXIT, str(in))).isTrue();

    house.contexts().end();
    house.server().serve();
    assertThat(house.allows(Check.FILE_DELETE, in.resolve("file").toFile())).isFalse();
    house.allows(Check.FILE_EXIT, null);
    assertThat(house.allows(Check.FILE_DELETE, in.resolve("file").toFile())).isTrue();
    assertThat(house.allows(Check.FILE_DELETE, in.resolve("leak").toFile())).isFalse();
  }

  @Test
  void deletionOnExit_ofAnotherThread_isItsOwn() throws InterruptedException {
    house.allows(Check.FILE_DELETE_ON_EXIT, str(in));
    house.contexts().end();
    house.server().serve();
    house.allows(Check.FILE_EXIT, null);
    AtomicBoolean allowed = new AtomicBoolean(true);

    Thread other =
        new Thread(() -> allowed.set(house.allows(Check.FILE_DELETE, in.resolve("file").toFile())));
    other.start();
    other.join();

    assertThat(allowed).isFalse();
  }

  @Test
  void deletionOnExit_ofWhatLeadsElsewhereByThen_isDenied() throws IOException {
    Path directory = Files.createDirectory(in.resolve("directory"));
    Path doomed = Files.createFile(directory.resolve("file"));
    assertThat(house.allows(Check.FILE_DELETE_ON_EXIT, doomed.toString())).isTrue();

    Files.delete(doomed);
    Files.delete(directory);
    Files.createSymbolicLink(directory, out);
    house.allows(Check.FILE_EXIT, null);

    assertThat(house.allows(Check.FILE_DELETE, doomed.toFile())).isFalse();
  }

  @Test
  void zipThatIsOpenAlready_isDecidedAsIfItWereOpened() throws IOException {
    Path zip = out.resolve("some.zip");
    try (ZipOutputStream made = new ZipOutputStream(Files.newOutputStream(zip))) {
      made.putNextEntry(new ZipEntry("entry"));
    }
    Path inside = Files.copy(zip, in.resolve("some.zip"));

    try (ZipFile open = new ZipFile(zip.toFile());
        ZipFile granted = new ZipFile(inside.toFile());
        FileSystem nested = FileSystems.newFileSystem(zip)) {
      assertThat(house.verifies(Check.FILE_SHARE, null, granted, 0, 0)).isTrue();
      assertThat(house.verifies(Check.FILE_SHARE, null, open, 0, 0)).isFalse();
      assertThat(house.verifies(Check.FILE_SHARE, null, null, 0, 0)).isTrue();
      assertThat(house.allows(Check.FILE_SHARE, inside)).isTrue();
      assertThat(house.allows(Check.FILE_SHARE, zip)).isFalse();
      assertThat(house.allows(Check.FILE_SHARE, nested.getPath("/some.zip"))).isTrue();
    }
  }

  @Test
  void verify_ofFileThatWasRemovedMeanwhile_passes() throws IOException {
    Path file = in.resolve("file");

    try (FileInputStream opened = new FileInputStream(file.toFile())) {
      Files.delete(file);
      assertThat(house.verifies(Check.FILE_READ, file.toString(), opened.getFD(), 0, 0)).isTrue();
    }
  }

  @Test
  void verify_ofFileThatWasSwappedInAndRemoved_refuses() throws IOException {
    Path secret = out.resolve("file");

    try (FileInputStream opened = new FileInputStream(secret.toFile())) {
      Files.delete(secret);
      assertThat(house.verifies(Check.FILE_READ, str(in), opened.getFD(), 0, 0)).isFalse();
    }
  }

  @Test
  void grant_whoseRootIsALink_isOnWhereItLeads() throws IOException {
    Path alias = Files.createSymbolicLink(out.resolve("alias"), in);
    house.close();
    house = House.enforcing("{ files: { read: ['" + alias + "/**'] } }");

    assertThat(house.allows(Check.FILE_READ, alias.resolve("file"))).isTrue();
    assertThat(house.allows(Check.FILE_READ, in.resolve("file"))).isTrue();
    assertThat(house.allows(Check.FILE_READ, alias.resolve("leak"))).isFalse();
  }

  @Test
  void refusal_namesWhatWasAsked_andNotWhereItLeads() {
    assertThatThrownBy(
            () ->
                house
                    .gates()
                    .check(
                        House.number(Check.FILE_READ), in.resolve("leak").toString(), null, 0, 0))
        .isInstanceOf(SecurityException.class)
        .hasMessageNotContaining(out.toString());
  }

  @Test
  void verify_ofWhatWasDecidedOn_passes() throws IOException {
    Path file = in.resolve("file");

    try (FileInputStream opened = new FileInputStream(file.toFile())) {
      assertThat(house.verifies(Check.FILE_READ, file.toString(), opened.getFD(), 0, 0)).isTrue();
      assertThat(opened.readAllBytes()).isEqualTo(bytes("granted"));
    }
    assertThat(house.decisions()).isEmpty();
  }

  @Test
  void verify_ofWhatWasSwappedIn_closesItAndRefuses() throws IOException {
    Path asked = in.resolve("file");

    try (FileInputStream opened = new FileInputStream(out.resolve("file").toFile())) {
      assertThat(house.verifies(Check.FILE_READ, asked.toString(), opened.getFD(), 0, 0)).isFalse();
      assertThat(opened.getFD().valid()).isFalse();
      assertThatThrownBy(opened::read).isInstanceOf(IOException.class);
    }
    assertThat(house.decisions())
        .containsExactly("file read " + out.resolve("file") + " deny blocked");
  }

  @Test
  void verify_ofWriteThatWasSwappedIn_closesItAndRefuses() throws IOException {
    Path asked = in.resolve("file");

    try (FileOutputStream opened = new FileOutputStream(out.resolve("file").toFile(), true)) {
      assertThat(house.verifies(Check.FILE_WRITE, asked.toString(), opened.getFD(), 0, 0))
          .isFalse();
      assertThatThrownBy(() -> opened.write(1)).isInstanceOf(IOException.class);
    }
    assertThat(Files.readString(out.resolve("file"))).isEqualTo("secret");
  }

  @Test
  void verify_ofDescriptorNumber_closesItAndRefuses() throws Exception {
    Directory swapped = new Directory(out);

    assertThat(house.verifies(Check.FILE_OPEN, in, null, swapped.number(), O_RDONLY)).isFalse();
    assertThat(swapped.isOpen()).isFalse();
  }

  @Test
  void verify_inAudit_leavesItOpen() throws IOException {
    try (House audit = House.auditing(files("read"));
        FileInputStream opened = new FileInputStream(out.resolve("file").toFile())) {
      assertThat(audit.verifies(Check.FILE_READ, str(in), opened.getFD(), 0, 0)).isTrue();
      assertThat(opened.readAllBytes()).isEqualTo(bytes("secret"));
    }
  }

  @Test
  void check_inAudit_passesAndIsRecorded() {
    try (House audit = House.auditing(files("read"))) {
      assertThat(audit.allows(Check.FILE_READ, out.resolve("file"))).isTrue();
      assertThat(audit.decisions())
          .containsExactly("file read " + out.resolve("file") + " deny observed");
      assertThat(audit.call().denials()).isEqualTo(1);
      assertThat(audit.call().blocked()).isEmpty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An open directory by its number, which only the JDK's own native calls can make. */
  private static final class Directory implements AutoCloseable {
    private final Paths paths = Paths.over(MethodHandles.lookup());
    private final Path path;
    private final int number;

    Directory(Path path) throws ReflectiveOperationException {
      this.path = path;
      this.number = Native.open(path);
    }

    int number() {
      return number;
    }

    boolean isOpen() {
      return path.equals(paths.opened(number));
    }

    @Override
    public void close() throws ReflectiveOperationException {
      Descriptors.over(MethodHandles.lookup()).close(number);
    }
  }

  @Test
  void file_whoseGetPathLies_isJudgedByWhatNativeCodeReads() {
    try (House house = House.enforcing("{ files: { read: ['/srv/**'], delete: ['/srv/**'] } }")) {
      assertThat(house.allows(Check.FILE_DELETE, new Lying("/etc/passwd", "/srv/file"))).isFalse();
      assertThat(house.allows(Check.FILE_LIST, new Lying("/etc", "/srv"))).isFalse();
      assertThat(house.allows(Check.FILE_DELETE, new Lying("/srv/file", "/etc/passwd"))).isTrue();
    }
  }

  /** A file that says another path than it has, and would run its own code inside the gate. */
  private static final class Lying extends File {
    private static final long serialVersionUID = 1L;

    private final String said;

    Lying(String real, String said) {
      super(real);
      this.said = said;
    }

    @Override
    public String getPath() {
      return said;
    }
  }

  /** The JDK's own way to {@code open(2)}. */
  private static final class Native {
    private Native() {}

    static int open(Path path) throws ReflectiveOperationException {
      var method =
          Class.forName("sun.nio.fs.UnixNativeDispatcher")
              .getDeclaredMethod(
                  "open", Class.forName("sun.nio.fs.UnixPath"), int.class, int.class);
      method.setAccessible(true);
      return (int) method.invoke(null, path, O_RDONLY, 0);
    }
  }
}
