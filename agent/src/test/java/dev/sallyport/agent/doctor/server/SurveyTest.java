package dev.sallyport.agent.doctor.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_BRIDGE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;

import dev.sallyport.agent.start.Hooks;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;

/** What is said of servers that are made up, under the real table. */
class SurveyTest {
  private static final String CALL = "(Ljava/lang/String;Ljava/util/Map;)Ljava/lang/Object;";
  private static final String OTHER_CALL = "(Ljava/lang/String;I)Ljava/lang/Object;";
  private static final String QUARKUS = "io/quarkiverse/mcp/server/runtime/";

  @TempDir private Path directory;

  private void type(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve(name + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void type(String name, String parent, int access, String descriptor) throws IOException {
    ClassWriter type = Jars.type(name, parent);
    Jars.method(type, access, "call", descriptor);
    type(name, type.toByteArray());
  }

  private static Hook call(String owner) {
    return new Rows()
        .whenLoaded(owner)
        .dispatched("call", List.of("String", "Map"), /* tool= */ 0, /* arguments= */ 1)
        .rows()
        .get(0);
  }

  private Surveyed survey(Hook... declared) {
    List<Hook> points = List.of(declared);
    return Survey.of(List.of(directory), Hooks.frameworks(), points, Hooks.table().with(points));
  }

  private Declared declared(String owner) {
    Surveyed surveyed = survey(call(owner));
    assertThat(surveyed.declared()).hasSize(1);
    return surveyed.declared().get(0);
  }

  @Test
  void framework_withEachMethod_isFound_andNothingElseIsSaid() throws IOException {
    type(Jars.SDK_SERVER, Jars.sdkServer());

    Surveyed surveyed = survey();

    assertThat(surveyed.frameworks())
        .extracting(Part::framework, Part::place, part -> part.missing().size())
        .containsExactly(tuple("official Java SDK", directory.toString(), 0));
    assertThat(surveyed.isUntold()).isFalse();
    assertThat(surveyed.findings()).isZero();
    // Those of later lines.
    assertThat(surveyed.frameworks().get(0).tried())
        .filteredOn(tried -> !tried.found())
        .hasSize(2)
        .noneMatch(Tried::isMissing);
  }

  @Test
  void framework_thatLostAMethod_isAFinding() throws IOException {
    type(Jars.SDK_SERVER, Jars.sdkServerWithout("toolsCallRequestHandler"));

    Surveyed surveyed = survey();

    assertThat(surveyed.frameworks().get(0).missing())
        .extracting(tried -> tried.hook().id(), Tried::why)
        .containsExactly(
            tuple("McpAsyncServer.toolsCallRequestHandler", "the class has no such method"));
    // That no tool call would be told besides.
    assertThat(surveyed.findings()).isEqualTo(1);
  }

  @Test
  void methods_thatMovedToANestedClass_areFoundThere() throws IOException {
    String nested = Jars.SDK_SERVER + "$AsyncServerImpl";
    ClassWriter outer = Jars.type(Jars.SDK_SERVER, "java/lang/Object");
    outer.visitInnerClass(nested, Jars.SDK_SERVER, "AsyncServerImpl", 0);
    type(Jars.SDK_SERVER, outer.toByteArray());

    assertThat(survey().findings()).isZero();
  }

  @Test
  void framework_withoutTheClassThatCallsTools_isAFinding() throws IOException {
    ClassWriter handler = Jars.type(QUARKUS + "McpMessageHandler", "java/lang/Object");
    Jars.method(
        handler,
        ACC_PRIVATE,
        "complete",
        "(Lio/vertx/core/json/JsonObject;Lio/quarkiverse/mcp/server/runtime/McpRequest;)"
            + "Lio/vertx/core/Future;");
    type(QUARKUS + "McpMessageHandler", handler.toByteArray());

    Surveyed surveyed = survey();

    assertThat(surveyed.frameworks().get(0).missing()).isEmpty();
    assertThat(surveyed.withoutToolCalls()).containsExactly("Quarkus MCP server");
    assertThat(surveyed.findings()).isEqualTo(1);
  }

  @Test
  void classThatCanNotBeRead_isAMissingHook_asWhenItIsLoaded() throws IOException {
    type(Jars.SDK_SERVER, new byte[] {1, 2, 3});

    assertThat(survey().frameworks().get(0).missing())
        .hasSize(7)
        .allMatch(tried -> tried.why().startsWith("can't be woven: "));
  }

  @Test
  void classOfAnotherName_atALikePath_isNotTheFramework() throws IOException {
    type(
        "com/acme/shaded/" + Jars.SDK_SERVER,
        Jars.type("com/acme/shaded/" + Jars.SDK_SERVER, "java/lang/Object").toByteArray());

    Surveyed surveyed = survey();

    assertThat(surveyed.classes()).isEqualTo(1);
    assertThat(surveyed.frameworks()).isEmpty();
    assertThat(surveyed.isUntold()).isTrue();
    assertThat(surveyed.findings()).isEqualTo(1);
  }

  @Test
  void libraryThatLostAMethod_isAFinding_thoughItIsNoFramework() throws IOException {
    type(Jars.SDK_SERVER, Jars.sdkServer());
    type(
        "io/ktor/util/pipeline/Pipeline",
        Jars.type("io/ktor/util/pipeline/Pipeline", "java/lang/Object").toByteArray());

    Surveyed surveyed = survey();

    assertThat(surveyed.frameworks()).hasSize(1);
    assertThat(surveyed.libraries()).hasSize(1);
    assertThat(surveyed.libraries().get(0).missing())
        .extracting(tried -> tried.hook().id())
        .contains("Pipeline.execute");
    assertThat(surveyed.findings()).isPositive();
  }

  @Test
  void dispatchPoint_whoseMethodIsThere_isEnough() throws IOException {
    type("com/acme/Server", "java/lang/Object", ACC_PRIVATE, CALL);

    Surveyed surveyed = survey(call("com/acme/Server"));

    assertThat(surveyed.declared())
        .extracting(Declared::isFound, Declared::place)
        .containsExactly(tuple(true, directory.toString()));
    assertThat(surveyed.isUntold()).isFalse();
    assertThat(surveyed.findings()).isZero();
  }

  @Test
  void dispatchPoint_whoseClassIsNowhere_leavesTheServerUntold() throws IOException {
    type("com/acme/Server", "java/lang/Object", ACC_PRIVATE, CALL);

    Surveyed surveyed = survey(call("com/acme/Sever"));

    assertThat(surveyed.declared())
        .extracting(Declared::isFound, Declared::place, Declared::why)
        .containsExactly(tuple(false, "", "its class is not there"));
    assertThat(surveyed.isUntold()).isTrue();
    assertThat(surveyed.findings()).isEqualTo(2);
  }

  @Test
  void dispatchPoint_ofOtherParameters_isToldThem() throws IOException {
    type("com/acme/Server", "java/lang/Object", ACC_PRIVATE, OTHER_CALL);

    assertThat(declared("com/acme/Server").why())
        .isEqualTo("the class has call(java.lang.String, int)");
  }

  @Test
  void dispatchPoint_ofAnotherName_isToldSo() throws IOException {
    type("com/acme/Server", Jars.type("com/acme/Server", "java/lang/Object").toByteArray());

    assertThat(declared("com/acme/Server").why()).isEqualTo("the class has no method of that name");
  }

  @Test
  void dispatchPoint_withoutABody_isToldSo() throws IOException {
    type("com/acme/Server", "java/lang/Object", ACC_PUBLIC | ACC_ABSTRACT, CALL);

    assertThat(declared("com/acme/Server").why())
        .isEqualTo("it has no body there: name the class that has it");
  }

  @Test
  void dispatchPoint_thatIsInherited_isToldFromWhere() throws IOException {
    type("com/acme/Base", "java/lang/Object", ACC_PRIVATE, CALL);
    type("com/acme/Middle", Jars.type("com/acme/Middle", "com/acme/Base").toByteArray());
    type("com/acme/Server", "com/acme/Middle", ACC_PRIVATE, OTHER_CALL);

    assertThat(declared("com/acme/Server").why())
        .isEqualTo("it is inherited from com.acme.Base: name that class");
  }

  /** The weaver takes none: the method that it calls has the body. */
  @Test
  void dispatchPoint_thatIsOnlyABridge_isNotFound() throws IOException {
    type("com/acme/Server", "java/lang/Object", ACC_PUBLIC | ACC_BRIDGE | ACC_SYNTHETIC, CALL);

    assertThat(declared("com/acme/Server").isFound()).isFalse();
  }
}
