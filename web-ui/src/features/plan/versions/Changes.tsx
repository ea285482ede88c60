import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { useApi } from '../../../shared/api/ApiContext';
import { planChangesQuery } from '../../../shared/api/planQueries';
import type { PlanChange } from '../../../shared/api/types';
import { usePages } from '../../../shared/api/usePages';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { JobLink } from '../../../shared/job/JobName';
import { useClocks } from '../../../shared/time/planClock';
import { DataList } from '../../../shared/ui/DataList';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { TwoLines } from '../../../shared/ui/TwoLines';
import { useRoomFor } from '../../../shared/ui/useMedia';
import { tallied } from './reasonTally';

const PAGE = { table: 25, cards: 10 };

interface Row extends PlanChange {
  key: string;
}

/** Every decision under a version, and its reason. */
export function Changes({ version }: { version: number }) {
  const t = useTranslate();
  const format = useFormat();
  const pages = usePages(useRoomFor(PAGE));
  const changes = useQuery(planChangesQuery(useApi(), version, { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section
      title={t('changes.title', { version: format.count(version) })}
      extra={<Pager pages={pages} page={changes.data} />}
    >
      <Tallied version={version} />
      <Loaded query={changes} empty={{ when: ({ items }) => items.length === 0, text: t('changes.empty') }}>
        {({ items }) => <ChangeTable rows={items.map((each) => ({ ...each, key: `${each.revision}/${each.jobId}` }))} />}
      </Loaded>
    </Section>
  );
}

/** As many decisions as are counted; of more it says so. */
const COUNTED = 200;

/** What the version did, at a glance: which starts moved, and why. */
function Tallied({ version }: { version: number }) {
  const t = useTranslate();
  const format = useFormat();
  const { data } = useQuery(planChangesQuery(useApi(), version, { cursor: null, limit: COUNTED }));
  if (data === undefined || data.items.length === 0) {
    return null;
  }
  const { reasons, earlier, later } = tallied(data.items);
  return (
    <p className="changes-tally">
      {data.nextCursor === null ? null : <span className="muted">{t('changes.first', { count: format.count(data.items.length) })}</span>}
      <Tag tone={later > 0 ? 'warn' : 'neutral'}>{t('changes.later', { count: format.count(later) })}</Tag>
      <Tag tone="neutral">{t('changes.earlier', { count: format.count(earlier) })}</Tag>
      {reasons.map(([reason, count]) => (
        <span key={reason} className="muted">
          {t(`changeReason.${reason as WordOf<'changeReason'>}`)} <b className="number">{format.count(count)}</b>
        </span>
      ))}
    </p>
  );
}

function ChangeTable({ rows }: { rows: Row[] }) {
  const t = useTranslate();
  const columns: TableColumnsType<Row> = [
    { title: t('job.job'), key: 'job', width: 90, render: (_, { jobId }) => <JobLink id={jobId}>{`#${jobId}`}</JobLink> },
    { title: t('changes.why'), key: 'why', render: (_, row) => <Why row={row} /> },
    { title: t('changes.before'), key: 'from', width: 200, render: (_, row) => <Place start={row.fromStart} partition={row.fromPartition} /> },
    { title: t('changes.after'), key: 'to', width: 200, render: (_, row) => <Place start={row.toStart} partition={row.toPartition} /> },
  ];
  return (
    <DataList
      label={t('changes.label')}
      rows={rows}
      rowKey="key"
      columns={columns}
      maxHeight={520}
      card={(row) => (
        <>
          <div className="card-line">
            <JobLink id={row.jobId}>{`#${row.jobId}`}</JobLink>
            <Why row={row} />
          </div>
          <div className="change-places">
            <Place start={row.fromStart} partition={row.fromPartition} />
            <span aria-hidden="true">→</span>
            <Place start={row.toStart} partition={row.toPartition} />
          </div>
        </>
      )}
    />
  );
}

function Why({ row }: { row: Row }) {
  const t = useTranslate();
  return <span>{t(`changeReason.${row.reason as WordOf<'changeReason'>}`)}</span>;
}

function Place({ start, partition }: { start: string | null; partition: string | null }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  return start === null ? (
    <span className="muted">{t('changes.none')}</span>
  ) : (
    <TwoLines first={format.moment(Date.parse(start), planNow ?? wallNow)} second={partition ?? undefined} />
  );
}
