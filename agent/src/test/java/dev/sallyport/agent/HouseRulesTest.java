package dev.sallyport.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/** How to live in this house, as rules. Each exception stands here with its reason. */
// spotless:off
@AnalyzeClasses(
    packages = "dev.sallyport",
    importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.NoTestApplications.class})
class HouseRulesTest {
  private static final String AGENT = "dev.sallyport.agent";

  /** Other modules' classes may be on the class path as well. */
  static final class NoTestApplications implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/testapps/");
    }
  }

  /** A rule that looks at nothing passes. */
  @ArchTest
  static void rules_seeTheHouse(JavaClasses house) {
    Set<String> packages = new TreeSet<>();
    house.forEach(type -> packages.add(type.getPackageName()));

    assertThat(house.size()).isGreaterThan(150);
    assertThat(packages)
        .contains(
            AGENT,
            AGENT + ".approval",
            AGENT + ".audit",
            AGENT + ".caller",
            AGENT + ".client",
            AGENT + ".command",
            AGENT + ".context",
            AGENT + ".credential",
            AGENT + ".doctor",
            AGENT + ".doctor.server",
            AGENT + ".enforce",
            AGENT + ".export",
            AGENT + ".framework",
            AGENT + ".framework.declared",
            AGENT + ".framework.helidon",
            AGENT + ".framework.json",
            AGENT + ".framework.kotlin",
            AGENT + ".framework.quarkus",
            AGENT + ".framework.sdk",
            AGENT + ".gate",
            AGENT + ".guest.mutiny",
            AGENT + ".guest.reactor",
            AGENT + ".guest.rxjava",
            AGENT + ".http",
            AGENT + ".identity",
            AGENT + ".inbound",
            AGENT + ".learn",
            AGENT + ".limit",
            AGENT + ".lineage",
            AGENT + ".pin",
            AGENT + ".reactive",
            AGENT + ".record",
            AGENT + ".replay",
            AGENT + ".report",
            AGENT + ".risk",
            AGENT + ".scan",
            AGENT + ".session",
            AGENT + ".start",
            AGENT + ".telemetry",
            AGENT + ".telemetry.signal",
            AGENT + ".weave",
            AGENT + ".wire",
            "dev.sallyport.policy.check",
            "dev.sallyport.policy.decide");
  }

  /** Gates and frameworks see of {@code weave} what a row is; {@code weave} sees neither. */
  @ArchTest
  static final ArchRule arrows_pointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("command").definedBy(AGENT + ".command")
          .layer("replay").definedBy(AGENT + ".replay")
          .layer("lineage").definedBy(AGENT + ".lineage")
          .layer("start").definedBy(AGENT + ".start")
          .layer("scan").definedBy(AGENT + ".scan")
          .layer("doctor").definedBy(AGENT + ".doctor..")
          .layer("report").definedBy(AGENT + ".report")
          .layer("framework").definedBy(AGENT + ".framework..")
          .layer("gate").definedBy(AGENT + ".gate")
          .layer("client").definedBy(AGENT + ".client")
          .layer("inbound").definedBy(AGENT + ".inbound")
          .layer("caller").definedBy(AGENT + ".caller")
          .layer("learn").definedBy(AGENT + ".learn")
          .layer("limit").definedBy(AGENT + ".limit")
          .layer("approval").definedBy(AGENT + ".approval")
          .layer("risk").definedBy(AGENT + ".risk")
          .layer("session").definedBy(AGENT + ".session")
          .layer("reactive").definedBy(AGENT + ".reactive")
          .layer("guest").definedBy(AGENT + ".guest..")
          .layer("weave").definedBy(AGENT + ".weave")
          .layer("wire").definedBy(AGENT + ".wire")
          .layer("context").definedBy(AGENT + ".context")
          .layer("http").definedBy(AGENT + ".http")
          .layer("credential").definedBy(AGENT + ".credential")
          .layer("identity").definedBy(AGENT + ".identity")
          .layer("enforce").definedBy(AGENT + ".enforce")
          .layer("pin").definedBy(AGENT + ".pin")
          .layer("schema").definedBy(AGENT + ".schema")
          .layer("json").definedBy(AGENT + ".json")
          .layer("export").definedBy(AGENT + ".export")
          .layer("audit").definedBy(AGENT + ".audit")
          .layer("telemetry").definedBy(AGENT + ".telemetry..")
          .layer("record").definedBy(AGENT + ".record")
          .layer("policy").definedBy("dev.sallyport.policy..")
          .whereLayer("command").mayNotBeAccessedByAnyLayer()
          .whereLayer("replay").mayOnlyBeAccessedByLayers("command")
          .whereLayer("lineage").mayOnlyBeAccessedByLayers("command")
          .whereLayer("start").mayOnlyBeAccessedByLayers("command", "replay")
          .whereLayer("report").mayOnlyBeAccessedByLayers("command")
          .whereLayer("scan").mayOnlyBeAccessedByLayers("command")
          .whereLayer("doctor").mayOnlyBeAccessedByLayers("command", "start")
          .whereLayer("framework").mayOnlyBeAccessedByLayers("start")
          .whereLayer("reactive").mayOnlyBeAccessedByLayers("start")
          .whereLayer("guest").mayNotBeAccessedByAnyLayer()
          .whereLayer("gate").mayOnlyBeAccessedByLayers("start", "doctor", "framework", "reactive")
          .whereLayer("client").mayOnlyBeAccessedByLayers("start", "gate")
          .whereLayer("inbound").mayOnlyBeAccessedByLayers("gate")
          .whereLayer("learn").mayOnlyBeAccessedByLayers("command")
          .whereLayer("limit").mayOnlyBeAccessedByLayers("start", "gate", "session")
          .whereLayer("approval").mayOnlyBeAccessedByLayers("command", "start", "gate")
          .whereLayer("risk").mayOnlyBeAccessedByLayers("gate")
          .whereLayer("session").mayOnlyBeAccessedByLayers("start", "gate")
          .whereLayer("weave").mayOnlyBeAccessedByLayers("command", "scan", "start", "doctor", "framework", "gate", "client", "inbound")
          .whereLayer("wire").mayOnlyBeAccessedByLayers("gate")
          .whereLayer("context").mayOnlyBeAccessedByLayers("start", "framework", "gate", "inbound", "limit", "reactive")
          .whereLayer("caller").mayOnlyBeAccessedByLayers("start", "gate")
          .whereLayer("http").mayOnlyBeAccessedByLayers("caller", "export", "telemetry")
          .whereLayer("credential").mayOnlyBeAccessedByLayers("command", "start", "caller", "framework", "gate")
          .whereLayer("identity").mayOnlyBeAccessedByLayers("client", "gate", "context")
          .whereLayer("enforce")
          .mayOnlyBeAccessedByLayers("start", "doctor", "framework", "gate", "weave")
          .whereLayer("schema").mayOnlyBeAccessedByLayers("gate")
          .whereLayer("json").mayOnlyBeAccessedByLayers("framework", "report", "schema", "export")
          .whereLayer("pin").mayOnlyBeAccessedByLayers("command", "report", "start", "gate", "limit")
          .whereLayer("export").mayOnlyBeAccessedByLayers("command", "start")
          .whereLayer("audit").mayOnlyBeAccessedByLayers("command", "export", "learn", "lineage", "replay", "report", "start")
          .whereLayer("telemetry").mayOnlyBeAccessedByLayers("start", "export")
          .whereLayer("record")
          .mayOnlyBeAccessedByLayers("command", "start", "framework", "gate", "approval", "learn", "lineage", "pin", "replay", "report", "risk", "audit", "telemetry", "export");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("dev.sallyport.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule policy_knowsNoAgent =
      noClasses()
          .that().resideInAPackage("dev.sallyport.policy..")
          .should().dependOnClassesThat().resideInAPackage(AGENT + "..");

  /** The scan, and the doctor of a server's files, read what the weaver writes. */
  @ArchTest
  static final ArchRule asm_livesWhereClassFilesAreRead =
      noClasses()
          .that().resideOutsideOfPackages(AGENT + ".weave", AGENT + ".scan", AGENT + ".doctor.server")
          .should().dependOnClassesThat().resideInAPackage("org.objectweb.asm..");

  @ArchTest
  static final ArchRule openTelemetry_livesInTelemetryOnly =
      noClasses()
          .that().resideOutsideOfPackage(AGENT + ".telemetry..")
          .should().dependOnClassesThat().resideInAPackage("io.opentelemetry..");

  /** What is defined beside the OpenTelemetry agent finds its API there, and no SDK. */
  @ArchTest
  static final ArchRule signals_knowTheApiOnly =
      noClasses()
          .that().resideInAPackage(AGENT + ".telemetry.signal")
          .should().dependOnClassesThat().resideInAnyPackage("io.opentelemetry.sdk..", "io.opentelemetry.exporter..", AGENT + ".telemetry");

  /** It is loaded only where a policy accepts signed tokens, with the few classes that use it. */
  @ArchTest
  static final ArchRule signedTokens_liveInCallerOnly =
      noClasses()
          .that().resideOutsideOfPackage(AGENT + ".caller")
          .should().dependOnClassesThat().resideInAPackage("com.nimbusds..");

  /** Loaded only where a policy holds arguments to the schemas that tools show. */
  @ArchTest
  static final ArchRule jsonSchema_livesInSchemaOnly =
      noClasses()
          .that().resideOutsideOfPackage(AGENT + ".schema")
          .should().dependOnClassesThat().resideInAPackage("dev.harrel..");

  /** Loaded only by the command that writes a page. */
  @ArchTest
  static final ArchRule templates_liveInReportOnly =
      noClasses()
          .that().resideOutsideOfPackage(AGENT + ".report")
          .should().dependOnClassesThat().resideInAPackage("com.samskivert..");

  /** And to the guests of an application, which are its users as woven code is. */
  @ArchTest
  static final ArchRule gateClass_isKnownToWhoStandsBehindIt =
      noClasses()
          .that().resideOutsideOfPackages(AGENT + ".gate", AGENT + ".start", AGENT + ".guest..")
          .should().dependOnClassesThat(nameMatching("java\\.lang\\.SallyportGate.*"));

  /** They are defined beside an application's library, where nothing else of ours is. */
  @ArchTest
  static final ArchRule guests_knowTheGateOnly =
      noClasses()
          .that().resideInAPackage(AGENT + ".guest..")
          .should().dependOnClassesThat(
              resideInAPackage("dev.sallyport..").and(not(resideInAPackage(AGENT + ".guest.."))));

  /** The door gets the command line its streams; the rest is handed them. */
  @ArchTest
  static final ArchRule stdout_isTheServersProtocol =
      noClasses()
          .that().doNotHaveFullyQualifiedName(AGENT + ".SallyportAgent")
          .should().accessField(System.class, "out");

  /** What says why a start failed, and hands stderr to those that are given it. */
  @ArchTest
  static final ArchRule stderr_isHandedDown =
      noClasses()
          .that().doNotHaveFullyQualifiedName(AGENT + ".SallyportAgent")
          .and().doNotHaveFullyQualifiedName(AGENT + ".start.Start")
          .should().accessField(System.class, "err");

  @ArchTest
  static final ArchRule streams_areWrittenByFew =
      noClasses()
          .that().resideOutsideOfPackages(AGENT, AGENT + ".audit", AGENT + ".command", AGENT + ".export", AGENT + ".record", AGENT + ".start", AGENT + ".telemetry")
          .should().dependOnClassesThat().areAssignableTo(PrintStream.class);

  /** The log manager reads its class from a property that servers set in {@code main}. */
  @ArchTest
  static final ArchRule logging_isTheServers =
      noClasses()
          .that().doNotHaveFullyQualifiedName(AGENT + ".telemetry.SilentLogger")
          .should().dependOnClassesThat().resideInAPackage("java.util.logging..")
          .orShould().dependOnClassesThat().areAssignableTo(System.Logger.class);

  @ArchTest
  static final ArchRule management_isNeverTouched =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.lang.management..", "javax.management..");

  /** Only the door is loaded by the application's loader, so only it is what others can call. */
  @ArchTest
  static final ArchRule door_isFourClasses =
      classes()
          .that().resideInAPackage(AGENT)
          .should().haveFullyQualifiedName(AGENT + ".SallyportAgent")
          .orShould().haveFullyQualifiedName(AGENT + ".IsolatedLoader")
          .orShould().haveFullyQualifiedName(AGENT + ".OwnModule")
          .orShould().haveFullyQualifiedName(AGENT + ".StartClasses")
          .orShould().haveSimpleName("package-info");

  @ArchTest
  static final ArchRule door_knowsTheRestByNameOnly =
      noClasses()
          .that().resideInAPackage(AGENT)
          .should().dependOnClassesThat(
              resideInAPackage("dev.sallyport..").and(not(resideInAPackage(AGENT))));

  @ArchTest
  static final ArchRule state_isNeverStatic =
      fields()
          .that().areStatic()
          // What javac makes for a switch over an enum.
          .and().doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should().beFinal();

  @ArchTest
  static final ArchRule constants_doNotChange =
      noFields()
          .that().areStatic()
          .should().haveRawType("java.util.concurrent.atomic.AtomicLong")
          .orShould().haveRawType("java.util.concurrent.atomic.AtomicInteger")
          .orShould().haveRawType("java.util.concurrent.atomic.AtomicReference")
          .orShould().haveRawType("java.util.concurrent.ConcurrentHashMap")
          .orShould().haveRawType("java.util.HashMap")
          .orShould().haveRawType("java.util.ArrayList");

  @ArchTest
  static final ArchRule names_areOfTheField =
      noClasses()
          .should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor|Factory)");

  @ArchTest
  static void packages_sayWhatLivesThere(JavaClasses house) {
    Set<String> silent = new TreeSet<>();
    Set<String> speaking = new TreeSet<>();
    for (JavaClass type : house) {
      if (type.getSimpleName().equals("package-info")) {
        speaking.add(type.getPackageName());
      } else {
        silent.add(type.getPackageName());
      }
    }
    silent.removeAll(speaking);
    assertThat(silent).isEmpty();
  }

  /** The door alone has no dependency, that of an annotation included. */
  @ArchTest
  static final ArchRule packages_areNullMarked =
      classes()
          .that().haveSimpleName("package-info")
          .and().resideOutsideOfPackage(AGENT)
          .should().beAnnotatedWith(NullMarked.class);
}
// spotless:on
