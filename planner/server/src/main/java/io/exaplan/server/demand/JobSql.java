package io.exaplan.server.demand;

import java.util.List;

/** The statements by which jobs change. Each writes the row, its transition and its event together. */
final class JobSql {

    /** One row for each job that moved, at the end of every statement here. */
    private static final String RECORDED = """
            , recorded as (
                insert into job_transition (job_id, plan_time, from_state, to_state, actor, reason)
                select id, :now, from_state, to_state, actor, reason from moved
            ), told as (
                insert into event (type, tenant_id, payload)
                select 'job.' || lower(to_state), tenant_id,
                       jsonb_build_object('jobId', id, 'state', to_state, 'from', from_state, 'reason', reason)
                from moved
            )
            select count(*)::integer from moved
            """;

    static final String EVALUATED = """
            with given as (
                select * from unnest(:ids::bigint[], :revisions::bigint[], :starts::boolean[], :conditions::text[])
                    as g (id, revision, has_start, conditions)
            ), before as (
                select j.id, j.state from job j where j.id = any(:ids::bigint[]) order by j.id for no key update
            ), changed as (
                update job j
                set planned_revision = greatest(j.planned_revision, g.revision),
                    -- a job that was suspended, ended or started meanwhile says so itself; one that changed is looked at again
                    conditions = case when b.state in ('QUEUED', 'SCHEDULED') and g.revision >= j.revision
                                      then g.conditions::jsonb else j.conditions end,
                    state = case when g.revision < j.revision then j.state
                                 when j.state = 'QUEUED' and g.has_start then 'SCHEDULED'
                                 when j.state = 'SCHEDULED' and not g.has_start then 'QUEUED'
                                 else j.state end
                from given g join before b on b.id = g.id
                where j.id = g.id
                returning j.id, j.tenant_id, b.state as from_state, j.state as to_state
            ), moved as (
                select id, tenant_id, from_state, to_state, 'planning' as actor,
                       case when to_state = 'SCHEDULED' then 'has a start in the plan' else 'has no start in the plan any more' end
                           as reason
                from changed where from_state <> to_state
            )
            """ + RECORDED;

    static final String MOVED = """
            with before as (
                select id, state from job where id = any(:ids) and state = any(:from::text[])
                order by id for no key update
            ), changed as (
                update job j
                set state = :to, revision = j.revision + 1, wish = 'RUN', attempts = j.attempts + :attempt,
                    conditions = :conditions::jsonb,
                    plan_ended = case when :ended then :now::timestamptz else null end
                from before b where j.id = b.id
                returning j.id, j.tenant_id, b.state as from_state, j.state as to_state
            ), moved as (
                select id, tenant_id, from_state, to_state, :actor as actor, :reason as reason from changed
            )
            """ + RECORDED;

    static final String SUBMITTED = """
            with moved as (
                select id, tenant_id, null::text as from_state, state as to_state from job where id = :id
            ), recorded as (
                insert into job_transition (job_id, plan_time, from_state, to_state, actor, reason)
                select id, :now, from_state, to_state, :actor, 'submitted' from moved
            )
            insert into event (type, tenant_id, payload)
            select 'job.submitted', tenant_id, jsonb_build_object('jobId', id, 'state', to_state) from moved
            """;

    private JobSql() {}

    static List<JobCondition> conditionsIn(JobState state) {
        return switch (state) {
            case QUEUED, SCHEDULED -> List.of(new JobCondition("PendingEvaluation", "not looked at yet", null));
            case SUSPENDED -> List.of(new JobCondition("Suspended", "put aside on request; resume it to go on", null));
            case ACTIVE, SUCCEEDED, FAILED, CANCELLED -> List.of();
        };
    }
}
