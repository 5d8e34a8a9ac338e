package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.policy.decide.Principal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a record says of a program's arguments: never what a client sent. */
class CommandShapeTest {

  private static List<String> shape(Map<?, ?> arguments, String... command) {
    try (House house = House.enforcing("{}")) {
      Call call = new Call("c", new Principal.Tool("t"), 0);
      call.has(arguments);
      Context context = new Context(house.toolGrants("t"), call);
      return CommandShape.of("/usr/bin/git", Arrays.asList(command), context);
    }
  }

  @Test
  void optionsAndPlainWords_stay_andValuesAreStars() {
    assertThat(
            shape(
                Map.of("path", "src/Main.java", "count", 3),
                "log",
                "--oneline",
                "-n",
                "3",
                "--format=%H",
                "--",
                "src/Main.java"))
        .containsExactly("git", "log", "--oneline", "-n", "*", "--format=*", "*", "*");
  }

  @Test
  void word_thatTheClientSent_isAStar_whateverItsCaseAndWhereverItStood() {
    assertThat(shape(Map.of("branch", "MAIN"), "checkout", "main"))
        .containsExactly("git", "checkout", "*");
    assertThat(shape(Map.of("line", "push --force origin"), "push", "--force", "origin", "-q"))
        .containsExactly("git", "*", "*", "*", "-q");
    assertThat(shape(Map.of("deep", List.of(Map.of("key", "hidden"))), "hidden", "key", "log"))
        .containsExactly("git", "*", "*", "log");
    assertThat(shape(Map.of("name", "user"), "--user-name")).containsExactly("git", "*");
  }

  @Test
  void argumentsThatAreNotKnown_haveEverythingBeAStar() {
    try (House house = House.enforcing("{}")) {
      Call call = new Call("c", new Principal.Tool("t"), 0);

      assertThat(
              CommandShape.of(
                  "/bin/ls", List.of("-l", "x"), new Context(house.toolGrants("t"), call)))
          .containsExactly("ls", "*", "*");
    }
    assertThat(CommandShape.of("/bin/ls", List.of("-l", "X1"), null))
        .containsExactly("ls", "-l", "*");
  }

  @Test
  void manyArguments_endInWhateverFollows() {
    List<String> shape =
        CommandShape.of("/bin/ls", Collections.nCopies(300, "name"), /* context= */ null);

    assertThat(shape).hasSize(66).endsWith("**");
  }

  /** Commands that are made of values in the ways that servers make them. */
  @Test
  void noValue_isInAnyShape() {
    Random random = new Random(8);
    for (int i = 0; i < 2000; i++) {
      String value = word(random);
      String other = word(random);
      List<String> shape =
          shape(
              Map.of("a", value, "b", List.of(other)),
              value,
              "--" + value,
              "--" + value + "=" + other,
              value + other,
              value + "-" + other,
              value.substring(value.length() / 2),
              value.toUpperCase(java.util.Locale.ROOT));

      assertThat(shape.subList(1, shape.size()))
          .as("seed 8, round %d: %s, %s", i, value, other)
          .allMatch(pattern -> pattern.equals("*"));
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int length = 2 + random.nextInt(8);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
