import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { JobName } from '../../../shared/job/JobName';
import { Fact, Facts } from '../../../shared/ui/Facts';
import type { NodeHeat } from './nodeHeat';

/** What is known about one node. */
export function NodeFacts({ heat: { node, health, used, healthyDevices, runs } }: { heat: NodeHeat }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <div className="heat-node">
      <Facts wide>
        <Fact name={t('heat.node')}>
          <b>{node.name}</b>
        </Fact>
        <Fact name={t('heat.health')}>{t(`nodeHealth.${health}`)}</Fact>
        <Fact name={t('heat.devices')}>
          {`${format.count(healthyDevices)} / ${format.count(node.nominalDevices)} ${node.acceleratorModel}`}
        </Fact>
        <Fact name={t('heat.use')}>{format.percent(used)}</Fact>
        <Fact name={t('heat.place')}>{[node.block, node.rack].filter((part) => part !== null).join(' / ') || '–'}</Fact>
        {node.foreignMilliDevices === 0 ? null : (
          <Fact name={t('heat.foreign')}>
            {[
              format.countedDevices(node.foreignMilliDevices),
              ...node.foreignEnds.map((end) =>
                t('heat.foreign.end', {
                  devices: format.countedDevices(end.milliDevices),
                  time: format.fullTime(Date.parse(end.at)),
                }),
              ),
            ].join('; ')}
          </Fact>
        )}
      </Facts>
      {node.quarantine === null ? null : (
        <p className="heat-quarantine" lang="en">
          {node.quarantine}
        </p>
      )}
      {runs.length === 0 ? null : (
        <ul className="heat-runs">
          {runs.map((run) => (
            <li key={run.id}>
              <JobName id={run.jobId} name={run.jobName} tenant={run.tenant} kind={run.kind} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
