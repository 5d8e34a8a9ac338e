package dev.sallyport.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each finding by facts that are made up, and its absence without them. */
class PostureTest {
  private static final String NO_ATTACH = "-XX:+DisableAttachMechanism";

  private static Facts facts(String... jvmArguments) {
    return new Facts(false, null, null, List.of(jvmArguments), null);
  }

  private static Finding only(Facts facts) {
    assertThat(Posture.of(facts)).hasSize(1);
    return Posture.of(facts).get(0);
  }

  @Test
  void nothingWeak_nothingFound() {
    assertThat(Posture.of(facts(NO_ATTACH, "-Xmx1g", "-Dcom.sun.management.jmxremote"))).isEmpty();
  }

  @Test
  void root_isFound() {
    assertThat(only(new Facts(true, null, null, List.of(NO_ATTACH), null)).weakness())
        .isEqualTo(Weakness.ROOT);
  }

  @Test
  void writableJar_isFound_withItsPath() {
    assertThat(only(new Facts(false, "/opt/s.jar", null, List.of(NO_ATTACH), null)))
        .isEqualTo(new Finding(Weakness.WRITABLE_JAR, "/opt/s.jar"));
  }

  @Test
  void writablePolicy_isFound_withItsPath() {
    assertThat(only(new Facts(false, null, "/etc/p.yaml", List.of(NO_ATTACH), null)))
        .isEqualTo(new Finding(Weakness.WRITABLE_POLICY, "/etc/p.yaml"));
  }

  @Test
  void dockerSocket_isFound_withItsPath() {
    assertThat(only(new Facts(false, null, null, List.of(NO_ATTACH), "/run/docker.sock")))
        .isEqualTo(new Finding(Weakness.DOCKER_SOCKET, "/run/docker.sock"));
  }

  @Test
  void attach_isFound_unlessTheLastFlagForbidsIt() {
    assertThat(only(facts()).weakness()).isEqualTo(Weakness.ATTACH);
    assertThat(only(facts(NO_ATTACH, "-XX:-DisableAttachMechanism")).weakness())
        .isEqualTo(Weakness.ATTACH);
    assertThat(Posture.of(facts("-XX:-DisableAttachMechanism", NO_ATTACH))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("weakArguments")
  void argument_isFound(Weakness weakness, String subject, String[] arguments) {
    String[] all = Stream.concat(Stream.of(NO_ATTACH), Stream.of(arguments)).toArray(String[]::new);

    assertThat(only(facts(all))).isEqualTo(new Finding(weakness, subject));
  }

  static List<Arguments> weakArguments() {
    return List.of(
        weak(Weakness.JDWP, "", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n"),
        weak(Weakness.JDWP, "", "-Xrunjdwp:transport=dt_socket"),
        weak(Weakness.JDWP, "", "-agentpath:/lib/libjdwp.so=server=y"),
        weak(Weakness.JMX_REMOTE, "", "-Dcom.sun.management.jmxremote.port=9010"),
        weak(Weakness.JMX_REMOTE, "", "-Dcom.sun.management.config.file=/etc/jmx"),
        weak(
            Weakness.OPENED_JDK,
            "java.base/java.lang",
            "--add-opens=java.base/java.lang=ALL-UNNAMED"),
        weak(Weakness.OPENED_JDK, "java.base/java.lang", "--add-opens", "java.base/java.lang=m"),
        weak(
            Weakness.OPENED_JDK,
            "java.base/jdk.internal.misc, java.base/sun.nio.ch",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=other"));
  }

  private static Arguments weak(Weakness weakness, String subject, String... arguments) {
    return argumentSet(String.join(" ", arguments), weakness, subject, arguments);
  }

  @Test
  void packageWithoutHooks_opened_isNotFound() {
    assertThat(Posture.of(facts(NO_ATTACH, "--add-opens=java.base/java.util=ALL-UNNAMED")))
        .isEmpty();
    assertThat(Posture.of(facts(NO_ATTACH, "--add-opens=java.base"))).isEmpty();
  }

  @Test
  void findings_comeInTheOrderOfTheirKinds() {
    Facts all =
        new Facts(
            true,
            "/j",
            "/p",
            List.of(
                "-Dcom.sun.management.jmxremote.port=1",
                "-agentlib:jdwp",
                "--add-opens=java.base/java.io=ALL-UNNAMED"),
            "/run/docker.sock");

    assertThat(Posture.of(all)).extracting(Finding::weakness).containsExactly(Weakness.values());
  }

  @Test
  void root_isReadOffTheEffectiveUser() {
    assertThat(Facts.isRoot("Name:\tjava\nUid:\t1000\t0\t0\t0\nGid:\t0\t0\n")).isTrue();
    assertThat(Facts.isRoot("Name:\tjava\nUid:\t0\t1000\t0\t0\nGid:\t0\t0\n")).isFalse();
    assertThat(Facts.isRoot("Name:\tjava\n")).isFalse();
  }

  @Test
  void factsHere_seeWhatMayBeWritten(@TempDir Path directory) throws IOException {
    File jar = Files.createFile(directory.resolve("s.jar")).toFile();

    Facts facts = Facts.here(jar, "/proc/version", List.of("-Xmx1g"), Map.of());

    assertThat(facts.writableJar()).isEqualTo(jar.getPath());
    assertThat(facts.jvmArguments()).containsExactly("-Xmx1g");
  }

  /** Root may write to whatever there is. */
  @Test
  void factsHere_whatCannotBeWritten_isNotFound() {
    assertThat(Facts.here(new File("/no/such/s.jar"), null, List.of(), Map.of()).writableJar())
        .isNull();
  }

  @Test
  void factsHere_dockerHostThatIsNoSocket_isNotFound(@TempDir Path directory) throws IOException {
    Path plain = Files.createFile(directory.resolve("docker.sock"));

    assertThat(
            Facts.here(new File("s.jar"), null, List.of(), Map.of("DOCKER_HOST", "unix://" + plain))
                .dockerSocket())
        .isNotEqualTo(plain.toString());
  }

  @Test
  void factsHere_dockerHostThatIsASocket_isFound(@TempDir Path directory) throws IOException {
    Path socket = directory.resolve("docker.sock");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));

      assertThat(
              Facts.here(
                      new File("s.jar"), null, List.of(), Map.of("DOCKER_HOST", "unix://" + socket))
                  .dockerSocket())
          .isEqualTo(socket.toString());
    }
  }
}
