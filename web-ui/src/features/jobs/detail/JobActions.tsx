import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { Link } from 'react-router';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { jobQuery } from '../../../shared/api/jobQueries';
import type { JobView } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useMay } from '../../../shared/session/permissions';
import { Refusal } from '../../../shared/ui/Refusal';

type Order = 'cancel' | 'suspend' | 'resume';

const OVER: ReadonlySet<JobView['state']> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED']);

/** What may be done to a job now by whoever looks at it. */
export function JobActions({ job }: { job: JobView }) {
  const t = useTranslate();
  const may = useMay('submitJobs');
  const give = useOrder(job.id);
  if (!may) {
    return null;
  }
  const over = OVER.has(job.state);
  const stopping = job.wish !== 'RUN' && job.state === 'ACTIVE';
  return (
    <>
      <div className="page-actions">
        {stopping ? <span className="muted">{t(`jobWish.${job.wish}`)}</span> : null}
        {job.state === 'SUSPENDED' ? (
          <Button
            size="small"
            loading={give.isPending}
            onClick={() => {
              give.mutate('resume');
            }}
          >
            {t('jobOrder.resume')}
          </Button>
        ) : null}
        {over || stopping || job.state === 'SUSPENDED' ? null : (
          <Confirmed order="suspend" give={give.mutate} />
        )}
        {over || stopping ? null : <Confirmed order="cancel" give={give.mutate} />}
        <Link className="page-action-quiet" to={`/jobs/new?from=${job.id}`}>
          {t('jobOrder.again')}
        </Link>
      </div>
      <Refusal error={give.error} />
    </>
  );
}

function Confirmed({ order, give }: { order: 'cancel' | 'suspend'; give: (order: Order) => void }) {
  const t = useTranslate();
  return (
    <Popconfirm
      title={t(`jobOrder.${order}.sure`)}
      okText={t(`jobOrder.${order}`)}
      cancelText={t('action.back')}
      onConfirm={() => {
        give(order);
      }}
    >
      <Button size="small" danger={order === 'cancel'}>
        {t(`jobOrder.${order}`)}
      </Button>
    </Popconfirm>
  );
}

function useOrder(id: number) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: Order) => {
      const said = { params: { path: { id } }, body: {} };
      switch (order) {
        case 'cancel':
          return bodyOf(api.POST('/api/v1/jobs/{id}/cancel', said));
        case 'suspend':
          return bodyOf(api.POST('/api/v1/jobs/{id}/suspend', said));
        case 'resume':
          return bodyOf(api.POST('/api/v1/jobs/{id}/resume', said));
      }
    },
    onSuccess: (job) => {
      queries.setQueryData(jobQuery(api, id).queryKey, job);
      void queries.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}
