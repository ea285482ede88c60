package io.exaplan.server.views;

import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.Submissions;
import io.exaplan.server.security.Caller;
import io.exaplan.server.web.BodyLimit;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes many jobs in at once, in one transaction. */
@Component
class JobBulk {

    private static final String PATH = "/api/v1/jobs/bulk";

    private final Submissions submissions;

    JobBulk(Submissions submissions) {
        this.submissions = submissions;
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

    @Transactional
    public BulkView submit(List<JsonForm> forms, Mode mode, Caller caller) {
        List<List<Offence>> faults = new ArrayList<>();
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
        List<BulkItem> items = new ArrayList<>();
        int accepted = 0;
        for (int i = 0; i < forms.size(); i++) {
            Job draft = drafts.get(i);
            accepted += draft == null ? 0 : 1;
            items.add(new BulkItem(
                    i, draft == null ? null : submissions.submit(draft).id(), faults.get(i)));
        }
        return new BulkView(accepted, forms.size() - accepted, items);
    }
}
