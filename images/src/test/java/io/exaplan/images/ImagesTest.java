package io.exaplan.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The images of the jars this build packed, over a base of one small file. */
class ImagesTest {

    private static final Path HOME = Path.of("..");

    @TempDir
    private static Path bases;

    @TempDir
    private Path folder;

    /** What the last command said was wrong. */
    private String words = "";

    @BeforeAll
    static void makeABase() throws Exception {
        for (JavaImage image : JavaImage.ALL) {
            assumeTrue(Files.exists(HOME.resolve(image.built())), image.built() + " is not packed: run mvn verify");
        }
        Files.writeString(bases.resolve("java"), "not a JRE");
        Jib.fromScratch()
                .addLayer(List.of(bases.resolve("java")), AbsoluteUnixPath.get("/opt/java/bin"))
                .addEnvironmentVariable("PATH", "/opt/java/bin")
                .containerize(Containerizer.to(TarImage.at(base()).named("base"))
                        .setApplicationLayersCache(bases.resolve("cache"))
                        .setBaseImageLayersCache(bases.resolve("cache")));
    }

    static List<JavaImage> images() {
        return JavaImage.ALL;
    }

    @ParameterizedTest
    @MethodSource("images")
    void addNothingButTheJarToTheirBase(JavaImage image) throws Exception {
        Unpacked made = write(image, "image.tar");

        assertThat(made.layers()).hasSize(2);
        assertThat(Unpacked.files(made.layers().getFirst()))
                .extracting(TarArchiveEntry::getName)
                .containsExactly("opt/java/bin/java");
        List<TarArchiveEntry> added = Unpacked.files(made.layers().getLast());
        assertThat(added).extracting(file -> "/" + file.getName()).containsExactlyInAnyOrderElementsOf(contents(image));
        assertThat(added).allSatisfy(file -> {
            assertThat(file.getMode() & 0777).isEqualTo(0644);
            assertThat(file.getLongUserId()).isZero();
        });
        assertThat(added)
                .anySatisfy(jar -> assertThat(jar.getSize()).isEqualTo(Files.size(HOME.resolve(image.built()))));
    }

    private static List<String> contents(JavaImage image) {
        return image.named() ? List.of("/etc/passwd", image.jarInside()) : List.of(image.jarInside());
    }

    @ParameterizedTest
    @MethodSource("images")
    void runAsNobodyFromAFixedCommand(JavaImage image) throws Exception {
        var config = write(image, "image.tar").config().get("config");

        assertThat(config.get("User").asText()).isEqualTo("10001:10001");
        assertThat(config.get("WorkingDir").asText()).isEqualTo("/opt/exaplan");
        assertThat(Unpacked.texts(config.get("Entrypoint")))
                .startsWith("java")
                .contains("-XX:+ExitOnOutOfMemoryError")
                .endsWith("-jar", image.jarInside());
        assertThat(Unpacked.texts(config.get("Env"))).contains("PATH=/opt/java/bin");
    }

    @Test
    void areTheSameWhereverTheyAreBuilt() {
        assertThat(images("cache1").write(JavaImage.CLUSTER_AGENT, folder.resolve("1.tar"), "1"))
                .startsWith("sha256:")
                .isEqualTo(images("cache2").write(JavaImage.CLUSTER_AGENT, folder.resolve("2.tar"), "2"));
    }

    @Test
    void arePushedToARegistry() throws Exception {
        try (LittleRegistry registry = new LittleRegistry(folder)) {
            int code = run("--to", registry.address() + "/city", "--tag", "7", "--insecure", "cluster-agent");

            assertThat(code).as(words).isZero();
            assertThat(registry.manifests.keySet()).containsExactly("/v2/city/cluster-agent/manifests/7");
            assertThat(new String(registry.manifests.values().iterator().next(), StandardCharsets.UTF_8))
                    .satisfies(manifest -> registry.blobs
                            .keySet()
                            .forEach(blob -> assertThat(manifest).contains(blob)));
            assertThat(registry.blobs).as("two layers and the configuration").hasSize(3);
        }
    }

    @Test
    void sayWhatIsMissing() {
        assertThat(run("--tars", folder.toString(), "--tag", "1", "--home", folder.toString()))
                .isEqualTo(1);
        assertThat(words).contains("planner/server/target/exaplan-server-exec.jar is not there. Run `make`");
        assertThat(run("--tars", folder.toString(), "--tag", "1", "--base", "tar:" + folder.resolve("none.tar")))
                .isEqualTo(1);
        assertThat(words).contains("planner cannot be made of tar:", "none.tar");
        assertThat(run("--tars", folder.toString(), "--tag", "no tag")).isEqualTo(1);
        assertThat(words).contains("exaplan/planner:no tag is no name of an image");
    }

    @Test
    void refuseWrongArguments() {
        assertThat(run("--tag", "1")).isEqualTo(2);
        assertThat(words).contains("--to", "--tars");
        assertThat(run("--tars", folder.toString())).isEqualTo(2);
        assertThat(words).contains("--tag");
        assertThat(run("--tars", folder.toString(), "--tag", "1", "mailer")).isEqualTo(2);
        assertThat(words).contains("'mailer'");
        assertThat(run("--tars", folder.toString(), "--tag", "1", "--platform", "amd64"))
                .isEqualTo(2);
        assertThat(words).contains("'amd64' is not OS/ARCHITECTURE");
    }

    /** Over the base of one file and this build's jars, unless the arguments say otherwise. */
    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--base")) {
            all.addAll(List.of("--base", "tar:" + base()));
        }
        if (!all.contains("--home")) {
            all.addAll(List.of("--home", HOME.toString()));
        }
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            return ImagesCommand.run(all.toArray(String[]::new));
        } finally {
            System.setErr(err);
            words = said.toString(StandardCharsets.UTF_8);
        }
    }

    private static Path base() {
        return bases.resolve("base.tar");
    }

    private Images images(String cache) {
        return new Images(HOME, "tar:" + base(), Set.of(), folder.resolve(cache), false);
    }

    private Unpacked write(JavaImage image, String name) throws Exception {
        Path tar = folder.resolve(name);
        images("cache").write(image, tar, "1");
        return Unpacked.of(tar, Files.createDirectory(folder.resolve(name + ".unpacked")));
    }
}
