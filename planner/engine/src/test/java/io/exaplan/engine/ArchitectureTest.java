package io.exaplan.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/** Who may know whom in the engine, and what none of it may know. */
@AnalyzeClasses(packages = "io.exaplan.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] JDK = {
        "java.lang..", "java.util..", "java.math..", "java.time..", "java.io..", "java.nio..", "java.text.."
    };
    private static final String PRIMITIVES = "";
    private static final String NULLNESS = "org.jspecify.annotations..";

    @ArchTest
    static final ArchRule everyPackageHasItsPlace = classes()
            .that(notPackageInfo())
            .should()
            .resideInAnyPackage(
                    of("kernel"),
                    of("catalogue"),
                    of("model"),
                    of("solver"),
                    of("checker"),
                    of("placement"),
                    of("book"),
                    of("start"),
                    of("replay"))
            .because("a new package first gets its line in this test")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule kernelKnowsTheJdkOnly = noClasses()
            .that()
            .resideInAPackage(of("kernel"))
            .should()
            .dependOnClassesThat(
                    resideOutsideOfPackages(JDK).and(resideOutsideOfPackages(of("kernel"), NULLNESS, PRIMITIVES)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule catalogueKnowsTheKernel = only("catalogue").mayKnow("kernel");

    @ArchTest
    static final ArchRule modelKnowsCatalogueAndKernel = only("model").mayKnow("catalogue", "kernel");

    @ArchTest
    static final ArchRule solverKnowsTheModel = only("solver").mayKnow("model", "catalogue", "kernel");

    @ArchTest
    static final ArchRule checkerJudgesTheModelAndNeverMeetsTheSolver =
            only("checker").mayKnow("model", "catalogue", "kernel");

    @ArchTest
    static final ArchRule placementKnowsModelAndKernel = only("placement").mayKnow("model", "kernel");

    @ArchTest
    static final ArchRule startDecidesByValue = only("start").mayKnow("model", "kernel");

    @ArchTest
    static final ArchRule bookPutsThemTogether =
            only("book").mayKnow("solver", "checker", "placement", "start", "model", "catalogue", "kernel");

    @ArchTest
    static final ArchRule nobodyKnowsReplay = noClasses()
            .that()
            .resideOutsideOfPackage(of("replay"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(of("replay"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule optaPlannerStaysBehindSolverAndPlacement = noClasses()
            .that()
            .resideOutsideOfPackages(of("solver"), of("placement"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.optaplanner..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noFrameworkNoStoreNoWire = noClasses()
            .should()
            .dependOnClassesThat(resideOutsideOfPackages(JDK)
                    .and(resideOutsideOfPackages(
                            "io.exaplan.engine..", NULLNESS, "org.optaplanner..", "org.slf4j..", PRIMITIVES)))
            .because("the engine is a plain library: no Spring, SQL, HTTP or JSON")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noWallClock = noClasses()
            .should()
            .callCodeUnitWhere(readsTheWallClock())
            .because("the engine lives in plan time, which its caller hands in")
            .allowEmptyShould(true);

    private static String of(String feature) {
        return "io.exaplan.engine." + feature + "..";
    }

    private static DescribedPredicate<JavaClass> notPackageInfo() {
        return describe("are not package-info", type -> !type.getSimpleName().equals("package-info"));
    }

    private static DescribedPredicate<JavaCall<?>> readsTheWallClock() {
        return describe("reads the wall clock", call -> {
            List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
            boolean handedAClock = parameters.stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
            JavaClass owner = call.getTargetOwner();
            return switch (call.getName()) {
                case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
                case "now" -> owner.getPackageName().startsWith("java.time") && !handedAClock;
                case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                    owner.isEquivalentTo(Clock.class);
                case "<init>" -> owner.isEquivalentTo(Date.class) && parameters.isEmpty();
                default -> false;
            };
        });
    }

    private static PackageRule only(String feature) {
        return allowed -> {
            String[] known = Stream.concat(Stream.of(feature), Arrays.stream(allowed))
                    .map(ArchitectureTest::of)
                    .toArray(String[]::new);
            return noClasses()
                    .that()
                    .resideInAPackage(of(feature))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("io.exaplan..").and(resideOutsideOfPackages(known)))
                    .allowEmptyShould(true);
        };
    }

    private interface PackageRule {
        ArchRule mayKnow(String... features);
    }
}
