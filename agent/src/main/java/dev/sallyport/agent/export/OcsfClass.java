package dev.sallyport.agent.export;

/** The event classes of OCSF that records become. */
enum OcsfClass {
  FILE(1001, "File System Activity"),
  MODULE(1005, "Module Activity"),
  PROCESS(1007, "Process Activity"),
  FINDING(2004, "Detection Finding"),
  NETWORK(4001, "Network Activity"),
  HTTP(4002, "HTTP Activity"),
  DNS(4003, "DNS Activity"),
  LIFECYCLE(6002, "Application Lifecycle"),
  API(6003, "API Activity");

  private final int uid;
  private final String caption;

  OcsfClass(int uid, String caption) {
    this.uid = uid;
    this.caption = caption;
  }

  int uid() {
    return uid;
  }

  String caption() {
    return caption;
  }

  /** Of the category that the class is in. */
  int category() {
    return uid / 1000;
  }

  /** What is done in an event of this class: a constant of its own, or 99 for any other. */
  record Activity(OcsfClass of, int id, String name) {
    static final int OTHER = 99;

    static Activity other(OcsfClass of, String name) {
      return new Activity(of, OTHER, name);
    }

    /** {@code type_uid}. */
    long type() {
      return of.uid * 100L + id;
    }
  }
}
