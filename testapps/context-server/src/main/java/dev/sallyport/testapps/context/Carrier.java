package dev.sallyport.testapps.context;

import java.util.function.Supplier;

/** How a construct takes work to another thread. */
@FunctionalInterface
public interface Carrier {
  /**
   * Has the work done by way of the construct, once, and waits for it.
   *
   * @param look the work, which copes with denials
   * @return what the work answered
   */
  Sight carry(Supplier<Sight> look) throws Exception;
}
