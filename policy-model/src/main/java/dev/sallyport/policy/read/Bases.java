package dev.sallyport.policy.read;

import dev.sallyport.policy.source.Source;
import java.io.IOException;

/** Finds the texts of policies that others extend. */
public interface Bases {
  /**
   * The text of one.
   *
   * @param reference as the other has it
   * @param from the name of the other's text
   * @throws IOException where it can't be read; its message says why
   */
  Source find(String reference, String from) throws IOException;
}
