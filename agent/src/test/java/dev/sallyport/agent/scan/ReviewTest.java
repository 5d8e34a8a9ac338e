package dev.sallyport.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the reviewed file says of a method. */
class ReviewTest {
  private static final NativeMethod READ = open("java.io.Input", "read", "()I");
  private static final NativeMethod OTHER_READ = open("java.io.Input", "read", "(I)I");

  @Test
  void exempt_asItWasSeen_isExempt() {
    ClassifiedNative found = classify(READ, "exempt files: a descriptor", "  java.io.Input#read");

    assertThat(found.verdict()).isEqualTo(Verdict.EXEMPT);
    assertThat(found.family()).isEqualTo(Family.FILES);
    assertThat(found.reason()).isEqualTo("a descriptor");
  }

  @Test
  void exempt_overloadThatIsNew_isUnclassified() {
    ClassifiedNative found =
        classify(OTHER_READ, "exempt files: a descriptor", "  java.io.Input#read");

    assertThat(found.verdict()).isEqualTo(Verdict.UNCLASSIFIED);
    assertThat(found.reason()).isEqualTo("new since the review");
  }

  @Test
  void method_thatNoLineMeans_isUnclassified() {
    assertThat(classify(READ, "exempt files: why", "  java.io.Input#write").verdict())
        .isEqualTo(Verdict.UNCLASSIFIED);
  }

  @Test
  void hooked_withAWayWithoutARow_isUnclassified() {
    assertThat(classify(READ, "hooked files:", "  java.io.Input#*").verdict())
        .isEqualTo(Verdict.UNCLASSIFIED);
  }

  @Test
  void open_isVisible() {
    assertThat(classify(READ, "open files: to be hooked", "  java.io.Input#read").verdict())
        .isEqualTo(Verdict.OPEN);
  }

  @Test
  void exempt_byARow_holdsOnlyWhereThereIsOne() {
    assertThat(classify(READ, "exempt files: see `Input.open`", "  java.io.Input#read").verdict())
        .isEqualTo(Verdict.EXEMPT);

    ClassifiedNative found =
        classify(READ, "exempt files: see `Input.close`", "  java.io.Input#read");
    assertThat(found.verdict()).isEqualTo(Verdict.OPEN);
    assertThat(found.reason()).contains("Input.close");
  }

  @Test
  void closestLine_counts() {
    ClassifiedNative found =
        classify(
            READ,
            "exempt graphics: a package",
            "  java.io.*#*",
            "exempt threads: a class",
            "  java.io.Input#*",
            "exempt files: a method",
            "  java.io.Input#write read");

    assertThat(found.reason()).isEqualTo("a method");
  }

  @Test
  void line_ofAnotherRelease_doesNotCount() {
    assertThat(classify(READ, "exempt files 17-20: why", "  java.io.Input#read").verdict())
        .isEqualTo(Verdict.UNCLASSIFIED);
  }

  @Test
  void twoLines_ofOneMethod_areAMistake() {
    assertThatThrownBy(
            () ->
                classify(
                    READ,
                    "exempt files: why",
                    "  java.io.Input#read",
                    "exempt sockets: why",
                    "  java.io.Input#read"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("line 4");
  }

  @Test
  void pattern_ofAFamilyReviewedByName_isAMistake() {
    assertThatThrownBy(() -> classify(READ, "exempt files: why", "  java.io.Input#*"))
        .hasMessageContaining("line 2");
  }

  @Test
  void exempt_withoutAReason_isAMistake() {
    assertThatThrownBy(() -> classify(READ, "exempt files:", "  java.io.Input#read"))
        .hasMessageContaining("line 1");
  }

  @Test
  void line_thatMeansNothingHere_isStale() {
    Review review =
        Review.parse(
            "exempt files: why\n  java.io.Input#read gone\nexempt files 17-20: why\n  a.B#c\n",
            Set.of());

    assertThat(review.stale(List.of(READ), 21))
        .containsExactly("line 2: java.io.Input#gone on 17+");
  }

  @Test
  void exemptCalls_areOfTheirReleases() {
    Review review = Review.parse("call 17-20: see `D.f`\n  a.B#c <- a.D#e\n", Set.of());

    assertThat(review.exemptCalls(17, Set.of("D.f"))).containsExactly("a.B#c <- a.D#e");
    assertThat(review.exemptCalls(17, Set.of())).isEmpty();
    assertThat(review.exemptCalls(21, Set.of("D.f"))).isEmpty();
  }

  private static ClassifiedNative classify(NativeMethod method, String... lines) {
    return Review.parse(String.join("\n", lines), Set.of(READ.toString()))
        .classify(method, 21, Set.of("Input.open"));
  }

  private static NativeMethod open(String owner, String name, String descriptor) {
    return new NativeMethod(
        "java.base",
        owner,
        name,
        descriptor,
        List.of(),
        List.of(),
        List.of(new Route(List.of(owner + '#' + name))));
  }
}
