import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import type { Tenant } from '../../shared/api/types';
import { useTranslate } from '../../shared/i18n/LanguageContext';

const LIMITS = ['nominalPflops', 'borrowingLimitPflops', 'lendingLimitPflops', 'weight'] as const;
type Quota = Tenant['quota'];

/** Changes a tenant's quota; refused when somebody else changed the tenant meanwhile. */
export function EditQuota({ tenant }: { tenant: Tenant }) {
  const t = useTranslate();
  const id = useId();
  const [quota, setQuota] = useState<Quota | null>(null);
  const save = useSave(tenant);
  const close = () => {
    setQuota(null);
    save.reset();
  };
  return (
    <>
      <Button
        size="small"
        aria-label={`${t('quota.edit')}: ${tenant.name}`}
        onClick={() => {
          setQuota(tenant.quota);
        }}
      >
        {t('quota.edit')}
      </Button>
      {quota === null ? null : (
        <Modal
          open
          title={t('quota.of', { tenant: tenant.name })}
          okText={t('quota.save')}
          cancelText={t('action.back')}
          confirmLoading={save.isPending}
          onCancel={close}
          onOk={() => {
            save.mutate(quota, { onSuccess: close });
          }}
        >
          {LIMITS.map((limit) => (
            <div key={limit} className="field">
              <label htmlFor={`${id}-${limit}`}>{t(`quotaField.${limit}`)}</label>
              <InputNumber<number>
                id={`${id}-${limit}`}
                min={0}
                value={quota[limit]}
                placeholder={t('quota.unlimited')}
                onChange={(value) => {
                  setQuota({ ...quota, [limit]: value });
                }}
              />
            </div>
          ))}
          {save.isError ? <Alert type="error" role="alert" title={save.error.message} /> : null}
        </Modal>
      )}
    </>
  );
}

function useSave({ id, name, kind, sector, cohort, version }: Tenant) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (quota: Quota) =>
      bodyOf(
        api.PUT('/api/v1/tenants/{id}', {
          params: { path: { id }, header: { 'If-Match': `"${version}"` } },
          body: { name, kind, sector, ...(cohort === null ? {} : { cohort }), quota: stated(quota) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tenants'] }),
  });
}

/** What is left out is no limit. */
const stated = (quota: Quota) =>
  Object.fromEntries(Object.entries(quota).filter(([, value]) => value !== null)) as Partial<Record<keyof Quota, number>>;
