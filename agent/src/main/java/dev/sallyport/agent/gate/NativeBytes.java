package dev.sallyport.agent.gate;

import dev.sallyport.agent.wire.Bytes;

/** Bytes outside of the heap. */
record NativeBytes(Memory memory, long address, int length) implements Bytes {
  @Override
  public void copy(int from, byte[] into, int count) {
    memory.copy(address + from, into, 0, count);
  }
}
