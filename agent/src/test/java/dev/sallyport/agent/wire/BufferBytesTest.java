package dev.sallyport.agent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BufferBytesTest {
  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(Bytes bytes, int from, int count) {
    byte[] into = new byte[count];
    bytes.copy(from, into, count);
    return new String(into, StandardCharsets.ISO_8859_1);
  }

  @Test
  void copy_acrossBuffers_movesNoPosition() {
    ByteBuffer first = buffer("xabc").position(1);
    ByteBuffer[] all = {buffer("no"), first, buffer(""), buffer("def"), buffer("no")};
    BufferBytes bytes = new BufferBytes(all, 1, 3, 100);

    assertThat(bytes.length()).isEqualTo(6);
    for (int from = 0; from < 6; from++) {
      assertThat(text(bytes, from, 6 - from)).isEqualTo("abcdef".substring(from));
    }
    assertThat(first.position()).isEqualTo(1);
    assertThat(new BufferBytes(all, 1, 3, 4).length()).isEqualTo(4);
  }
}
