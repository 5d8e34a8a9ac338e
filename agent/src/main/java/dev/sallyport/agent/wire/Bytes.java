package dev.sallyport.agent.wire;

/** Bytes that are about to leave, wherever they lie. */
public interface Bytes {

  int length();

  /** Copies some of them. */
  void copy(int from, byte[] into, int count);
}
