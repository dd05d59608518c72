package io.github.milvusretention;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The allowed dependencies between the packages. */
class ArchitectureTest {
  private static final String ROOT = "io.github.milvusretention";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @ParameterizedTest
  @CsvSource({
    "period,",
    "policy, period",
    "text,",
    "clock,",
    "guard, clock policy period",
    "forecast, guard policy period",
    "milvus, text clock",
    "rules, text policy period milvus",
    "hold, audit run rules database policy period milvus",
    "database,",
    "lease, clock database",
    "run, lease period",
    "ledger, run lease database guard policy milvus period",
    "clusters, ledger run lease rules policy milvus period",
    "plan, forecast clock clusters hold ledger run lease rules guard policy period milvus",
    "drop, clock clusters hold ledger run lease rules policy period milvus",
    "check, clock plan clusters hold run database rules policy period milvus",
    "job, audit plan drop clusters hold ledger run lease database rules guard policy period milvus",
    "schedule, job ledger run lease database rules policy period milvus",
    "ops, schedule job clusters hold ledger run database rules policy period milvus clock",
    "notify, text job plan forecast hold ledger run lease database rules guard policy period"
        + " milvus",
    "restore, audit clusters hold ledger run lease rules policy period milvus",
    "audit, text database",
    "console, audit cli ops text clock notify check job restore plan drop forecast hold schedule ledger run"
        + " lease database rules guard policy period milvus",
    "cli, audit ops text notify check job restore plan drop forecast hold ledger run lease database rules guard"
        + " policy period milvus",
  })
  void aPackageKnowsOnlyThoseBelowIt(String from, String to) {
    String[] allowed = to == null ? new String[0] : to.split(" ");
    classes()
        .that()
        .resideInAPackage(ROOT + "." + from + "..")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideOutsideOfPackage(ROOT + "..")
                .or(
                    JavaClass.Predicates.resideInAnyPackage(
                        Stream.concat(Stream.of(from), Arrays.stream(allowed))
                            .map(name -> ROOT + "." + name + "..")
                            .toArray(String[]::new))))
        .check(MAIN);
  }

  @Test
  void everyPackageHasItsPlaceInTheArrows() {
    assertThat(MAIN.getPackage(ROOT).getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .containsExactlyInAnyOrder(
            "text",
            "clock",
            "period",
            "policy",
            "guard",
            "forecast",
            "milvus",
            "rules",
            "database",
            "hold",
            "lease",
            "run",
            "ledger",
            "clusters",
            "plan",
            "drop",
            "check",
            "job",
            "schedule",
            "restore",
            "ops",
            "notify",
            "audit",
            "console",
            "cli");
  }

  /** Nothing scans for it: it would never be made. MilvusRetention lists what is. */
  @Test
  void noClassWaitsToBeFoundByScanning() {
    noClasses().should().beAnnotatedWith("org.springframework.stereotype.Component").check(MAIN);
  }

  @Test
  void noTwoPackagesNeedEachOther() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void whatMayGoAndHowToAskAreFreeOfSpring() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".clock..",
            ROOT + ".period..",
            ROOT + ".policy..",
            ROOT + ".guard..",
            ROOT + ".forecast..",
            ROOT + ".milvus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "org.quartz..", "picocli..", "java.sql..")
        .check(MAIN);
  }

  @Test
  void decisionsReadNoClockAndDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".clock..",
            ROOT + ".period..",
            ROOT + ".policy..",
            ROOT + ".guard..",
            ROOT + ".forecast..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "org.slf4j..")
        .orShould()
        .callMethod("java.time.Instant", "now")
        .orShould()
        .callMethod("java.time.LocalDate", "now")
        .orShould()
        .callMethod("java.lang.System", "currentTimeMillis")
        .check(MAIN);
  }

  /** A daemon may run in another zone than its node, its database and its rules. */
  @Test
  void nothingDependsOnTheZoneOfTheMachine() {
    noClasses()
        .that()
        // Spring Batch's own times have no zone; only the rooms that read them may know that.
        .resideOutsideOfPackages(ROOT + ".job..", ROOT + ".database..")
        .should()
        .callMethod("java.time.ZoneId", "systemDefault")
        .orShould()
        .callMethod("java.util.TimeZone", "getDefault")
        .orShould()
        .callMethod("java.time.LocalDateTime", "now")
        .orShould()
        .callMethod("java.time.LocalDate", "now")
        .orShould()
        .callMethod("java.time.ZonedDateTime", "now")
        .orShould()
        .callMethod("java.util.Calendar", "getInstance")
        .orShould()
        .callConstructor("java.text.SimpleDateFormat", "java.lang.String")
        .check(MAIN);
  }

  @Test
  void onlyOneClassSendsWhatCannotBeUndone() {
    String milvus = ROOT + ".milvus.Milvus";
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".drop.gate.DropCalls")
        .should()
        .callMethod(
            milvus, "drop", String.class.getName(), String.class.getName(), String.class.getName())
        .orShould()
        .callMethod(
            milvus, "release", String.class.getName(), String.class.getName(), List.class.getName())
        .check(MAIN);
  }

  /** It asks holds, lease, clocks, stop and the collection's id, and each call needs all of it. */
  @Test
  void theOneClassAsksTheGateBeforeEachCall() {
    String calls = ROOT + ".drop.gate.DropCalls";
    JavaClass drops = MAIN.get(calls);
    Set<String> senders = new TreeSet<>();
    Set<String> askers = new TreeSet<>();
    for (JavaMethodCall call : drops.getMethodCallsFromSelf()) {
      String from = call.getOrigin().getName();
      String owner = call.getTargetOwner().getName();
      if (owner.equals(ROOT + ".milvus.Milvus")
          && Set.of("drop", "release").contains(call.getTarget().getName())) {
        senders.add(from);
      }
      if (owner.equals(ROOT + ".drop.gate.SendGate")
          && call.getTarget().getName().startsWith("objection")) {
        askers.add(from);
      }
    }
    drops.getMethodCallsFromSelf().stream()
        .filter(call -> call.getTargetOwner().equals(drops))
        .filter(call -> askers.contains(call.getTarget().getName()))
        .map(call -> call.getOrigin().getName())
        .toList()
        .forEach(askers::add);

    assertThat(senders).containsExactly("drop", "release");
    assertThat(askers).containsAll(senders);
  }

  /** Whatever sends again, a rerun, a repair or what a dead run left, has no other way. */
  @Test
  void theGateAsksForHoldsEachTime() {
    classes()
        .that()
        .haveFullyQualifiedName(ROOT + ".drop.gate.SendGate")
        .should()
        .callMethod(ROOT + ".drop.gate.HoldCheck", "objection", List.class.getName())
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".drop..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ROOT + ".drop.gate.DropCalls")
        .check(MAIN);
  }

  @Test
  void everyPackageSaysThatNothingIsNullUnlessMarked() {
    assertThat(MAIN.getPackage(ROOT).getSubpackagesInTree())
        .isNotEmpty()
        .allSatisfy(
            part -> assertThat(part.isAnnotatedWith(NullMarked.class)).as(part.getName()).isTrue());
  }
}
