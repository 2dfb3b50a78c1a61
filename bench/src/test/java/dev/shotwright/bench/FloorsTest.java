package dev.shotwright.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The floors of the house as docs/architecture.md draws them. */
class FloorsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.shotwright");

    @Test
    void a_module_uses_only_lower_floors() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.shotwright..")
                .layer("vocabulary")
                .definedBy("dev.shotwright.vocabulary..")
                .layer("media")
                .definedBy("dev.shotwright.media..")
                .layer("tensor")
                .definedBy("dev.shotwright.tensor..")
                .layer("models")
                .definedBy("dev.shotwright.models..")
                .layer("world")
                .definedBy("dev.shotwright.world..")
                .layer("engine")
                .definedBy("dev.shotwright.engine..")
                .layer("fakes")
                .definedBy("dev.shotwright.fakes..")
                .layer("providers")
                .definedBy("dev.shotwright.providers..")
                .optionalLayer("jobs")
                .definedBy("dev.shotwright.jobs..")
                .optionalLayer("worker")
                .definedBy("dev.shotwright.worker..")
                .optionalLayer("server")
                .definedBy("dev.shotwright.server..")
                .layer("cli")
                .definedBy("dev.shotwright.cli..")
                .layer("bench")
                .definedBy("dev.shotwright.bench..")
                .whereLayer("vocabulary")
                .mayNotAccessAnyLayer()
                .whereLayer("media")
                .mayOnlyAccessLayers("vocabulary")
                .whereLayer("tensor")
                .mayOnlyAccessLayers("vocabulary")
                .whereLayer("models")
                .mayOnlyAccessLayers("vocabulary", "tensor")
                .whereLayer("world")
                .mayOnlyAccessLayers("vocabulary", "media")
                .whereLayer("engine")
                .mayOnlyAccessLayers("vocabulary", "media", "tensor", "models")
                .whereLayer("fakes")
                .mayNotAccessAnyLayer()
                .whereLayer("providers")
                .mayOnlyAccessLayers("vocabulary", "media")
                .whereLayer("jobs")
                .mayOnlyAccessLayers("vocabulary")
                .whereLayer("worker")
                .mayOnlyAccessLayers("vocabulary", "media", "tensor", "world", "engine", "providers", "jobs")
                .whereLayer("server")
                .mayOnlyAccessLayers("vocabulary", "providers", "jobs")
                .whereLayer("cli")
                .mayOnlyAccessLayers(
                        "vocabulary", "media", "tensor", "world", "engine", "providers", "jobs", "worker", "server")
                .whereLayer("bench")
                .mayOnlyAccessLayers(
                        "vocabulary",
                        "media",
                        "tensor",
                        "models",
                        "world",
                        "engine",
                        "providers",
                        "fakes",
                        "jobs",
                        "worker",
                        "server",
                        "cli")
                .check(HOUSE);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.shotwright.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void the_vocabulary_reads_no_files_and_calls_nobody() {
        noClasses()
                .that()
                .resideInAPackage("dev.shotwright.vocabulary..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.sql..", "java.awt..")
                .check(HOUSE);
    }

    @Test
    void only_media_knows_ffmpeg_and_only_tensor_knows_libtorch() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.shotwright.media..", "dev.shotwright.tensor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.shotwright.tensor..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco.ffmpeg..")
                .check(HOUSE);
    }

    @Test
    void every_drawing_is_the_same_on_every_machine() {
        noClasses()
                .that()
                .resideInAPackage("dev.shotwright.world..")
                .should()
                .callMethod(Math.class, "sin", double.class)
                .orShould()
                .callMethod(Math.class, "cos", double.class)
                .orShould()
                .callMethod(Math.class, "tan", double.class)
                .orShould()
                .callMethod(Math.class, "exp", double.class)
                .orShould()
                .callMethod(Math.class, "log", double.class)
                .orShould()
                .callMethod(Math.class, "pow", double.class, double.class)
                .orShould()
                .callMethod(Math.class, "atan2", double.class, double.class)
                .orShould()
                .callMethod(Math.class, "random")
                .because("Math's functions may differ in the last bit from machine to machine; StrictMath's do not")
                .check(HOUSE);
    }

    @Test
    void names_say_what_a_thing_is() {
        classes()
                .that()
                .resideInAPackage("dev.shotwright..")
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl|Abstract[A-Z].*)")
                .check(HOUSE);
    }
}
