package dev.sallyport.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for readers lead where they say, and the one on security says whom to trust. */
class PagesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);
  private static final Pattern FENCED =
      Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
  private static final Pattern NUMBERED = Pattern.compile("^(\\d+)\\. \\*\\*", Pattern.MULTILINE);

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path directory : List.of(ROOT, ROOT.resolve("docs"))) {
      try (Stream<Path> files = Files.list(directory)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  private static String text(Path page) throws IOException {
    return FENCED.matcher(Files.readString(page)).replaceAll("");
  }

  /** As GitHub names the headings of a page. */
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new HashSet<>();
    for (MatchResult heading : HEADING.matcher(text(page)).results().toList()) {
      String said = heading.group(1).replaceAll("\\]\\([^)]*\\)", "");
      anchors.add(
          said.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
    }
    return anchors;
  }

  @Test
  void links_leadToPagesAndHeadingsThatAreThere() throws IOException {
    List<String> dangling = new ArrayList<>();
    int followed = 0;
    for (Path page : pages()) {
      String text = CODE.matcher(text(page)).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        Path target =
            link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        boolean known =
            Files.exists(target)
                && (link.group(2) == null || anchors(target).contains(link.group(2)));
        if (!known) {
          dangling.add(ROOT.relativize(page) + ": " + link.group());
        }
        followed++;
      }
    }

    assertThat(dangling).isEmpty();
    assertThat(followed).isGreaterThan(100);
  }

  @Test
  void security_saysWhoIsTrusted_whoIsNot_andEveryKnownLimit() throws IOException {
    Path page = ROOT.resolve("SECURITY.md");
    List<Integer> limits =
        NUMBERED
            .matcher(text(page))
            .results()
            .map(limit -> Integer.parseInt(limit.group(1)))
            .toList();

    assertThat(anchors(page))
        .contains("whom-it-must-stop", "what-is-a-vulnerability", "what-is-not", "known-limits");
    assertThat(text(page)).containsPattern("(?m)^Trusted: ").containsPattern("(?m)^Not trusted: ");
    assertThat(limits)
        .hasSizeGreaterThan(30)
        .isEqualTo(IntStream.rangeClosed(1, limits.size()).boxed().toList());
  }
}
