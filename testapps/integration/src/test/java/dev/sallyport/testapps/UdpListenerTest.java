package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UdpListenerTest {
  @Test
  void received_whenNothingWasSent_isEmpty() {
    try (UdpListener listener = UdpListener.open()) {
      assertThat(listener.received()).isEmpty();
    }
  }

  @Test
  void received_rightAfterSending_holdsEachDatagram() throws Exception {
    try (UdpListener listener = UdpListener.open();
        DatagramSocket client = new DatagramSocket()) {
      InetSocketAddress there =
          new InetSocketAddress(Loopback.anyPort().getAddress(), listener.port());
      for (String text : new String[] {"one", "two"}) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        client.send(new DatagramPacket(bytes, bytes.length, there));
      }

      assertThat(listener.received()).containsExactly("one", "two");
    }
  }
}
