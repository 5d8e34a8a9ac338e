package dev.sallyport.testapps.context;

import java.util.List;

/** The constructs of one library, found by {@link java.util.ServiceLoader}. */
public interface Constructs {
  /** The library's name, for people, and for the command line. */
  String library();

  /**
   * Its constructs. Asked once, on the server's own thread before it serves: what is made here is
   * made by no call.
   *
   * @param strangers threads to complete or fire what a call has registered on
   */
  List<Construct> all(Strangers strangers);
}
