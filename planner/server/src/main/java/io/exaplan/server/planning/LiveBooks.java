package io.exaplan.server.planning;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.model.PlanningSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the book of a term, and a version of the plan to begin it with. */
final class LiveBooks {
    private static final Logger log = LoggerFactory.getLogger(LiveBooks.class);

    private final BookReader reader;
    private final BookParts parts;
    private long lastEpoch;
    private @Nullable PlanningSettings lastWeights;
    private @Nullable AcceleratorCatalogue lastCatalogue;

    LiveBooks(BookReader reader, BookParts parts) {
        this.reader = reader;
        this.parts = parts;
    }

    LiveBook takeOver(long epoch) {
        long begun = System.nanoTime();
        parts.metrics().lookedRound();
        long runMark = parts.ledger().mark();
        AcceleratorCatalogue known = parts.catalogue().upToDate();
        OpenedBook opened = new BookOpening(parts.jobIntake()).open(reader.read());
        PlanVersion.Cause cause = causeOf(epoch, opened.problem().settings(), known);
        PublicationDraft draft = PublicationDraft.opened(cause, opened.problem());
        PlanVersion plan =
                draft.version(opened.problem(), TurnCheck.report(opened.problem(), opened.state(), parts.metrics()));
        Writes writes = Settlement.of(opened.outOfStep(), opened.state());
        Long version = parts.transactions().execute(status -> {
            parts.leadership().fence(epoch);
            long published = parts.versions()
                    .publish(plan, draft.problem(), epoch, parts.planTime().now());
            parts.writer().write(published, 0, writes, List.of());
            return published;
        });
        // What it has learned outlives the book; a start that was written is promised.
        parts.starts().ifPresent(opened.state().book()::letDecide);
        lastEpoch = epoch;
        lastWeights = opened.problem().settings();
        lastCatalogue = known;
        opened.outOfStep().touched().forEach(opened.state()::forgetEnded);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        log.info(
                "Opened the book of epoch {} as version {} in {} ms: {} waiting jobs, {} runs, {} partitions",
                epoch,
                version,
                millis,
                opened.problem().jobs().size(),
                opened.problem().runs().size(),
                opened.problem().partitions().size());
        parts.metrics().opened(millis, cause);
        return new LiveBook(epoch, Objects.requireNonNull(version), runMark, opened, known, parts);
    }

    private PlanVersion.Cause causeOf(long epoch, PlanningSettings weights, AcceleratorCatalogue known) {
        if (epoch != lastEpoch) {
            return PlanVersion.Cause.TAKEOVER;
        }
        if (!weights.equals(lastWeights)) {
            return PlanVersion.Cause.WEIGHTS;
        }
        return known == lastCatalogue ? PlanVersion.Cause.REBUILD : PlanVersion.Cause.CATALOGUE;
    }
}
