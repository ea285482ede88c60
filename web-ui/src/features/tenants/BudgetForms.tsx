import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import { tenantsQuery } from '../../shared/api/tenantQueries';
import type { Budget } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { choicesOf, type Draft, type FormField } from '../../shared/form/fields';
import { FormButton } from '../../shared/form/FormButton';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useClocks } from '../../shared/time/planClock';
import { Action } from '../../shared/ui/Action';

const quarterOf = (at: number) => {
  const day = new Date(at);
  return `${day.getUTCFullYear()}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
};

export function NewBudget() {
  const t = useTranslate();
  const api = useApi();
  const { planNow, wallNow } = useClocks();
  const { data: tenants } = useQuery(tenantsQuery(api));
  const fields: readonly FormField<Draft>[] = [
    { kind: 'choice', name: 'tenant', label: t('submit.tenant'), required: true, choices: choicesOf((tenants?.items ?? []).map(({ name }) => name)) },
    { kind: 'text', name: 'window', label: t('budget.window'), required: true, hint: t('budget.window.hint') },
    { kind: 'number', name: 'pflopsDays', label: t('budget.work'), least: 0, required: true },
  ];
  const create = useChange(
    ({ tenant, window, pflopsDays }: Draft) =>
      bodyOf(
        api.POST('/api/v1/budgets', {
          body: { tenant: String(tenant), window: String(window), pflopsDays: Number(pflopsDays) },
        }),
      ),
    'tenants',
  );
  return (
    <FormButton
      name={t('budget.new')}
      title={t('budget.new')}
      fields={fields}
      initial={() => ({ tenant: null, window: quarterOf(planNow ?? wallNow), pflopsDays: null })}
      send={t('edit.create')}
      save={create}
    />
  );
}

/** Changes how much a budget allows, or takes it away. */
export function BudgetOrders({ budget: { id, version, tenant, window, pflopsDays } }: { budget: Budget }) {
  const t = useTranslate();
  const api = useApi();
  const name = `${tenant}, ${window}`;
  const save = useChange(
    (draft: Draft) =>
      bodyOf(
        api.PUT('/api/v1/budgets/{id}', {
          params: { path: { id }, header: basedOn(version) },
          body: { pflopsDays: Number(draft.pflopsDays) },
        }),
      ),
    'tenants',
  );
  const remove = useChange(
    () => api.DELETE('/api/v1/budgets/{id}', { params: { path: { id }, header: basedOn(version) } }),
    'tenants',
  );
  return (
    <span className="row-orders">
      <FormButton
        name={t('edit.change')}
        of={name}
        title={name}
        fields={[{ kind: 'number', name: 'pflopsDays', label: t('budget.work'), least: 0, required: true }]}
        initial={() => ({ pflopsDays })}
        send={t('edit.save')}
        save={save}
      />
      <Action name={t('edit.delete')} sure={t('edit.delete.sure', { name })} danger of={name} act={remove} />
    </span>
  );
}
