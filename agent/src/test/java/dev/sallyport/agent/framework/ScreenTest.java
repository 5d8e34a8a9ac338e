package dev.sallyport.agent.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.credential.Redaction;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.CredentialSource;
import dev.sallyport.policy.model.Screening;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final String VALUE = "s3cretValue";
  private static final String MARK = "[redacted: token]";

  private final Redaction redaction =
      Secrets.read(
              List.of(
                  new Credential(
                      "token",
                      new CredentialSource.Environment("A"),
                      List.of(),
                      List.of(),
                      /* withhold= */ false,
                      Screening.REDACT)),
              Map.of("A", VALUE),
              new Properties(),
              /* withholding= */ true)
          .redaction();
  private final Screen screen = new Screen(redaction, new Shapes());

  private record Hidden(String text) {}

  @Test
  void answer_withoutSecrets_staysTheSame() {
    Answered.Result result =
        new Answered.Result(List.of(new Answered.Text("a", 1)), Map.of("k", List.of(1, "v")));

    assertThat(screen.of(result)).isSameAs(result);
    assertThat(redaction.names()).isEmpty();
  }

  @Test
  void answer_withSecretsAnywhere_goesWithoutThem() {
    Answered.Result result =
        new Answered.Result(
            Arrays.asList(new Answered.Text("a " + VALUE, 1), null, "b"),
            Map.of(VALUE, List.of(1, Map.of("k", VALUE))));

    assertThat(screen.of(result))
        .isEqualTo(
            new Answered.Result(
                Arrays.asList(new Answered.Text("a " + MARK, 1), null, "b"),
                Map.of(MARK, List.of(1, Map.of("k", MARK)))));
    assertThat(redaction.names()).containsExactly("token");
  }

  @Test
  void classBuiltAsARecord_goesWithoutThemToo() {
    Beans.Result result = new Beans.Result(List.of("a " + VALUE), false, Map.of("k", 1));

    assertThat(screen.of(result))
        .usingRecursiveComparison()
        .isEqualTo(new Beans.Result(List.of("a " + MARK), false, Map.of("k", 1)));
    assertThat(screen.of(new Beans.Result(List.of("a"), null, null)))
        .usingRecursiveComparison()
        .isEqualTo(new Beans.Result(List.of("a"), null, null));
  }

  @Test
  void record_thatIsNotForEverybody_isLeftAlone() {
    Hidden hidden = new Hidden(VALUE);

    assertThat(screen.of(hidden)).isSameAs(hidden);
  }

  @Test
  void list_thatHoldsItself_hasAnEnd() {
    Object[] self = new Object[1];
    List<Object> list = Arrays.asList(self);
    self[0] = list;

    assertThat(screen.of(list)).isSameAs(list);
  }
}
