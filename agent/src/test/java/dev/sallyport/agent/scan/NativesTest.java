package dev.sallyport.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.start.Hooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every native method of the JDK that runs this is hooked, or exempt with a reason. */
class NativesTest {
  private static final Path SEEN = Path.of("src", "main", "resources", "sallyport");
  private static final int FEATURE = Runtime.version().feature();

  private static NativeTable table = new NativeTable(List.of(), List.of());

  @BeforeAll
  static void scan() throws IOException {
    Scan scan = Scan.ofRunningJdk();
    Review review = Review.ofAgent();
    if (Boolean.getBoolean("approve")) {
      review = approve(scan, review);
    }
    table = NativeTable.of(scan, review, Hooks.table().rows(), FEATURE);
  }

  /** Adds what is exempt here to what was when other JDKs were reviewed. */
  private static Review approve(Scan scan, Review review) throws IOException {
    List<NativeMethod> natives =
        scan.natives(Hooks.table().rows(), FEATURE, review.exemptCalls(FEATURE));
    Path file = SEEN.resolve("natives-seen.txt");
    TreeSet<String> seen = new TreeSet<>(Files.readAllLines(file));
    natives.stream().filter(method -> !method.isHooked()).forEach(one -> seen.add(one.toString()));
    Files.write(file, seen, StandardCharsets.UTF_8);
    return Review.parse(Files.readString(SEEN.resolve("natives.txt")), seen);
  }

  @Test
  void native_ofThisJdk_isHookedOrExempt() {
    assertThat(texts(Verdict.UNCLASSIFIED))
        .as("review them in natives.txt, and run with -Dapprove=true (docs/hooks.md)")
        .isEmpty();
  }

  private static String texts(Verdict verdict) {
    return table.with(verdict).stream()
        .map(one -> one.method() + ": " + one.reason() + " " + one.method().open())
        .collect(Collectors.joining("\n"));
  }
}
