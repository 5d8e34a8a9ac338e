package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.context.Context;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForeseenTest {
  private static final Hop GET = new Hop("GET", "http://a.com/x", List.of());

  private final House house = House.enforcing("{}");
  private final Foreseen foreseen = new Foreseen();
  private final Context whose = context();

  private Context context() {
    return new Context(house.toolGrants("t"), null);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static Hop sent(String method, String url) {
    return new Hop(method, url, List.of(new Header("Host", "a.com")));
  }

  @Test
  void hop_thatIsSentAsForeseen_isKnownOnce() {
    foreseen.add(whose, GET);

    assertThat(foreseen.take(whose, sent("GET", "http://a.com/x"))).isSameAs(GET);
    assertThat(foreseen.take(whose, sent("GET", "http://a.com/x"))).isNull();
  }

  @Test
  void hop_thatDiffers_isNotKnown() {
    foreseen.add(whose, GET);

    assertThat(foreseen.take(whose, sent("POST", "http://a.com/x"))).isNull();
    assertThat(foreseen.take(whose, sent("GET", "http://a.com/y"))).isNull();
    assertThat(foreseen.take(context(), GET)).isNull();
  }

  @Test
  void hops_ofOneContext_areKnownInAnyOrder() {
    Hop post = new Hop("POST", "http://a.com/x", List.of());
    foreseen.add(whose, GET);
    foreseen.add(whose, post);
    foreseen.add(whose, GET);

    assertThat(foreseen.take(whose, GET)).isSameAs(GET);
    assertThat(foreseen.take(whose, post)).isSameAs(post);
    assertThat(foreseen.take(whose, GET)).isSameAs(GET);
    assertThat(foreseen.take(whose, GET)).isNull();
  }
}
