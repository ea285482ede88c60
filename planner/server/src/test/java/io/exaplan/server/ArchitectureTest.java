package io.exaplan.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who may know whom among the server's features. */
@AnalyzeClasses(packages = "io.exaplan.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ENGINE = "io.exaplan.engine..";
    private static final String KERNEL = "io.exaplan.engine.kernel..";
    private static final String CATALOGUE = "io.exaplan.engine.catalogue..";
    private static final String CONTRACT = "io.exaplan.contract..";

    /** Domainless packages: any feature may use them, and they use none. */
    private static final String[] COMMON = {
        of("security"), of("audit"), of("web"), of("time"), of("database"), of("queue")
    };

    private static final String[] FEATURES = {
        of("inventory"), of("demand"), of("planning"), of("dispatch"), of("scenario"), of("views")
    };

    @ArchTest
    static final ArchRule inventoryKnowsKernelAndCatalogue = only("inventory").mayKnow(KERNEL, CATALOGUE);

    @ArchTest
    static final ArchRule demandKnowsKernelAndCatalogue = only("demand").mayKnow(KERNEL, CATALOGUE);

    @ArchTest
    static final ArchRule planningKnowsInventoryDemandAndTheEngine =
            only("planning").mayKnow(of("inventory"), of("demand"), ENGINE);

    @ArchTest
    static final ArchRule dispatchKnowsPlanningAndTheContract =
            only("dispatch").mayKnow(of("planning"), of("inventory"), of("demand"), ENGINE, CONTRACT);

    @ArchTest
    static final ArchRule scenarioKnowsPlanning =
            only("scenario").mayKnow(of("planning"), of("inventory"), of("demand"), ENGINE);

    @ArchTest
    static final ArchRule viewsSeeEveryFeature = only("views").mayKnow(with(FEATURES, ENGINE));

    @ArchTest
    static final ArchRule demoKnowsTheProductFromOutside = only("demo").mayKnow("io.exaplan.server");

    @ArchTest
    static final ArchRule solveKnowsPlanning =
            only("solve").mayKnow(of("planning"), of("inventory"), of("demand"), ENGINE);

    @ArchTest
    static final ArchRule replayKnowsTheEngine = only("replay").mayKnow(ENGINE);

    @ArchTest
    static final ArchRule everyPackageHasItsPlace = classes()
            .should()
            .resideInAnyPackage(
                    with(with(COMMON, FEATURES), "io.exaplan.server", of("solve"), of("replay"), of("demo")));

    @ArchTest
    static final ArchRule theContractIsDispatchsAlone = noClasses()
            .that()
            .resideOutsideOfPackage(of("dispatch"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONTRACT);

    @ArchTest
    static final ArchRule commonPackagesAreNobodysDomain = noClasses()
            .that()
            .resideInAnyPackage(COMMON)
            .should()
            .dependOnClassesThat(resideInAPackage("io.exaplan..").and(resideOutsideOfPackages(COMMON)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule optaPlannerStaysInTheEngine = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.optaplanner..")
            .allowEmptyShould(true);

    private static PackageRule only(String feature) {
        return allowed -> {
            String[] known = with(with(COMMON, allowed), of(feature));
            return noClasses()
                    .that()
                    .resideInAPackage(of(feature))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("io.exaplan..").and(resideOutsideOfPackages(known)))
                    .allowEmptyShould(true);
        };
    }

    private static String of(String feature) {
        return "io.exaplan.server." + feature + "..";
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }

    private interface PackageRule {
        ArchRule mayKnow(String... packages);
    }
}
