import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { offencesIn } from '../../../shared/api/trouble';
import type { JobSubmission, JobView } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useSession } from '../../../shared/session/SessionContext';
import { Refusal } from '../../../shared/ui/Refusal';
import { CurlPanel } from './CurlPanel';
import { DryRunPanel } from './DryRunPanel';
import { type Change, SubmitForm } from './SubmitForm';
import { DRY_RUN, replacing, useDryRun } from './useDryRun';

interface SubmissionProps {
  initial: JobSubmission;
  /** The job this one is to stand for, if any, and whether it still waits: what runs is not replaced. */
  instead: { id: number; name: string; waits: boolean } | null;
}

/** The form, what the plan says to it, and the way to send it. */
export function Submission({ initial, instead }: SubmissionProps) {
  const t = useTranslate();
  const [job, setJob] = useState(initial);
  const [cancelOld, setCancelOld] = useState(true);
  const { who } = useSession();
  const tenantKnown = job.tenant !== undefined || who.tenant !== null;
  const ready = tenantKnown && job.work?.modelProfile !== '';
  const replaces = instead !== null && instead.waits && cancelOld ? instead.id : null;
  const submit = useSubmit(replaces);
  // What is on its way needs no forecast: the job it stands for may be gone already.
  const { dryRun, offences } = useDryRun(job, replaces, ready && !submit.isPending && !submit.isSuccess);
  const change = (part: Change) => {
    setJob((before) => without({ ...before, ...part }));
  };
  const shown = submit.isError ? [...offencesIn(submit.error), ...offences] : offences;
  return (
    <form
      className="submit"
      aria-label={t('jobs.new')}
      onSubmit={(event) => {
        event.preventDefault();
        submit.mutate(job);
      }}
    >
      <SubmitForm job={job} offences={shown} change={change} />
      <div className="submit-side">
        <DryRunPanel dryRun={dryRun} wait={!tenantKnown ? 'tenant' : !ready || offences.length > 0 ? 'wrong' : null} />
        {instead === null ? null : !instead.waits ? (
          <p className="muted">{t('submit.beside', { name: instead.name, id: instead.id })}</p>
        ) : (
          <Checkbox
            checked={cancelOld}
            onChange={({ target }) => {
              setCancelOld(target.checked);
            }}
          >
            {t('submit.instead', { name: instead.name, id: instead.id })}
          </Checkbox>
        )}
        <Refusal error={submit.error} />
        <Button type="primary" htmlType="submit" loading={submit.isPending} disabled={!ready || offences.length > 0}>
          {t('submit.submit')}
        </Button>
        <CurlPanel job={job} replaces={replaces} />
      </div>
    </form>
  );
}

/** Submits under a key of its own, so that a repeated try makes one job; the job it stands for ends with it or not at all. */
function useSubmit(replaces: number | null) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(randomKey);
  return useMutation({
    mutationFn: async (job: JobSubmission) => {
      const { id } = (await bodyOf(
        api.POST('/api/v1/jobs', {
          params: { query: replacing(replaces), header: { 'Idempotency-Key': `${key}/${hash(job)}/${replaces ?? 0}` } },
          body: job,
        }),
      )) as JobView;
      return id;
    },
    onMutate: () => queries.cancelQueries({ queryKey: DRY_RUN }),
    onSuccess: async (id) => {
      // What this page shows of jobs is left with it.
      void queries.invalidateQueries({ queryKey: ['jobs'], refetchType: 'none' });
      await navigate(`/jobs/${id}`);
    },
  });
}

/** Also where the page is not served securely and crypto.randomUUID is not there. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-');
}

/** Another body is another submission. */
function hash(job: JobSubmission): string {
  let sum = 0;
  for (const letter of JSON.stringify(job)) {
    sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  }
  return (sum >>> 0).toString(36);
}

/** The server takes no undefined fields: what is taken away is not there. */
function without(job: Change): JobSubmission {
  return Object.fromEntries(Object.entries(job).filter(([, value]) => value !== undefined)) as unknown as JobSubmission;
}
