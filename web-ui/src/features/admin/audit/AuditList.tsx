import { useMutation, useQuery } from '@tanstack/react-query';
import { Input, type TableColumnsType } from 'antd';
import { useId, useState } from 'react';
import { auditQuery, type AuditSearch, searched } from '../../../shared/api/adminQueries';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import type { AuditEntry } from '../../../shared/api/types';
import { usePages } from '../../../shared/api/usePages';
import { useFormat } from '../../../shared/format/useFormat';
import { fieldName } from '../../../shared/form/fieldNames';
import { instantOf, localOf } from '../../../shared/form/fields';
import { useLanguage, useTranslate } from '../../../shared/i18n/LanguageContext';
import { Action } from '../../../shared/ui/Action';
import { DataList } from '../../../shared/ui/DataList';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { saveFile } from '../../../shared/ui/saveFile';
import { Section } from '../../../shared/ui/Section';
import { useRoomFor } from '../../../shared/ui/useMedia';
import { useAdminWords } from '../adminWords';
import { auditAction } from './auditAction';
import { changesIn } from './changesIn';

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
  const api = useApi();
  const save = useMutation({
    mutationFn: async () => {
      const query = { format: 'CSV' as const, ...searched(search) };
      const text = await bodyOf(
        api.GET('/api/v1/audit/export', { params: { query }, headers: { Accept: 'text/csv' }, parseAs: 'text' }),
      );
      saveFile('exaplan-audit.csv', 'text/csv', text);
    },
  });
  const audit = useQuery(auditQuery(api, search, { cursor: pages.cursor, limit: pages.limit }));
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
        <Input.Search
          size="small"
          allowClear
          inputMode="numeric"
          defaultValue={search.token ?? ''}
          aria-label={words('audit.token')}
          placeholder={words('audit.token.hint')}
          onSearch={(text) => {
            ask({ ...search, token: /^[1-9]\d{0,14}$/.test(text.trim()) ? Number(text) : null });
          }}
        />
        <When name={words('audit.from')} value={search.from} choose={(from) => { ask({ ...search, from }); }} />
        <When name={words('audit.until')} value={search.until} choose={(until) => { ask({ ...search, until }); }} />
        <Action name={t('reports.csv')} of={t('audit.title')} act={save} />
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

interface WhenProps {
  name: string;
  value: string | null;
  choose: (instant: string | null) => void;
}

/** An instant in the reader's own time, taken when the field is left: half a date is none. */
function When({ name, value, choose }: WhenProps) {
  const id = useId();
  const [typed, setTyped] = useState(localOf(value));
  return (
    <span className="audit-when">
      <label htmlFor={id}>{name}</label>
      <Input
        id={id}
        size="small"
        type="datetime-local"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
        onBlur={() => {
          if (typed !== localOf(value)) {
            choose(instantOf(typed));
          }
        }}
        onPressEnter={() => {
          choose(instantOf(typed));
        }}
      />
    </span>
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
    { title: t('audit.action'), key: 'action', width: 170, render: (_, { action }) => <Done action={action} /> },
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
            <Done action={entry.action} />
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

function Done({ action }: { action: string }) {
  const { language } = useLanguage();
  return <span title={action}>{auditAction(action, language)}</span>;
}

/** Its name, which its maker chose, and what nobody chose: the role it had, whose it was, the number of its token. */
function Actor({ entry: { actor, role, tenant, cluster, tokenId }, ask }: { entry: AuditEntry; ask: Ask }) {
  const t = useTranslate();
  const words = useAdminWords();
  return (
    <span className="audit-actor">
      <button
        type="button"
        className="audit-subject"
        onClick={() => {
          ask({ actor });
        }}
      >
        {actor}
      </button>
      {role === null || tokenId === null ? null : (
        <small className="muted">
          {[t(`role.${role}`), tenant ?? cluster].filter((each) => each !== null).join(' · ')}
          {' · '}
          <button
            type="button"
            className="audit-subject"
            onClick={() => {
              ask({ token: tokenId });
            }}
          >
            {words('audit.token.number', { id: tokenId })}
          </button>
        </small>
      )}
    </span>
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

const SHOWN = 4;

/** What it was and what it became; all that was written down is one press away. */
function Change({ entry: { before, after, reason } }: { entry: AuditEntry }) {
  const { language, t } = useLanguage();
  if (before === null && after === null && reason === null) {
    return <span className="muted">–</span>;
  }
  const changes = before === null || after === null ? [] : changesIn(before, after);
  return (
    <div className="audit-change">
      {reason === null ? null : <div>{reason}</div>}
      {changes.slice(0, SHOWN).map(({ field, from, to }) => (
        <div key={field}>
          {field === '' ? null : <span className="muted">{fieldName(field, language)} </span>}
          {brief(from)} → <b>{brief(to)}</b>
        </div>
      ))}
      {changes.length <= SHOWN ? null : <div className="muted">{t('audit.more', { count: changes.length - SHOWN })}</div>}
      {before === null && after === null ? null : (
        <details>
          <summary className="muted">{t('audit.whole')}</summary>
          <code>{[before, after].filter((each) => each !== null).map((each) => JSON.stringify(each)).join(' → ')}</code>
        </details>
      )}
    </div>
  );
}

const LONGEST = 60;

/** A value in few letters. */
function brief(value: unknown): string {
  const text = value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
