package dev.sallyport.agent.gate;

/**
 * What one operation may allocate at most on the thread that does it, in bytes, counted where the
 * JVM only interprets: what a compiler would leave out is counted as well, so that a figure depends
 * neither on when it compiles nor on how busy the machine is. Each is what was counted on JDK 17
 * and on 25, which do not differ.
 *
 * <p>A figure that rises is a cost that every user pays. It is raised here for a reason, and
 * lowered where it falls, so that it stays fallen.
 */
enum Allocation {
  /** Of the budget of DESIGN section 8: repeated, none. */
  FILE_OPEN_AGAIN(0),

  /** The same, but for the peer, an object that lives no longer than the check. */
  CONNECT_AGAIN(24),

  /** The same. */
  SEND_AGAIN(0),

  /** The same. */
  VARIABLE_AGAIN(0),

  /** Each is decided: the URL in its parts and without what is secret, the request, its record. */
  HTTP_HOP(2504),

  /** Of 100 tools, with a role and two arguments: a path is cut into its elements. */
  TOOL_CALL(1232),

  /** A place in the queue is there already. */
  RECORD_OFFERED(0),

  /** To a pool, inside a call: an entry of a map that holds its key weakly, and its key. */
  WORK_HANDED_OVER(64);

  private final int ceiling;

  Allocation(int ceiling) {
    this.ceiling = ceiling;
  }

  int ceiling() {
    return ceiling;
  }
}
