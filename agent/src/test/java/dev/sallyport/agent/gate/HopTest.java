package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.client.Header;
import dev.sallyport.agent.client.Hop;
import dev.sallyport.agent.record.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hop carries, and where it comes from. */
class HopTest {
  private static final String NET = "{ net: ['*:*'] }";
  private static final String URL = "https://a.example/x";
  private static final List<Header> SECRETS =
      List.of(
          new Header("authorization", "Bearer s3cret"),
          new Header("Cookie", "id=s3cret"),
          new Header("cookie", "more=s3cret"),
          new Header("Accept", "*/*"));

  @Test
  void redirects_beyondTheLimit_denied() {
    try (House house = House.enforcing("{ net: ['*:*'], limits: { redirects: 2 } }")) {
      assertThat(house.passes(hop(2)).refusal()).isNull();
      assertThat(house.passes(hop(3)).refusal()).isNotNull();
      assertThat(house.decisions())
          .containsExactly(
              "http get " + URL + " allow allowed",
              "http get " + URL + " allow allowed",
              "http get " + URL + " deny blocked");
    }
  }

  @Test
  void redirects_withoutALimit_granted() {
    try (House house = House.enforcing(NET)) {
      assertThat(house.passes(hop(1000)).refusal()).isNull();
    }
  }

  @Test
  void redirects_beyondTheLimit_observedUnderAudit() {
    try (House house = House.auditing("{ net: ['*:*'], limits: { redirects: 0 } }")) {
      assertThat(house.passes(hop(1)).refusal()).isNull();
      assertThat(house.decisions()).contains("http get " + URL + " deny observed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://b.example/x",
        "http://a.example/x",
        "https://a.example:8443/x",
        "not a url"
      })
  void redirect_toAnotherOrigin_leavesOutWhoAsks(String from) {
    try (House house = House.enforcing(NET)) {
      Inspected inspected = house.passes(new Hop("GET", URL, SECRETS, 1, from));

      assertThat(inspected.refusal()).isNull();
      assertThat(inspected.hop().headers()).containsExactly(new Header("Accept", "*/*"));
      assertThat(withheld(house)).containsExactly("Authorization", "Cookie");
    }
  }

  @ParameterizedTest
  @CsvSource({"https://a.example/y", "https://A.example.:443/", ","})
  void redirect_withinItsOrigin_staysAsItIs(@Nullable String from) {
    try (House house = House.enforcing(NET)) {
      Hop hop = new Hop("GET", URL, SECRETS, 1, from);

      assertThat(house.passes(hop).hop()).isSameAs(hop);
      assertThat(withheld(house)).isEmpty();
    }
  }

  @Test
  void redirect_toAnotherOrigin_isOnlyRecordedUnderAudit() {
    try (House house = House.auditing(NET)) {
      Hop hop = new Hop("GET", URL, SECRETS, 1, "https://b.example/");

      assertThat(house.passes(hop).hop()).isSameAs(hop);
      assertThat(withheld(house)).containsExactly("Authorization", "Cookie");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b.example",
        "a.exampl",
        "a.example:8443",
        "",
        "a.example/b",
        "u@a.example",
        "a b"
      })
  void host_ofAnotherServer_denied(String host) {
    try (House house = House.enforcing(NET)) {
      assertThat(house.passes(addressed(host)).refusal()).isNotNull();
      assertThat(house.decisions()).contains("http get " + host + " deny blocked");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.example", "A.Example", "a.example:443", "a.example."})
  void host_ofTheUrl_granted(String host) {
    try (House house = House.enforcing(NET)) {
      assertThat(house.passes(addressed(host)).refusal()).isNull();
      assertThat(house.decisions()).containsExactly("http get " + URL + " allow allowed");
    }
  }

  @Test
  void host_ofAnotherServer_observedUnderAudit() {
    try (House house = House.auditing(NET)) {
      assertThat(house.passes(addressed("b.example")).refusal()).isNull();
      assertThat(house.decisions()).contains("http get b.example deny observed");
    }
  }

  private static Hop hop(int redirects) {
    return new Hop("GET", URL, List.of(), redirects, "https://a.example/");
  }

  private static Hop addressed(String host) {
    return new Hop("GET", URL, List.of(new Header("Host", host)));
  }

  private static List<String> withheld(House house) {
    return house.recorded().stream()
        .filter(Entry.DecisionMade.class::isInstance)
        .flatMap(entry -> ((Entry.DecisionMade) entry).withheld().stream())
        .toList();
  }
}
