import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { capacityQuery } from '../../../shared/api/queries';
import { tenantsQuery } from '../../../shared/api/tenantQueries';
import type { TokenSubmission } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { SCOPES, type Scope } from '../../../shared/session/permissions';
import { Refusal } from '../../../shared/ui/Refusal';
import { SecretOnce } from './SecretOnce';

const ROLES = ['ADMIN', 'PLANNER', 'CLUSTER_ADMIN', 'MEMBER', 'VIEWER'] as const;
const DAY_MILLIS = 24 * 3_600_000;

/** Issues a token; its secret is shown once. */
export function NewToken() {
  const t = useTranslate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('tokens.new')}
      </Button>
      {open ? (
        <Form
          close={() => {
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}

function Form({ close }: { close: () => void }) {
  const t = useTranslate();
  const id = useId();
  const api = useApi();
  const { data: tenants } = useQuery(tenantsQuery(api));
  const { data: capacity } = useQuery(capacityQuery(api));
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('VIEWER');
  const [bound, setBound] = useState<string | null>(null);
  const [scopes, setScopes] = useState<Scope[] | null>(null);
  const [days, setDays] = useState<number | null>(90);
  const create = useCreate();
  if (create.data !== undefined) {
    return (
      <SecretOnce title={t('tokens.new')} secret={create.data.secret} close={close} />
    );
  }
  const choices =
    role === 'MEMBER'
      ? tenants?.items.map((tenant) => tenant.name)
      : role === 'CLUSTER_ADMIN'
        ? capacity?.clusters.map((cluster) => cluster.name)
        : undefined;
  return (
    <Modal
      open
      title={t('tokens.new')}
      okText={t('tokens.issue')}
      cancelText={t('action.back')}
      confirmLoading={create.isPending}
      okButtonProps={{ disabled: name === '' || (choices !== undefined && bound === null) }}
      onCancel={close}
      onOk={() => {
        create.mutate({
          name,
          role,
          ...(role === 'MEMBER' && bound !== null ? { tenant: bound } : {}),
          ...(role === 'CLUSTER_ADMIN' && bound !== null ? { cluster: bound } : {}),
          ...(scopes === null ? {} : { scopes }),
          ...(days === null ? {} : { expiresAt: new Date(Date.now() + days * DAY_MILLIS).toISOString() }),
        });
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-name`}>{t('tokens.name')}</label>
        <Input
          id={`${id}-name`}
          value={name}
          onChange={({ target }) => {
            setName(target.value);
          }}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-role`}>{t('tokens.role')}</label>
        <Select
          id={`${id}-role`}
          value={role}
          options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={(chosen) => {
            setRole(chosen);
            setBound(null);
          }}
        />
      </div>
      {choices === undefined ? null : (
        <div className="field">
          <label htmlFor={`${id}-bound`}>{t(role === 'MEMBER' ? 'submit.tenant' : 'clusters.cluster')}</label>
          <Select
            id={`${id}-bound`}
            showSearch
            value={bound}
            options={choices.map((value) => ({ value, label: value }))}
            onChange={setBound}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-changes`}>{t('tokens.changes')}</label>
        <Select
          id={`${id}-changes`}
          value={scopes === null ? 'all' : 'some'}
          options={[
            { value: 'all', label: t('tokens.changes.all') },
            { value: 'some', label: t('tokens.changes.some') },
          ]}
          onChange={(chosen) => {
            setScopes(chosen === 'all' ? null : []);
          }}
        />
      </div>
      {scopes === null ? null : (
        <div className="field">
          <label htmlFor={`${id}-scopes`}>{t('tokens.scopes')}</label>
          <Select
            id={`${id}-scopes`}
            mode="multiple"
            value={scopes}
            options={SCOPES.map((value) => ({ value, label: t(`scope.${value}`) }))}
            onChange={setScopes}
          />
          <span className="field-hint">{t('tokens.scopes.hint')}</span>
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-days`}>{t('tokens.days')}</label>
        <InputNumber<number> id={`${id}-days`} min={1} precision={0} value={days} onChange={setDays} />
        <span className="field-hint">{t('tokens.days.hint')}</span>
      </div>
      <Refusal error={create.error} />
    </Modal>
  );
}

function useCreate() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: TokenSubmission) => bodyOf(api.POST('/api/v1/access-tokens', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin'] }),
  });
}
