package dev.sallyport.agent.scan;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.agent.start.Hooks;
import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.FileHooks;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.NetworkHooks;
import dev.sallyport.agent.weave.ProcessHooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every native method of the JDK that runs this is hooked, or exempt with a reason. */
class NativesTest {
  private static final Path SEEN = Path.of("src", "main", "resources", "sallyport");
  private static final int FEATURE = Runtime.version().feature();

  /** The releases that the review was made on, so that what it says of them has to exist. */
  private static final Set<Integer> REVIEWED = Set.of(17, 25);

  /**
   * Rows without which no native method comes open, by how their names begin, and why each stands
   * there all the same.
   */
  private static final Map<String, String> TOOTHLESS =
      Map.ofEntries(
          entry(
              "ZipFile$Source.get",
              "a zip file that is open already is shared with whoever names it, unopened"),
          entry("ZipFileSystemProvider.getFileSystem", "so is a zip file system"),
          entry(
              "DeleteOnExitHook.add",
              "who asks to have a file deleted is asked, as nobody is when the JVM exits"),
          entry("DeleteOnExitHook.runHooks", "tells the gate whose those files are"),
          entry(
              "SSLSocketOutputRecord.deliver",
              "looks at what is about to be encrypted; the socket that it leaves by is judged"),
          entry("SSLEngineImpl.wrap", "so does that, whatever it leaves by"),
          entry(
              "SocksSocketImpl.connect",
              "tells which target a connection to a proxy is for, which the address does not"),
          entry("SocksSocketImpl.privilegedConnect", "judges that target, not the proxy"),
          entry("SocksSocketImpl.doConnect", "judges that target, not the proxy"),
          entry(
              "InetAddress.getAllByName0(Ljava/lang/String;Z)",
              "asks before the cache; behind it the resolver, or its other overload, asks again"),
          entry("ProcessHandleImpl.get(", "whether a process lives is told by its number alone"),
          entry(
              "ProcessEnvironment.getenv", "the JVM has read them all, once; one of two overloads"),
          entry("ProcessEnvironment.environment", "the JVM has read them all, once"));

  /** As above, on JDK 17. */
  private static final Map<String, String> TOOTHLESS_ON_17 =
      Map.of(
          "SocketDispatcher.write",
          "also with several buffers: the native methods are those of files, which are decided when"
              + " they are opened");

  private static final Set<Door> JUDGING =
      EnumSet.of(Door.CHECK, Door.SEND, Door.BEFORE, Door.EXCHANGE, Door.REPLACE);

  private static final Review REVIEW = Review.ofAgent();

  private static Scan scan = new Scan(new Code());
  private static NativeTable table = new NativeTable(List.of(), List.of());

  @BeforeAll
  static void scan() throws IOException {
    scan = Scan.ofRunningJdk();
    Review review = Boolean.getBoolean("approve") ? approve() : REVIEW;
    table = NativeTable.of(scan, review, Hooks.table().rows(), FEATURE);
    System.out.printf(
        "JDK %s: %d native methods, %d hooked, %d exempt, %d open%n",
        Runtime.version(),
        table.natives().size(),
        table.with(Verdict.HOOKED).size(),
        table.with(Verdict.EXEMPT).size(),
        table.with(Verdict.OPEN).size());
  }

  /** Adds what is not hooked here to what was not when other JDKs were reviewed. */
  private static Review approve() throws IOException {
    Path file = SEEN.resolve("natives-seen.txt");
    TreeSet<String> seen = new TreeSet<>(Files.readAllLines(file));
    for (NativeMethod method : look(Hooks.table().rows(), any -> true)) {
      if (!method.isHooked()) {
        seen.add(method.toString());
      }
    }
    Files.write(file, seen, StandardCharsets.UTF_8);
    return Review.parse(Files.readString(SEEN.resolve("natives.txt")), seen);
  }

  /** A scan that sees nothing finds nothing open. */
  @Test
  void scan_seesTheJdk() {
    assertThat(table.natives()).hasSizeGreaterThan(500);
    assertThat(table.with(Verdict.HOOKED)).hasSizeGreaterThan(40);
    assertThat(table.natives())
        .extracting(one -> one.method().title())
        .contains("java.io.FileInputStream#open0", "sun.nio.ch.Net#connect0");
  }

  @Test
  void native_ofThisJdk_isHookedOrReviewed() {
    assertThat(texts(Verdict.UNCLASSIFIED))
        .as("review them in natives.txt, then run with -Dapprove=true (docs/hooks.md)")
        .isEmpty();
  }

  @Test
  void review_saysNothingOfWhatIsNotThere() {
    assumeTrue(REVIEWED.contains(FEATURE), "only the releases that were reviewed");

    assertThat(table.stale()).isEmpty();
  }

  /** Were a row missing, this would be seen: without it, a native method is open. */
  @ParameterizedTest
  @MethodSource("judgingRows")
  void row_takenAway_leavesANativeMethodOpen(Hook row) {
    List<Hook> others = new ArrayList<>(Hooks.table().rows());
    others.remove(row);
    Set<String> behind =
        table.with(Verdict.HOOKED).stream()
            .filter(one -> one.method().hooks().contains(row))
            .map(one -> one.method().title())
            .collect(Collectors.toSet());

    boolean opens = look(others, behind::contains).stream().anyMatch(one -> !one.isHooked());

    assertThat(opens || isReliedOn(others))
        .as("%s%s, which stands before %s", row.id(), row.descriptor(), behind)
        .isEqualTo(!isToothless(row));
  }

  /** Whether some exemption does not hold with those rows only. */
  private static boolean isReliedOn(List<Hook> others) {
    Set<String> names = new Guards(others, FEATURE).names();
    return table.with(Verdict.EXEMPT).stream()
        .map(one -> REVIEW.classify(one.method(), FEATURE, names))
        .anyMatch(one -> one.verdict() == Verdict.OPEN);
  }

  private static boolean isToothless(Hook row) {
    String name = row.id() + row.descriptor();
    return TOOTHLESS.keySet().stream().anyMatch(name::startsWith)
        || (FEATURE == 17 && TOOTHLESS_ON_17.keySet().stream().anyMatch(name::startsWith));
  }

  /** The rows of files, sockets, names and processes that judge. */
  static Stream<Hook> judgingRows() {
    return Stream.of(FileHooks.rows(), NetworkHooks.rows(), ProcessHooks.rows())
        .flatMap(List::stream)
        .filter(row -> JUDGING.contains(row.door()) && row.appliesTo(FEATURE));
  }

  private static List<NativeMethod> look(List<Hook> rows, Predicate<String> which) {
    Set<String> names = new Guards(Hooks.table().rows(), FEATURE).names();
    return scan.natives(rows, FEATURE, REVIEW.exemptCalls(FEATURE, names), which);
  }

  private static String texts(Verdict verdict) {
    return table.with(verdict).stream()
        .map(one -> one.method() + ": " + one.reason() + " " + one.method().open())
        .collect(Collectors.joining("\n"));
  }
}
