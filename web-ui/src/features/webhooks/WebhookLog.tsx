import { useQuery } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { webhookLogQuery } from '../../shared/api/registerQueries';
import type { WebhookMessage } from '../../shared/api/types';
import { usePages } from '../../shared/api/usePages';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useClocks } from '../../shared/time/planClock';
import { DataList } from '../../shared/ui/DataList';
import { Loaded } from '../../shared/ui/Loaded';
import { Pager } from '../../shared/ui/Pager';
import { Section } from '../../shared/ui/Section';
import { Tag, type Tone } from '../../shared/ui/Tag';
import { TwoLines } from '../../shared/ui/TwoLines';
import { useRoomFor } from '../../shared/ui/useMedia';
import { useSaid } from '../../shared/ui/useSaid';

const TONES: Record<WebhookMessage['state'], Tone> = { PENDING: 'neutral', DELIVERED: 'good', GIVEN_UP: 'bad' };

/** What was sent to a webhook, and what came of it. */
export function WebhookLog({ id }: { id: number }) {
  const t = useTranslate();
  const pages = usePages(useRoomFor({ table: 25, cards: 10 }));
  const log = useQuery(webhookLogQuery(useApi(), id, { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section title={t('webhook.logOf', { id })} note={t('webhook.logNote')} extra={<Pager pages={pages} page={log.data} />}>
      <Loaded query={log} lines={6} empty={{ when: ({ items }) => items.length === 0, text: t('webhook.log.empty') }}>
        {({ items }) => <Messages messages={items} />}
      </Loaded>
    </Section>
  );
}

function Messages({ messages }: { messages: WebhookMessage[] }) {
  const t = useTranslate();
  const columns: TableColumnsType<WebhookMessage> = [
    { title: t('webhook.event'), key: 'event', render: (_, each) => <Event message={each} /> },
    { title: t('clusters.state'), key: 'state', width: 130, render: (_, each) => <State message={each} /> },
    { title: t('webhook.answer'), key: 'answer', render: (_, each) => <Answer message={each} /> },
    { title: t('webhook.attempts'), key: 'attempts', width: 260, render: (_, each) => <Attempts message={each} /> },
  ];
  return (
    <DataList
      label={t('webhook.log')}
      rows={messages}
      rowKey="id"
      columns={columns}
      card={(each) => (
        <>
          <div className="card-line">
            <Event message={each} />
            <State message={each} />
          </div>
          <Attempts message={each} labelled />
          <Answer message={each} />
        </>
      )}
    />
  );
}

function Event({ message: { event, jobId, createdAt } }: { message: WebhookMessage }) {
  const format = useFormat();
  return (
    <TwoLines
      first={
        <>
          <code>{event}</code> {jobId === null ? null : <Link className="text-link" to={`/jobs/${jobId}`}>{`#${jobId}`}</Link>}
        </>
      }
      second={format.fullTime(Date.parse(createdAt))}
    />
  );
}

function State({ message: { state } }: { message: WebhookMessage }) {
  const t = useTranslate();
  return <Tag tone={TONES[state]}>{t(`messageState.${state}`)}</Tag>;
}

function Answer({ message: { lastStatus, lastError } }: { message: WebhookMessage }) {
  const { words } = useSaid();
  return <span>{[lastStatus === null ? null : `HTTP ${lastStatus}`, lastError === null ? null : words(lastError)].filter((each) => each !== null).join(' · ') || '–'}</span>;
}

interface AttemptsProps {
  message: WebhookMessage;
  /** Where no column says what is counted. */
  labelled?: boolean;
}

function Attempts({ message: { attempts, nextAttemptAt, lastAttemptAt }, labelled = false }: AttemptsProps) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const when =
    nextAttemptAt !== null
      ? t('webhook.nextAttempt', { when: format.ahead(Date.parse(nextAttemptAt) - wallNow) })
      : lastAttemptAt === null
        ? undefined
        : format.ago(wallNow - Date.parse(lastAttemptAt));
  const counted = labelled ? t('webhook.attemptsCounted', { count: format.count(attempts) }) : format.count(attempts);
  return <TwoLines first={<span className="number">{counted}</span>} second={when} />;
}
