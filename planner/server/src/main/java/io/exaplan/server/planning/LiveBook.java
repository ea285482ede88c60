package io.exaplan.server.planning;

import io.exaplan.engine.book.Adoption;
import io.exaplan.engine.book.Insertion;
import io.exaplan.engine.book.MigrationPrice;
import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.solver.ImprovedPlan;
import io.exaplan.server.demand.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The book of one term of leadership. Only the planning thread comes here. A turn first brings to the book all that is
 * new, then writes what was decided and starts what is due in one fenced transaction; when that fails, the book is not
 * what the database says and is given up.
 */
final class LiveBook {
    private final BookState state;
    private final BookParts parts;
    private final PartitionIntake partitions;
    private final RunIntake runs;
    private final DueStarts starts;
    private final Explanations explanations = new Explanations();
    private final TurnCheck check;
    private final Rhythm poll;
    private final Rhythm runComparison;
    private final Rhythm inventoryComparison;
    private final Rhythm rulesRhythm;
    private final RulesIntake rules;
    private final Rhythm premisesComparison;
    private final PlanningProblem opened;
    private final AcceleratorCatalogue known;
    private final long epoch;
    private long version;
    private long revision;
    private long runMark;
    private boolean jobsLeft;
    private boolean rulesChanged;

    LiveBook(long epoch, long version, long runMark, OpenedBook opened, AcceleratorCatalogue known, BookParts parts) {
        this.epoch = epoch;
        this.version = version;
        this.runMark = runMark;
        this.state = opened.state();
        this.parts = parts;
        LoopSettings settings = parts.settings();
        this.rules = new RulesIntake(parts.tenants(), parts.rules(), opened.problem());
        this.partitions =
                new PartitionIntake(parts.inventories(), parts.partitionAssembly(), rules, parts.planTime(), state);
        this.runs = new RunIntake(parts.jobs(), parts.jobIntake(), partitions);
        this.starts = new DueStarts(parts, runs);
        this.check = new TurnCheck(parts.metrics());
        this.poll = Rhythm.dueAtOnce(settings.poll());
        this.runComparison = new Rhythm(settings.compareRuns());
        this.inventoryComparison = new Rhythm(settings.compareInventory());
        this.rulesRhythm = Rhythm.dueAtOnce(settings.rereadQuotas());
        this.premisesComparison = new Rhythm(settings.compareInventory());
        this.opened = opened.problem();
        this.known = known;
    }

    long epoch() {
        return epoch;
    }

    /** Whether it was made with weights or a catalogue that do not hold any more; looked at when told so, and now and then. */
    boolean standsOnOther(Hints.Given given) {
        return (given.premises() || premisesComparison.isDue())
                && (parts.catalogue().upToDate() != known
                        || !parts.weights().current().equals(opened.settings()));
    }

    /** One turn of all there is; answers how long nothing is to be done unless somebody gives a hint. */
    Duration turn(Hints.Given given) {
        parts.metrics().lookedRound();
        long begun = System.nanoTime();
        Decisions decisions = new Decisions();
        absorb(given, decisions);
        decisions.moves(state.book().decideStarts());
        List<Long> due = starts.candidates(state);
        if (!decisions.isEmpty() || !due.isEmpty()) {
            write(decisions, due, () -> {
                start(due, decisions);
                revision++;
            });
            parts.metrics().turned(System.nanoTime() - begun, decisions);
        }
        given.tasks().forEach(task -> task.run(this));
        return jobsLeft || due.size() == parts.settings().startBatch() ? Duration.ZERO : untilNextStart();
    }

    private void absorb(Hints.Given given, Decisions decisions) {
        boolean slowPoll = poll.isDue();
        decisions.moves(state.book().advance(parts.planTime().now().getEpochSecond()));
        partitions.takeClusters(given.clusters(), state, decisions);
        boolean everything = inventoryComparison.isDue();
        if (everything) {
            partitions.compare(state, decisions);
        }
        boolean newJobs = given.jobs() || jobsLeft;
        takeRules(given.tenants() || everything, newJobs, decisions);
        if (slowPoll || !given.clusters().isEmpty()) {
            partitions.followSilence(state, decisions);
        }
        // Jobs before runs: a run is never older than what its job says of it.
        if (newJobs || slowPoll) {
            List<Job> read = parts.jobs().unplanned(parts.settings().batch());
            read.forEach(job -> parts.jobIntake().take(job, state, decisions));
            jobsLeft = read.size() == parts.settings().batch();
        }
        if (runComparison.isDue()) {
            long mark = parts.ledger().mark();
            runs.compare(parts.ledger().active(), state, decisions);
            runMark = mark;
        } else if (given.runs() || slowPoll) {
            RunLedger.RunChanges changes = parts.ledger().changesAfter(runMark);
            runs.take(changes, state, decisions);
            runMark = changes.mark();
        }
        if (slowPoll) {
            explanations.refresh(state, decisions);
        }
    }

    /** After the partitions, which reservations are of, and before the jobs: none may start by rules that hold no more. */
    private void takeRules(boolean changed, boolean newJobs, Decisions decisions) {
        rulesChanged |= changed;
        if (rules.runsOut(state.nowSecond()) || (rulesChanged && (newJobs || rulesRhythm.isDue()))) {
            rules.take(state, decisions);
            rulesChanged = false;
        }
    }

