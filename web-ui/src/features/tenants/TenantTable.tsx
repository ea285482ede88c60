import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Tenant } from '../../shared/api/types';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Bar } from '../../shared/ui/Bar';
import { DataList } from '../../shared/ui/DataList';
import { Heading } from '../../shared/ui/Heading';
import { TwoLines } from '../../shared/ui/TwoLines';
import { type QuotaUse, heldBy } from './quotaUse';
import { EditTenant } from './TenantForms';

interface TenantTableProps {
  tenants: Tenant[];
  use: ReadonlyMap<string, QuotaUse>;
}

/** Tenants with quota and what their runs hold of it. */
export function TenantTable({ tenants, use }: TenantTableProps) {
  const t = useTranslate();
  const format = useFormat();
  const changes = useMay('changeTenants');
  const scale = format.pflopsScale(Math.max(0, ...tenants.map(({ quota }) => quota.nominalPflops ?? 0)));
  const limit = (pflops: number | null) => (pflops === null ? t('quota.unlimited') : scale.figure(pflops));
  const withUnit = (pflops: number | null) => (pflops === null ? limit(pflops) : `${limit(pflops)} ${scale.unit}`);
  const columns: TableColumnsType<Tenant> = [
    { title: t('submit.tenant'), key: 'tenant', render: (_, tenant) => <Name tenant={tenant} /> },
    {
      title: t('tenants.cohort'),
      key: 'cohort',
      width: 150,
      render: (_, { cohort }) => cohort ?? <span className="muted">–</span>,
    },
    {
      title: <Heading text={t('quota.nominal')} unit={scale.unit} />,
      key: 'nominal',
      align: 'right',
      width: 100,
      render: (_, { quota }) => limit(quota.nominalPflops),
    },
    {
      title: <Heading text={t('quota.borrowing')} unit={scale.unit} />,
      key: 'borrowing',
      align: 'right',
      width: 120,
      render: (_, { quota }) => limit(quota.borrowingLimitPflops),
    },
    {
      title: <Heading text={t('quota.lending')} unit={scale.unit} />,
      key: 'lending',
      align: 'right',
      width: 120,
      render: (_, { quota }) => limit(quota.lendingLimitPflops),
    },
    { title: t('quota.use'), key: 'use', width: 260, render: (_, tenant) => <Use tenant={tenant} use={heldBy(use, tenant.name)} /> },
    ...(changes
      ? [{ title: '', key: 'edit', width: 90, render: (_: unknown, tenant: Tenant) => <EditTenant tenant={tenant} /> }]
      : []),
  ];
  return (
    <DataList
      label={t('tenants.title')}
      rows={tenants}
      rowKey="id"
      columns={columns}
      card={(tenant) => (
        <>
          <div className="card-line">
            <Name tenant={tenant} />
            {changes ? <EditTenant tenant={tenant} /> : null}
          </div>
          <Use tenant={tenant} use={heldBy(use, tenant.name)} />
          <div className="card-line muted">
            <span>
              {t('list.pair', { name: t('quota.nominal'), value: withUnit(tenant.quota.nominalPflops) })}
            </span>
          </div>
          <div className="card-line muted">
            <span>{t('list.pair', { name: t('quota.borrowing'), value: withUnit(tenant.quota.borrowingLimitPflops) })}</span>
            <span>{t('list.pair', { name: t('quota.lending'), value: withUnit(tenant.quota.lendingLimitPflops) })}</span>
          </div>
        </>
      )}
    />
  );
}

function Name({ tenant: { name, kind, sector } }: { tenant: Tenant }) {
  const t = useTranslate();
  return (
    <TwoLines
      first={
        <Link className="strong-link" to={`/jobs?tenant=${name}`}>
          {name}
        </Link>
      }
      second={`${t(`tenantKind.${kind}`)} · ${t(`sector.${sector}`)}`}
      hint={name}
    />
  );
}

function Use({ tenant: { name, quota }, use }: { tenant: Tenant; use: QuotaUse }) {
  const t = useTranslate();
  const format = useFormat();
  const { nominalPflops } = quota;
  const share = nominalPflops === null || nominalPflops === 0 ? null : use.pflops / nominalPflops;
  const borrows = nominalPflops !== null && use.pflops > nominalPflops;
  return (
    <div className="quota-use">
      {share === null ? null : <Bar share={share} label={`${name}: ${t('quota.use')}`} tone={borrows ? 'warn' : 'accent'} />}
      <span className="number">
        {format.flops(use.pflops)}
        {share === null ? '' : ` · ${format.percent(share)}`}
        {borrows ? ` · ${t('quota.borrows', { pflops: format.flops(use.pflops - nominalPflops) })}` : ''}
        {use.uncountedDevices === 0 ? '' : ` · ${t('quota.uncounted', { devices: format.count(use.uncountedDevices) })}`}
      </span>
      <span className="muted number">{t('quota.runs', { runs: format.count(use.runs) })}</span>
    </div>
  );
}
