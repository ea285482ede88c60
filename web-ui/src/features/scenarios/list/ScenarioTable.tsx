import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { Scenario } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useClocks } from '../../../shared/time/planClock';
import { DataList } from '../../../shared/ui/DataList';
import { TwoLines } from '../../../shared/ui/TwoLines';
import type { Change } from '../editor/draft';
import { typeOf } from '../editor/kinds';

/** Scenarios with what is otherwise in them. */
export function ScenarioTable({ scenarios }: { scenarios: Scenario[] }) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const changes = (scenario: Scenario) =>
    (scenario.changes as unknown as Change[]).map((change) => t(`changeType.${typeOf(change)}`)).join(t('list.comma'));
  const base = ({ planVersion }: Scenario) =>
    planVersion === null ? t('scenarios.base.now') : t('scenarios.base.plan', { version: planVersion });
  const updated = ({ updatedAt, createdBy }: Scenario) => (
    <TwoLines first={format.ago(wallNow - Date.parse(updatedAt))} second={createdBy} hint={format.fullTime(Date.parse(updatedAt))} />
  );
  const columns: TableColumnsType<Scenario> = [
    { title: t('scenarios.scenario'), key: 'name', render: (_, scenario) => <Name scenario={scenario} /> },
    { title: t('scenarios.changes'), key: 'changes', render: (_, scenario) => changes(scenario) },
    { title: t('scenarios.mode'), key: 'mode', width: 130, render: (_, { mode }) => t(`scenarioMode.${mode}`) },
    { title: t('scenarios.base'), key: 'base', width: 140, render: (_, scenario) => base(scenario) },
    { title: t('scenarios.updated'), key: 'updated', width: 150, render: (_, scenario) => updated(scenario) },
  ];
  return (
    <DataList
      label={t('scenarios.title')}
      rows={scenarios}
      rowKey="id"
      columns={columns}
      card={(scenario) => (
        <>
          <Name scenario={scenario} />
          <div>{changes(scenario)}</div>
          <div className="card-line muted">
            <span>{t(`scenarioMode.${scenario.mode}`)}</span>
            <span>{base(scenario)}</span>
          </div>
        </>
      )}
    />
  );
}

function Name({ scenario: { id, name, description } }: { scenario: Scenario }) {
  return (
    <TwoLines
      first={
        <Link className="strong-link" to={`/scenarios/${id}`}>
          {name}
        </Link>
      }
      second={description}
      hint={description}
    />
  );
}