    private void start(List<Long> due, Decisions decisions) {
        if (!due.isEmpty()) {
            Map<Long, Job> locked =
                    parts.jobs().withIds(due).stream().collect(Collectors.toMap(Job::id, Function.identity()));
            jobsLeft |= starts.start(due, locked, version, state, decisions);
        }
    }

    /** Everything decided, in one transaction that no other leadership can come between. */
    private void write(Decisions decisions, List<Long> due, Runnable first) {
        try {
            parts.transactions().executeWithoutResult(status -> {
                parts.leadership().fence(epoch);
                parts.jobs().hold(jobsOf(decisions, due));
                first.run();
                Writes writes = Settlement.of(decisions, state);
                check.judge(writes, state);
                parts.writer().write(version, revision, writes, decisions.cuts());
                tellClusters(decisions);
            });
        } catch (LeadershipLost | BookSpoilt e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BookSpoilt(e);
        }
        decisions.touched().forEach(state::forgetEnded);
    }

    private Set<Long> jobsOf(Decisions decisions, List<Long> due) {
        Set<Long> jobs = new TreeSet<>(decisions.touched());
        jobs.addAll(due);
        decisions.preemptions().keySet().stream()
                .flatMap(run -> Optional.ofNullable(state.run(run)).stream())
                .forEach(run -> jobs.add(run.jobId()));
        return jobs;
    }

    /** Last, when all jobs and runs are locked. */
    private void tellClusters(Decisions decisions) {
        if (!decisions.preemptions().isEmpty()) {
            parts.ledger().preempt(decisions.preemptions());
        }
        parts.starter().tell(decisions.startedOn());
    }

    private Duration untilNextStart() {
        OptionalLong next = state.book().nextStartSecond();
        Duration longest = parts.settings().poll();
        if (next.isEmpty()) {
            return longest;
        }
        Duration until = parts.planTime().wallUntil(Instant.ofEpochSecond(next.getAsLong()));
        return until.compareTo(longest) < 0 ? until : longest;
    }

    // Questions of others, answered between two turns

    PlanningProblem snapshot() {
        return state.book().snapshot();
    }

    long bookRevision() {
        return state.book().revision();
    }

    Insertion preview(JobFacts job) {
        return state.book().preview(job);
    }

    BookState state() {
        return state;
    }

    /** The runs that may move for a gang; none where that would not help. */
    Set<String> movableFor(Repacks.Stuck stuck, MigrationPrice price) {
        return state.book()
                .movableFor(stuck.gang().job().id(), stuck.gang().placement().partition(), price);
    }

    /** Gangs that runs could move for, the most urgent first. */
    List<Repacks.Stuck> stuckGangs(MigrationPrice price) {
        return state.book().stuckGangs(price).stream()
                .flatMap(gang -> Stream.ofNullable(state.row(gang.placement().partition()))
                        .map(row -> new Repacks.Stuck(gang, row.cluster().id(), state.nowSecond())))
                .toList();
    }

    /** Tells runs to move so that a gang starts on the nodes they leave, if that still helps it; says whether it did. */
    boolean makeRoom(Repacks.Stuck stuck, RoomMaker.Room room, RoomMaker rooms, RepackSettings settings) {
        if (room.runs().size() > Repacks.mostStops(parts.ledger().stops(stuck.clusterId()))) {
            return false;
        }
        long jobId = stuck.gang().job().id();
        Optional<Insertion.Placed> made = state.book()
                .makeRoom(
                        jobId,
                        stuck.gang().placement().partition(),
                        room.runs().stream().map(UUID::toString).collect(Collectors.toSet()),
                        settings.price());
        made.ifPresent(placed -> {
            Decisions decisions = new Decisions();
            placed.preempted()
                    .forEach(run -> decisions.preempt(
                            UUID.fromString(run),
                            "it moves to other nodes so that job %d finds whole ones".formatted(jobId)));
            decisions.moves(placed.moved());
            write(decisions, List.of(), () -> {
                rooms.keep(stuck.clusterId(), jobId, room.nodes(), settings.keepNodes());
                revision++;
            });
        });
        return made.isPresent();
    }

    /** Takes an improvement over and publishes it, as far as it gains and the checker has nothing against it. */
    Improvements.Outcome adopt(ImprovedPlan found, PublicationDraft draft) {
        return switch (state.book().adopt(found)) {
            case Adoption.Declined(var before, var after) -> new Improvements.Outcome.Declined(before, after);
            case Adoption.Adopted(var change, var before, var after) -> {
                Decisions decisions = new Decisions();
                decisions.moves(change);
                PlanningProblem plan = state.book().snapshot();
                PlanVersion next = draft.version(plan, TurnCheck.judge(plan, state, parts.metrics()));
                write(decisions, List.of(), () -> {
                    version = parts.versions()
                            .publish(
                                    next,
                                    draft.problem(),
                                    epoch,
                                    parts.planTime().now());
                    revision = 0;
                });
                yield new Improvements.Outcome.Published(version, change.moves().size(), before, after);
            }
        };
    }
}
