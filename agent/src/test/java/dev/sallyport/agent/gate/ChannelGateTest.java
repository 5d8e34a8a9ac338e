package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.weave.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels are only named, never made. */
class ChannelGateTest {
  private static final String GRANTS =
      "{ http: ['POST https://granted.example/a.B/{method}'], net: ['203.0.113.7:50051'] }";

  @ParameterizedTest
  @ValueSource(strings = {"granted.example:443", "203.0.113.7:50051"})
  void call_toWhatMayBeConnectedTo_isNotRecordedHere(String authority) {
    try (House house = House.enforcing(GRANTS)) {
      assertThat(house.allows(Check.GRPC_CALL, authority)).isTrue();
      assertThat(house.decisions()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"granted.example:8443", "other.example:443", "203.0.113.7:50052", "[::1]:50051"})
  void call_toWhatMayNotBeConnectedTo_isDenied(String authority) {
    try (House house = House.enforcing(GRANTS)) {
      assertThat(house.allows(Check.GRPC_CALL, authority)).isFalse();
      assertThat(house.decisions())
          .containsExactly("network connect " + authority + " deny blocked");
    }
  }

  /** The connection and the request are observed themselves. */
  @Test
  void call_inAuditMode_isNotRecordedHere() {
    try (House house = House.auditing(GRANTS)) {
      assertThat(house.allows(Check.GRPC_CALL, "other.example:443")).isTrue();
      assertThat(house.decisions()).isEmpty();
    }
  }

  /** As of a channel within the process. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "[::1]"})
  void call_toWhatHasNoPort_isLeftToItsConnection(String authority) {
    try (House house = House.enforcing(GRANTS)) {
      assertThat(house.allows(Check.GRPC_CALL, authority)).isTrue();
    }
  }
}
