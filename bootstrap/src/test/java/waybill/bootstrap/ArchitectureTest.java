package waybill.bootstrap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house as the blueprint draws it. A rule that finds nothing to judge fails. */
@AnalyzeClasses(packages = "waybill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String DOMAIN = "waybill.domain..";
    private static final String APPLICATION = "waybill.application..";
    private static final String PORTS_IN = "waybill.application.port.in";
    private static final String PORTS_OUT = "waybill.application.port.out";
    private static final String SERVICES = "waybill.application.service";
    private static final String ADAPTERS = "waybill.adapter..";
    private static final String SIMULATOR = "waybill.simulator..";
    private static final String BOOTSTRAP = "waybill.bootstrap..";
    private static final String OURS = "waybill..";
    private static final String JDK = "java..";
    private static final String JSPECIFY = "org.jspecify.annotations..";

    /** Without this, an adapter that is not on the class path would keep every rule. */
    @ArchTest
    static void every_part_of_the_house_is_seen(JavaClasses classes) {
        assertThat(classes)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "waybill.domain",
                        PORTS_IN,
                        PORTS_OUT,
                        SERVICES,
                        "waybill.adapter.http",
                        "waybill.adapter.persistence",
                        "waybill.adapter.plivo",
                        "waybill.simulator",
                        "waybill.bootstrap");
    }

    @ArchTest
    static final ArchRule every_class_has_its_place = classes()
            .should()
            .resideInAnyPackage(DOMAIN, PORTS_IN, PORTS_OUT, SERVICES, "waybill.adapter.*..", SIMULATOR, BOOTSTRAP);

    @ArchTest
    static final ArchRule domain_knows_only_the_JDK_and_JSpecify = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, JDK, JSPECIFY);

    @ArchTest
    static final ArchRule application_knows_only_domain = classes()
            .that()
            .resideInAPackage(APPLICATION)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(APPLICATION, DOMAIN, JDK, JSPECIFY);

    @ArchTest
    static final ArchRule ports_do_not_know_services = classes()
            .that()
            .resideInAnyPackage(PORTS_IN, PORTS_OUT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(PORTS_IN, PORTS_OUT, DOMAIN, JDK, JSPECIFY);

    @ArchTest
    static final ArchRule domain_and_application_name_no_technology = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, APPLICATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.helidon..",
                    "com.plivo..",
                    "java.sql..",
                    "javax..",
                    "java.io..",
                    "java.net..",
                    "java.nio.channels..",
                    "java.nio.file..");

    @ArchTest
    static final ArchRule an_adapter_knows_of_us_only_ports_and_domain = classes()
            .that()
            .resideInAPackage(ADAPTERS)
            .should()
            .onlyDependOnClassesThat(
                    resideOutsideOfPackage(OURS).or(resideInAnyPackage(ADAPTERS, PORTS_IN, PORTS_OUT, DOMAIN)));

    /** Whatever adapters there are or will be. */
    @ArchTest
    static final ArchRule an_adapter_never_knows_another =
            slices().matching("waybill.adapter.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule the_simulator_knows_nothing_of_us = classes()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackage(OURS).or(resideInAnyPackage(SIMULATOR)));

    @ArchTest
    static final ArchRule only_bootstrap_knows_services = classes()
            .that()
            .resideInAPackage(SERVICES)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(SERVICES, BOOTSTRAP);

    @ArchTest
    static final ArchRule only_bootstrap_knows_adapters = classes()
            .that()
            .resideInAPackage(ADAPTERS)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(ADAPTERS, BOOTSTRAP);

    @ArchTest
    static final ArchRule only_bootstrap_knows_the_simulator = classes()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(SIMULATOR, BOOTSTRAP);

    @ArchTest
    static final ArchRule nobody_knows_bootstrap = classes()
            .that()
            .resideInAPackage(BOOTSTRAP)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage(BOOTSTRAP);

    @ArchTest
    static final ArchRule an_act_is_an_interface = classes()
            .that()
            .resideInAPackage(PORTS_IN)
            .and()
            .areTopLevelClasses()
            .should()
            .beInterfaces();

    @ArchTest
    static final ArchRule a_port_is_an_interface_and_what_goes_through_it_a_value =
            classes().that().resideInAnyPackage(PORTS_IN, PORTS_OUT).should(new BeInterfacesOrValues());

    @ArchTest
    static final ArchRule wall_clocks_are_read_only_in_bootstrap = noClasses()
            .that()
            .resideOutsideOfPackage(BOOTSTRAP)
            .should()
            .accessTargetWhere(
                    Clocks.isWallClock().and(Clocks.isDefaultOfTheSimulator().negate()));

    @ArchTest
    static final ArchRule domain_and_application_are_given_their_time = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, APPLICATION)
            .should()
            .accessTargetWhere(Clocks.isWallClock().or(Clocks.isMonotonicClock()));

    @ArchTest
    static final ArchRule logs_are_written_through_the_platform_s_logger_and_set_up_in_bootstrap = noClasses()
            .that()
            .resideOutsideOfPackage(BOOTSTRAP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes().should(new BeNullMarked());

    @ArchTest
    static final ArchRule no_name_says_nothing =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?");
}
