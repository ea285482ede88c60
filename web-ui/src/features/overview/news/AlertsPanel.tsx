import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useApi } from '../../../shared/api/ApiContext';
import { massStopsQuery, orphansQuery } from '../../../shared/api/clusterQueries';
import { capacityQuery, planQuery } from '../../../shared/api/queries';
import { targetsQuery } from '../../../shared/api/tenantQueries';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useMay } from '../../../shared/session/permissions';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { Tag } from '../../../shared/ui/Tag';
import { type Alert, alertsOf } from './alertsOf';
import './News.css';

/** What somebody should look at now. */
export function AlertsPanel() {
  const t = useTranslate();
  const api = useApi();
  const seesOrders = useMay('seeOrders');
  const capacity = useQuery(capacityQuery(api));
  const plan = useQuery(planQuery(api));
  const targets = useQuery(targetsQuery(api));
  const massStops = useQuery({ ...massStopsQuery(api), enabled: seesOrders });
  const orphans = useQuery({ ...orphansQuery(api, null), enabled: seesOrders });
  // Silence about what could not be asked would read as quiet.
  const untold = [plan, targets, massStops, orphans].some(({ isError }) => isError);
  const waits = [plan, targets, massStops, orphans].some(({ isLoading }) => isLoading);
  return (
    <Section title={t('alerts.title')}>
      <Loaded query={capacity} lines={3}>
        {(answer) => {
          const alerts = alertsOf({
            capacity: answer,
            plan: plan.data ?? null,
            targets: targets.data?.items ?? [],
            massStops: massStops.data?.items ?? [],
            orphans: orphans.data?.items ?? [],
          });
          return (
            <>
              {untold ? <p className="stale" role="status">{t('alerts.untold')}</p> : null}
              {alerts.length === 0 ? (
                untold || waits ? null : <p className="empty">{t('alerts.empty')}</p>
              ) : (
                <ul className="alerts">
                  {alerts.map((alert, index) => (
                    <OneAlert key={index} alert={alert} />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function OneAlert({ alert: { kind, grave, to, about, count } }: { alert: Alert }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <li>
      <Tag tone={grave ? 'bad' : 'warn'}>{t(`alert.${kind}`)}</Tag> <Link to={to}>{about ?? t('plan.title')}</Link>
      {count === null ? null : <span className="muted number"> {format.count(count)}</span>}
    </li>
  );
}
