import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TableColumnsType } from 'antd';
import { tokensQuery } from '../../../shared/api/adminQueries';
import { useApi } from '../../../shared/api/ApiContext';
import { capacityQuery } from '../../../shared/api/queries';
import { tenantsQuery } from '../../../shared/api/tenantQueries';
import type { Token } from '../../../shared/api/types';
import { usePages } from '../../../shared/api/usePages';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { useCovers } from '../../../shared/session/permissions';
import { useClocks } from '../../../shared/time/planClock';
import { Action } from '../../../shared/ui/Action';
import { DataList } from '../../../shared/ui/DataList';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { TwoLines } from '../../../shared/ui/TwoLines';
import { useRoomFor } from '../../../shared/ui/useMedia';
import { NewToken } from './NewToken';
import { RotateToken } from './RotateToken';

const PAGE = { table: 50, cards: 15 };

/** Every token, what it may do and for whom. */
export function TokenList() {
  const t = useTranslate();
  const pages = usePages(useRoomFor(PAGE));
  const changes = useCovers('ADMINISTRATION');
  const tokens = useQuery(tokensQuery(useApi(), { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section
      title={t('tokens.title')}
      extra={
        <div className="section-choices">
          {changes ? <NewToken /> : null}
          <Pager pages={pages} page={tokens.data} />
        </div>
      }
    >
      <Loaded query={tokens} lines={8}>
        {({ items }) => <TokenTable tokens={items} />}
      </Loaded>
    </Section>
  );
}

function TokenTable({ tokens }: { tokens: Token[] }) {
  const t = useTranslate();
  const columns: TableColumnsType<Token> = [
    { title: t('tokens.name'), key: 'name', render: (_, token) => <Name token={token} /> },
    { title: t('tokens.role'), key: 'role', width: 240, render: (_, token) => <Role token={token} /> },
    { title: t('tokens.used'), key: 'used', width: 140, render: (_, token) => <Ago at={token.lastUsedAt} /> },
    { title: t('tokens.created'), key: 'created', width: 260, render: (_, token) => <Created token={token} /> },
    { title: t('clusters.state'), key: 'state', width: 300, render: (_, token) => <Standing token={token} /> },
  ];
  return (
    <DataList
      label={t('tokens.title')}
      rows={tokens}
      rowKey="id"
      columns={columns}
      card={(token) => (
        <>
          <div className="card-line">
            <Name token={token} />
            <Standing token={token} />
          </div>
          <div className="card-line">
            <Role token={token} />
            <span className="muted">
              {t('tokens.used')} <Ago at={token.lastUsedAt} />
            </span>
          </div>
        </>
      )}
    />
  );
}

function Name({ token }: { token: Token }) {
  return <TwoLines first={<b>{token.name}</b>} second={`#${token.id}`} hint={token.name} />;
}

/** A role, whom it is bound to, and which changes. */
function Role({ token: { role, tenantId, clusterId, scopes } }: { token: Token }) {
  const t = useTranslate();
  const api = useApi();
  const { data: tenants } = useQuery(tenantsQuery(api));
  const { data: capacity } = useQuery(capacityQuery(api));
  const bound =
    tenants?.items.find(({ id }) => id === tenantId)?.name ?? capacity?.clusters.find(({ id }) => id === clusterId)?.name;
  const may = scopes === null ? null : scopes.map((scope) => t(`scope.${scope}`)).join(', ') || t('tokens.readsOnly');
  const whom = [bound, may].filter(Boolean).join(' · ');
  return <TwoLines first={t(`role.${role as WordOf<'role'>}`)} second={whom === '' ? undefined : whom} hint={whom} />;
}

function Ago({ at }: { at: string | null }) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  return <span className="number">{at === null ? t('tokens.never') : format.ago(wallNow - Date.parse(at))}</span>;
}

function Created({ token }: { token: Token }) {
  const format = useFormat();
  return <TwoLines first={format.fullTime(Date.parse(token.createdAt))} second={token.createdBy} />;
}

function Standing({ token }: { token: Token }) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const revoke = useRevoke(token.id);
  const changes = useCovers('ADMINISTRATION');
  if (token.revokedAt !== null) {
    return <Tag tone="neutral">{t('tokens.revoked')}</Tag>;
  }
  const expires = token.expiresAt === null ? null : Date.parse(token.expiresAt);
  if (expires !== null && expires <= wallNow) {
    return <Tag tone="warn">{t('tokens.expired')}</Tag>;
  }
  return (
    <span>
      {expires === null ? null : (
        <span className="muted">{t('tokens.expires', { time: format.day(expires) })} </span>
      )}
      {changes ? (
        <>
          <RotateToken token={token} />{' '}
          <Action
            name={t('tokens.revoke')}
            sure={t('tokens.revoke.sure', { name: token.name })}
            danger
            of={token.name}
            act={revoke}
          />
        </>
      ) : null}
    </span>
  );
}

function useRevoke(id: number) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.DELETE('/api/v1/access-tokens/{id}', { params: { path: { id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin'] }),
  });
}
