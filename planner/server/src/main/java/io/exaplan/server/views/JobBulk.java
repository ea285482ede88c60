package io.exaplan.server.views;

import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.Submissions;
import io.exaplan.server.security.Caller;
import io.exaplan.server.web.BodyLimit;
import io.exaplan.server.web.Idempotency;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Takes many jobs in at once, in one transaction. */
@Component
class JobBulk {

    private static final String PATH = "/api/v1/jobs/bulk";
    private static final String STORED = PATH + "#";

    private final Submissions submissions;
    private final Idempotency idempotency;

    JobBulk(Submissions submissions, Idempotency idempotency) {
        this.submissions = submissions;
        this.idempotency = idempotency;
    }

    /** A thousand jobs with their environments are larger than one of them. */
    @Bean
    static BodyLimit bulkBodies(ViewsSettings settings) {
        return new BodyLimit(PATH, settings.bulkMaxBody());
    }

    /** What a faulty job means for the others. */
    enum Mode {
        /** Nothing is stored unless everything is good. */
        ALL_OR_NOTHING,
        /** The good ones are stored. */
        PER_ITEM
    }

    /**
     * What came of one job.
     *
     * @param index its place in the request, from 0
     * @param id the job's id, null when it was refused
     * @param errors why it was refused, all fields at once
     */
    record BulkItem(int index, @Nullable Long id, List<Offence> errors) {}

    /**
     * What came of all.
     *
     * @param accepted jobs stored
     * @param refused jobs not stored
     */
    record BulkView(int accepted, int refused, List<BulkItem> items) {}

    /** What was stored, and whether an earlier request did it. */
    record Taken(BulkView view, boolean repeated) {}

    Taken submit(JsonForm whole, List<JsonForm> forms, Mode mode, Caller caller, @Nullable String key) {
        List<List<Offence>> faults = new ArrayList<>();
        Idempotency.Created created = idempotency.once(
                caller.tokenId(),
                key,
                new Idempotency.Request(PATH, whole),
                () -> STORED + ids(store(forms, mode, caller, faults)));
        String[] ids = created.location().substring(STORED.length()).split(",", -1);
        List<BulkItem> items = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            Long id = ids[i].isEmpty() ? null : Long.valueOf(ids[i]);
            items.add(
                    new BulkItem(i, id, id != null ? List.of() : faults.isEmpty() ? refusedBefore(i) : faults.get(i)));
        }
        int accepted = (int) Arrays.stream(ids).filter(id -> !id.isEmpty()).count();
        return new Taken(new BulkView(accepted, forms.size() - accepted, items), created.repeated());
    }

    private List<@Nullable Long> store(List<JsonForm> forms, Mode mode, Caller caller, List<List<Offence>> faults) {
        List<@Nullable Job> drafts = new ArrayList<>();
        for (JsonForm form : forms) {
            try {
                drafts.add(submissions.draft(form, caller));
                faults.add(List.of());
            } catch (Problem refused) {
                drafts.add(null);
                faults.add(refused.offences());
            }
        }
        List<Offence> all = faults.stream().flatMap(List::stream).limit(100).toList();
        if (mode == Mode.ALL_OR_NOTHING && !all.isEmpty()) {
            throw Problem.invalid(all);
        }
        List<@Nullable Long> ids = new ArrayList<>();
        for (Job draft : drafts) {
            ids.add(draft == null ? null : submissions.submit(draft).id());
        }
        return ids;
    }

    private static String ids(List<@Nullable Long> ids) {
        return ids.stream().map(id -> id == null ? "" : Long.toString(id)).collect(Collectors.joining(","));
    }

    private static List<Offence> refusedBefore(int index) {
        return List.of(new Offence(
                "jobs[%d]".formatted(index),
                null,
                "It was refused when the request came first. Send it anew under another Idempotency-Key."));
    }
}
