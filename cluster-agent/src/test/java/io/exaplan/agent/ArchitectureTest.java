package io.exaplan.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Drivers stay behind their port, and what talks to the planner never meets one. */
@AnalyzeClasses(packages = "io.exaplan.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PORT = "io.exaplan.agent.driver";
    private static final String CONTRACT = "io.exaplan.contract..";

    /** Reads YAML and knows nobody: a driver reads its own block of the settings. */
    private static final String SETTINGS = "io.exaplan.agent.settings..";

    private static final String[] DRIVERS = {PORT + ".simulated..", PORT + ".kubernetes..", PORT + ".slurm.."};

    @ArchTest
    static final ArchRule portKnowsTheContractOnly = noClasses()
            .that()
            .resideInAPackage(PORT)
            .should()
            .dependOnClassesThat(resideInAPackage("io.exaplan..").and(resideOutsideOfPackages(PORT, CONTRACT)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule driversKnowTheirPortOnly = noClasses()
            .that()
            .resideInAnyPackage(DRIVERS)
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.exaplan..").and(resideOutsideOfPackages(PORT + "..", SETTINGS, CONTRACT)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule settingsKnowNobody = noClasses()
            .that()
            .resideInAPackage(SETTINGS)
            .should()
            .dependOnClassesThat(resideInAPackage("io.exaplan..").and(resideOutsideOfPackages(SETTINGS)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule driversDoNotKnowEachOther =
            slices().matching(PORT + ".(*)..").should().notDependOnEachOther().allowEmptyShould(true);

    @ArchTest
    static final ArchRule whatTalksToThePlannerKnowsTheContractOnly = noClasses()
            .that()
            .resideInAnyPackage("io.exaplan.agent.report..", "io.exaplan.agent.plannerlink..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.exaplan..")
                    .and(resideOutsideOfPackages(
                            "io.exaplan.agent.report..", "io.exaplan.agent.plannerlink..", SETTINGS, CONTRACT)));

    @ArchTest
    static final ArchRule everythingElseSeesThePortAlone = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.exaplan.agent.observe..",
                    "io.exaplan.agent.apply..",
                    "io.exaplan.agent.report..",
                    "io.exaplan.agent.plannerlink..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DRIVERS)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule fabric8StaysInItsDriver = noClasses()
            .that()
            .resideOutsideOfPackage(PORT + ".kubernetes..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule plainJavaWithTheContract = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.exaplan.engine..", "io.exaplan.server..", "org.springframework..")
            .allowEmptyShould(true);
}
