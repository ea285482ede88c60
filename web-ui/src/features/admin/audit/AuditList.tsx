import { useQuery } from '@tanstack/react-query';
import { Input, type TableColumnsType } from 'antd';
import { auditQuery, type AuditSearch } from '../../../shared/api/adminQueries';
import { useApi } from '../../../shared/api/ApiContext';
import type { AuditEntry } from '../../../shared/api/types';
import { usePages } from '../../../shared/api/usePages';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { DataList } from '../../../shared/ui/DataList';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { Section } from '../../../shared/ui/Section';
import { useRoomFor } from '../../../shared/ui/useMedia';
import { useAdminWords } from '../adminWords';

const PAGE = { table: 50, cards: 15 };

interface AuditListProps {
  search: AuditSearch;
  ask: (search: AuditSearch) => void;
}

/** Who changed what, newest first; searched by what was changed and by whom. */
export function AuditList({ search, ask }: AuditListProps) {
  const t = useTranslate();
  const words = useAdminWords();
  const pages = usePages(useRoomFor(PAGE));
  const audit = useQuery(auditQuery(useApi(), search, { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section title={t('audit.title')} extra={<Pager pages={pages} page={audit.data} />}>
      <div className="audit-search" role="search">
        <Input.Search
          size="small"
          allowClear
          defaultValue={search.subject ?? ''}
          aria-label={t('audit.subject')}
          placeholder={t('audit.subject.hint')}
          onSearch={(text) => {
            ask({ ...search, subject: stated(text) });
          }}
        />
        <Input.Search
          size="small"
          allowClear
          defaultValue={search.actor ?? ''}
          aria-label={words('audit.by')}
          placeholder={words('audit.by.hint')}
          onSearch={(text) => {
            ask({ ...search, actor: stated(text) });
          }}
        />
      </div>
      <Loaded query={audit} lines={10} empty={{ when: ({ items }) => items.length === 0, text: t('audit.empty') }}>
        {({ items }) => (
          <AuditTable
            entries={items}
            ask={(part) => {
              ask({ ...search, ...part });
            }}
          />
        )}
      </Loaded>
    </Section>
  );
}

const stated = (text: string) => (text.trim() === '' ? null : text.trim());

type Ask = (part: Partial<AuditSearch>) => void;

function AuditTable({ entries, ask }: { entries: AuditEntry[]; ask: Ask }) {
  const t = useTranslate();
  const format = useFormat();
  const columns: TableColumnsType<AuditEntry> = [
    { title: t('audit.at'), key: 'at', width: 240, render: (_, { at }) => <span className="number">{format.fullTime(Date.parse(at))}</span> },
    { title: t('audit.actor'), key: 'actor', width: 220, render: (_, entry) => <Actor entry={entry} ask={ask} /> },
    { title: t('audit.action'), key: 'action', width: 170, render: (_, { action }) => <code>{action}</code> },
    { title: t('audit.about'), key: 'subject', width: 200, render: (_, entry) => <Subject entry={entry} ask={ask} /> },
    { title: t('audit.change'), key: 'change', render: (_, entry) => <Change entry={entry} /> },
  ];
  return (
    <DataList
      label={t('audit.title')}
      rows={entries}
      rowKey="id"
      columns={columns}
      card={(entry) => (
        <>
          <div className="card-line">
            <code>{entry.action}</code>
            <Subject entry={entry} ask={ask} />
          </div>
          <div className="card-line muted">
            <Actor entry={entry} ask={ask} />
            <span className="number">{format.fullTime(Date.parse(entry.at))}</span>
          </div>
          <Change entry={entry} />
        </>
      )}
    />
  );
}

function Actor({ entry: { actor }, ask }: { entry: AuditEntry; ask: Ask }) {
  return (
    <button
      type="button"
      className="audit-subject"
      onClick={() => {
        ask({ actor });
      }}
    >
      {actor}
    </button>
  );
}

function Subject({ entry: { subject }, ask }: { entry: AuditEntry; ask: Ask }) {
  return (
    <button
      type="button"
      className="audit-subject"
      onClick={() => {
        ask({ subject });
      }}
    >
      {subject}
    </button>
  );
}

/** What it was and what it became, as it was written down. */
function Change({ entry: { before, after, reason } }: { entry: AuditEntry }) {
  const text = (value: unknown) => (value === null ? '–' : JSON.stringify(value));
  return before === null && after === null && reason === null ? (
    <span className="muted">–</span>
  ) : (
    <span className="audit-change">
      {before === null && after === null ? null : (
        <code>{before === null ? text(after) : `${text(before)} → ${text(after)}`}</code>
      )}{' '}
      {reason}
    </span>
  );
}
