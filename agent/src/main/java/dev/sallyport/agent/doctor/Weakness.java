package dev.sallyport.agent.doctor;

/** What makes the gates weaker than they could be, and is decided by how a server is run. */
public enum Weakness {
  ROOT(
      "root",
      "the process runs as root, whom file permissions do not hold",
      "run the server as a user of its own"),
  WRITABLE_JAR(
      "writable-jar",
      "this user may change the agent's jar, from a process that no gate sees",
      "let another user own the jar and its directory"),
  WRITABLE_POLICY(
      "writable-policy",
      "this user may change the policy, from a process that no gate sees",
      "let another user own the policy and its directory"),
  ATTACH(
      "attach",
      "every process of this user may load code into the JVM",
      "start the server with -XX:+DisableAttachMechanism"),
  JDWP(
      "jdwp",
      "a debugger may connect and run any code",
      "start the server without its debugging options"),
  JMX_REMOTE(
      "jmx-remote",
      "the JVM may be managed over the network",
      "start the server without com.sun.management properties"),
  OPENED_JDK(
      "opened-jdk",
      "packages of the JDK where hooks stand are open to reflection",
      "start the server without --add-opens and --add-exports of these packages"),
  DOCKER_SOCKET(
      "docker-socket",
      "the Docker daemon gives whoever asks it the whole machine, and its socket may be written to",
      "keep the socket out of the server's container and user");

  private final String code;
  private final String sentence;
  private final String help;

  Weakness(String code, String sentence, String help) {
    this.code = code;
    this.sentence = sentence;
    this.help = help;
  }

  /** Names it in records and reports. */
  public String code() {
    return code;
  }

  /** What it is, in one sentence without its full stop. */
  public String sentence() {
    return sentence;
  }

  /** What to do. */
  public String help() {
    return help;
  }
}
