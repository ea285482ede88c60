import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useApi } from '../../../shared/api/ApiContext';
import type { JobFilter } from '../../../shared/api/jobQueries';
import { tenantsQuery } from '../../../shared/api/tenantQueries';
import type { JobState } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useMay } from '../../../shared/session/permissions';
import { KINDS, ORDERS, STATES } from './filterInUrl';

interface JobFiltersProps {
  filter: JobFilter;
  onChange: (filter: JobFilter) => void;
}

export function JobFilters({ filter, onChange }: JobFiltersProps) {
  const t = useTranslate();
  const restricted = filter.states.length > 0 || filter.tenant !== null || filter.kind !== null;
  return (
    <div className="filters" role="search" aria-label={t('jobs.filters')}>
      <Select<JobState[]>
        mode="multiple"
        size="small"
        allowClear
        className="filter-wide"
        maxTagCount="responsive"
        aria-label={t('jobs.filter.state')}
        placeholder={t('jobs.filter.state')}
        value={[...filter.states]}
        options={STATES.map((state) => ({
          value: state,
          label: t(`jobState.${state.toLowerCase() as Lowercase<JobState>}`),
        }))}
        onChange={(states) => {
          onChange({ ...filter, states: STATES.filter((state) => states.includes(state)) });
        }}
      />
      <TenantFilter filter={filter} onChange={onChange} />
      <Select
        size="small"
        allowClear
        className="filter"
        aria-label={t('jobs.filter.kind')}
        placeholder={t('jobs.filter.kind')}
        value={filter.kind}
        options={KINDS.map((kind) => ({ value: kind, label: t(`jobKind.${kind}`) }))}
        onChange={(kind: (typeof KINDS)[number] | undefined) => {
          onChange({ ...filter, kind: kind ?? null });
        }}
      />
      <Select
        size="small"
        className="filter"
        aria-label={t('jobs.filter.order')}
        value={filter.order}
        options={ORDERS.map((order) => ({ value: order, label: t(`jobs.order.${order}`) }))}
        onChange={(order) => {
          onChange({ ...filter, order });
        }}
      />
      {restricted ? (
        <Button
          size="small"
          type="text"
          onClick={() => {
            onChange({ states: [], tenant: null, kind: null, order: filter.order });
          }}
        >
          {t('jobs.filter.none')}
        </Button>
      ) : null}
    </div>
  );
}

/** Only where there is a choice: members see their own tenant's jobs. */
function TenantFilter({ filter, onChange }: JobFiltersProps) {
  const t = useTranslate();
  const sees = useMay('seeTenants');
  const { data } = useQuery({ ...tenantsQuery(useApi()), enabled: sees });
  const names = data?.items.map(({ name }) => name) ?? [];
  if (names.length < 2 && filter.tenant === null) {
    return null;
  }
  return (
    <Select
      size="small"
      allowClear
      showSearch
      className="filter"
      aria-label={t('jobs.filter.tenant')}
      placeholder={t('jobs.filter.tenant')}
      value={filter.tenant}
      options={names.map((name) => ({ value: name, label: name }))}
      onChange={(tenant: string | undefined) => {
        onChange({ ...filter, tenant: tenant ?? null });
      }}
    />
  );
}
