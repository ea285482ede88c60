package io.exaplan.images;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code bin/images}. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Builds the container images of planner and cluster-agent from what `make` built; needs no container engine.")
public final class ImagesCommand implements Callable<Integer> {

    private static final class PlatformConverter implements ITypeConverter<Platform> {
        @Override
        public Platform convert(String text) {
            String[] parts = text.split("/", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new TypeConversionException("'%s' is not OS/ARCHITECTURE, such as linux/amd64".formatted(text));
            }
            return new Platform(parts[1], parts[0]);
        }
    }

    private static final class ImageConverter implements ITypeConverter<JavaImage> {
        @Override
        public JavaImage convert(String text) {
            return JavaImage.ALL.stream()
                    .filter(image -> image.repository().equals(text))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("'%s' is neither planner nor cluster-agent".formatted(text)));
        }
    }

    private static final class Target {

        @Option(
                names = "--to",
                required = true,
                paramLabel = "PREFIX",
                description = "push them to PREFIX/planner and PREFIX/cluster-agent, such as registry.example/exaplan")
        @Nullable
        String prefix;

        @Option(
                names = "--tars",
                required = true,
                paramLabel = "FOLDER",
                description =
                        "write them to FOLDER/planner.tar and FOLDER/cluster-agent.tar, which `docker load` and its like take")
        @Nullable
        Path folder;
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(
            names = "--base",
            defaultValue = "eclipse-temurin:25-jre",
            description = "image with a JRE 25: a registry's, or tar:FILE (default: ${DEFAULT-VALUE})")
    private String base = "";

    @Option(names = "--tag", required = true, description = "the charts ask for their appVersion")
    private String tag = "";

    @Option(
            names = "--platform",
            split = ",",
            defaultValue = "linux/amd64",
            converter = PlatformConverter.class,
            description = "of the base, several for one name when pushed (default: ${DEFAULT-VALUE})")
    private Set<Platform> platforms = new LinkedHashSet<>();

    @Option(names = "--insecure", description = "registries may have no TLS, or a certificate nobody vouches for")
    private boolean insecure;

    @Option(names = "--home", hidden = true, defaultValue = ".")
    private Path home = Path.of(".");

    @Parameters(
            arity = "0..*",
            paramLabel = "IMAGE",
            converter = ImageConverter.class,
            description = "planner, cluster-agent (default: both)")
    private List<JavaImage> chosen = List.of();

    public static void main(String... args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return new CommandLine(new ImagesCommand())
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (failure instanceof Refused refused) {
                        commandLine.getErr().println(refused.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(args);
    }

    @Override
    public Integer call() {
        Images images = new Images(home, base, platforms, home.resolve("target/images-cache"), insecure);
        for (JavaImage image : chosen.isEmpty() ? JavaImage.ALL : chosen) {
            String where;
            String digest;
            if (target.prefix != null) {
                where = target.prefix + "/" + image.repository() + ":" + tag;
                digest = images.push(image, target.prefix, tag);
            } else {
                Path tar = folder().resolve(image.repository() + ".tar");
                where = tar.toString();
                digest = images.write(image, tar, tag);
            }
            spec.commandLine().getOut().println(where + " " + digest);
        }
        return 0;
    }

    private Path folder() {
        Path folder = target.folder;
        return folder == null ? home : folder;
    }
}
