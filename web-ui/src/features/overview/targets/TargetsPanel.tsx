import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { capacityQuery } from '../../../shared/api/queries';
import { targetsQuery } from '../../../shared/api/tenantQueries';
import type { Announced } from '../../../shared/api/types';
import { TargetList } from '../../../shared/capacity/TargetList';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';

/** What the city promised, and what is announced to come. */
export function TargetsPanel() {
  const t = useTranslate();
  const api = useApi();
  const targets = useQuery(targetsQuery(api));
  const { data: capacity } = useQuery(capacityQuery(api));
  const announced = capacity?.announced ?? [];
  return (
    <Section title={t('targets.title')}>
      <Loaded
        query={targets}
        lines={3}
        empty={{ when: ({ items }) => items.every(({ scope }) => scope !== 'CITY'), text: t('targets.empty') }}
      >
        {({ items }) => <TargetList targets={items.filter(({ scope }) => scope === 'CITY')} />}
      </Loaded>
      {announced.length === 0 ? null : (
        <ul className="targets" aria-label={t('announced.title')}>
          {announced.map((each) => (
            <Delivery key={each.delivery} announced={each} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Delivery({ announced: { operator, model, level, expectedAt, late } }: { announced: Announced }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <li>
      <div className="card-line">
        <span>
          <b>{t('announced.of', { devices: format.countedDevices(level.milliDevices), model })}</b>
          <span className="muted"> · {operator}</span>
        </span>
        {late ? <Tag tone="warn">{t('announced.late')}</Tag> : <Tag tone="neutral">{t('announced.announced')}</Tag>}
      </div>
      <div className="card-line muted number">
        <span>{format.flops(level.pflops)}</span>
        <span>{t('announced.at', { date: format.day(Date.parse(expectedAt)) })}</span>
      </div>
    </li>
  );
}
