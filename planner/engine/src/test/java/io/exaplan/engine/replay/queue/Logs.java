package io.exaplan.engine.replay.queue;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Logs to test with: one that is stored here, and public ones that may lie beside the project. */
final class Logs {
    private Logs() {}

    static QueueLog small() {
        try {
            return new SwfReader()
                    .read(List.of(Path.of(Objects.requireNonNull(Logs.class.getResource("/replay/small.swf"))
                            .toURI())));
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static QueueLog lublin() {
        return read(new SwfReader(), "shared/data/swf", "lublin_256.swf");
    }

    static QueueLog itp() {
        return read(
                new ItpReader(),
                "shared/data/itp",
                Stream.iterate(1, cluster -> cluster <= 10, cluster -> cluster + 1)
                        .map("cluster%02d.csv"::formatted)
                        .toArray(String[]::new));
    }

    private static QueueLog read(QueueLogReader reader, String folder, String... names) {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(parent -> parent.resolve(folder))
                .filter(Files::isDirectory)
                .findFirst();
        assumeThat(found)
                .as("%s beside the project: its logs are replayed only where they are", folder)
                .isPresent();
        try {
            return reader.read(
                    Stream.of(names).map(found.orElseThrow()::resolve).toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
