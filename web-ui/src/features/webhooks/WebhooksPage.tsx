import { useQuery } from '@tanstack/react-query';
import { Button, type TableColumnsType } from 'antd';
import { useSearchParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { webhooksQuery } from '../../shared/api/registerQueries';
import type { Webhook } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useCovers, useMay } from '../../shared/session/permissions';
import { Action } from '../../shared/ui/Action';
import { DataList } from '../../shared/ui/DataList';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { Tag } from '../../shared/ui/Tag';
import { TwoLines } from '../../shared/ui/TwoLines';
import { RotateSecret } from './Secret';
import { EditWebhook, NewWebhook } from './WebhookForms';
import { WebhookLog } from './WebhookLog';

/** Where tenants want to be told of their jobs; whose log is open stays in the address. */
export default function WebhooksPage() {
  const t = useTranslate();
  const uses = useMay('useWebhooks');
  const changes = useCovers('WEBHOOKS');
  const webhooks = useQuery({ ...webhooksQuery(useApi()), enabled: uses });
  const [address, setAddress] = useSearchParams();
  const chosen = Number(address.get('log'));
  if (!uses) {
    return <p role="alert">{t('query.forbidden')}</p>;
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('webhooks.title')}</h1>
        {changes ? (
          <div className="page-actions">
            <NewWebhook />
          </div>
        ) : null}
      </div>
      <Section title={t('webhooks.all')} note={t('webhooks.note')}>
        <Loaded query={webhooks} lines={5} empty={{ when: (all) => all.length === 0, text: t('webhooks.empty') }}>
          {(all) => (
            <WebhookTable
              webhooks={all}
              open={(id) => {
                setAddress({ log: String(id) });
              }}
            />
          )}
        </Loaded>
      </Section>
      {webhooks.data?.some(({ id }) => id === chosen) === true ? <WebhookLog key={chosen} id={chosen} /> : null}
    </div>
  );
}

function WebhookTable({ webhooks, open }: { webhooks: Webhook[]; open: (id: number) => void }) {
  const t = useTranslate();
  const columns: TableColumnsType<Webhook> = [
    { title: t('webhook.url'), key: 'url', render: (_, each) => <Address webhook={each} /> },
    { title: t('webhook.events'), key: 'events', render: (_, each) => <Events webhook={each} /> },
    { title: t('clusters.state'), key: 'state', width: 90, render: (_, each) => <Active webhook={each} /> },
    { title: '', key: 'orders', width: 330, render: (_, each) => <Orders webhook={each} open={open} /> },
  ];
  return (
    <DataList
      label={t('webhooks.title')}
      rows={webhooks}
      rowKey="id"
      columns={columns}
      card={(each) => (
        <>
          <div className="card-line">
            <Address webhook={each} />
            <Active webhook={each} />
          </div>
          <Events webhook={each} />
          <Orders webhook={each} open={open} />
        </>
      )}
    />
  );
}

const Address = ({ webhook: { id, url, tenant } }: { webhook: Webhook }) => (
  <TwoLines first={<b>{url}</b>} second={`#${id} · ${tenant}`} hint={url} />
);

function Events({ webhook: { events } }: { webhook: Webhook }) {
  const t = useTranslate();
  return <span>{events.map((event) => t(`webhookEvent.${event}`)).join(t('list.comma'))}</span>;
}

function Active({ webhook: { active } }: { webhook: Webhook }) {
  const t = useTranslate();
  return <Tag tone={active ? 'good' : 'neutral'}>{t(active ? 'webhook.active' : 'webhook.paused')}</Tag>;
}

function Orders({ webhook, open }: { webhook: Webhook; open: (id: number) => void }) {
  const t = useTranslate();
  const api = useApi();
  const changes = useCovers('WEBHOOKS');
  const { id, url, version } = webhook;
  const remove = useChange(
    () => api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id }, header: basedOn(version) } }),
    'webhooks',
  );
  return (
    <span className="row-orders">
      <Button
        size="small"
        aria-label={`${t('webhook.log')}: #${id}`}
        onClick={() => {
          open(id);
        }}
      >
        {t('webhook.log')}
      </Button>
      {changes ? (
        <>
          <EditWebhook webhook={webhook} />
          <RotateSecret webhook={webhook} />
          <Action name={t('edit.delete')} sure={t('edit.delete.sure', { name: url })} danger of={`#${id}`} act={remove} />
        </>
      ) : null}
    </span>
  );
}
