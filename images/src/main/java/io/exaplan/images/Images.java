package io.exaplan.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Puts images together and hands them to a registry or writes them as tars, which every container engine loads.
 *
 * @param home the project's folder, built
 * @param base an image with a JRE: a registry's, or {@code tar:FILE}
 * @param platforms what registries call so, such as {@code linux/amd64}; of a tar there is one
 * @param cache folder for layers that were fetched or made before
 * @param insecure whether registries may have no TLS, or a certificate nobody vouches for
 */
record Images(Path home, String base, Set<Platform> platforms, Path cache, boolean insecure) {

    private static final String TAR = "tar:";

    Images {
        platforms = Set.copyOf(platforms);
    }

    /** Pushes the image and returns its digest. */
    String push(JavaImage image, String prefix, String tag) {
        String name = prefix + "/" + image.repository() + ":" + tag;
        return contain(image, () -> Containerizer.to(registry(name)));
    }

    /** Writes the image to a file and returns its digest. */
    String write(JavaImage image, Path tar, String tag) {
        return contain(image, () -> {
            Files.createDirectories(tar.toAbsolutePath().getParent());
            return Containerizer.to(TarImage.at(tar).named("exaplan/" + image.repository() + ":" + tag));
        });
    }

    private interface Target {
        Containerizer open() throws InvalidImageReferenceException, IOException;
    }

    private String contain(JavaImage image, Target target) {
        try {
            JibContainer made = image.over(start(), home, cache)
                    .containerize(target.open()
                            .setBaseImageLayersCache(cache)
                            .setApplicationLayersCache(cache)
                            .setAllowInsecureRegistries(insecure)
                            .setToolName("exaplan"));
            return made.getDigest().toString();
        } catch (InvalidImageReferenceException wrong) {
            throw new Refused("%s is no name of an image.".formatted(wrong.getInvalidReference()));
        } catch (RegistryException | IOException | CacheDirectoryCreationException | ExecutionException failure) {
            Throwable cause =
                    failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
            throw new Refused("%s cannot be made of %s: %s".formatted(image.repository(), base, cause.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused("Interrupted.");
        }
    }

    private JibContainerBuilder start() throws InvalidImageReferenceException {
        if (base.startsWith(TAR)) {
            return Jib.from(TarImage.at(Path.of(base.substring(TAR.length()))));
        }
        return Jib.from(registry(base)).setPlatforms(platforms);
    }

    /** Whoever logged in with `docker login` or wrote its file is known to the registry. */
    private static RegistryImage registry(String name) throws InvalidImageReferenceException {
        ImageReference reference = ImageReference.parse(name);
        return RegistryImage.named(reference)
                .addCredentialRetriever(CredentialRetrieverFactory.forImage(reference, event -> {})
                        .dockerConfig());
    }
}
