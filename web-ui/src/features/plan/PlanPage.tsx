import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { allocationsQuery } from '../../shared/api/planQueries';
import { reservationsQuery } from '../../shared/api/reservationQueries';
import type { Reservation } from '../../shared/api/types';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useClocks } from '../../shared/time/planClock';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { AllocationTable } from './gantt/AllocationTable';
import type { ColourBy } from './gantt/colours';
import { Gantt } from './gantt/Gantt';
import type { GroupBy } from './gantt/layout';
import { stated, type TimeView, viewIn } from './gantt/timeView';
import { Versions } from './versions/Versions';
import './Plan.css';

const GROUPS: readonly GroupBy[] = ['partition', 'tenant'];
const COLOURS: readonly ColourBy[] = ['tenant', 'kind', 'state'];
const SPANS = ['1', '3', '7', 'all'] as const;
const HOUR = 3_600_000;
const NONE: readonly Reservation[] = [];

/** The plan over time, and every version of it with what it changed and why. */
export default function PlanPage() {
  const t = useTranslate();
  const [address, setAddress] = useSearchParams();
  const chosen = <T extends string>(name: string, known: readonly T[], usual: T): T =>
    known.find((each) => each === address.get(name)) ?? usual;
  const groupBy = chosen('by', GROUPS, 'partition');
  const colourBy = chosen('colour', COLOURS, 'tenant');
  const span = chosen('days', SPANS, '3');
  const shown = chosen('as', ['chart', 'table'] as const, 'chart');
  const state = (name: string, value: string, replace = false) => {
    setAddress(
      (before) => {
        before.set(name, value);
        return before;
      },
      { replace },
    );
  };
  const view = useMemo(() => viewIn(address.get('view')), [address]);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('plan.title')}</h1>
      </div>
      <Section
        title={t('gantt.title')}
        extra={
          <div className="section-choices">
            <Segmented
              size="small"
              aria-label={t('gantt.as')}
              value={shown}
              options={[
                { value: 'chart', label: t('gantt.chart') },
                { value: 'table', label: t('gantt.table') },
              ]}
              onChange={(value) => {
                state('as', value);
              }}
            />
            {shown === 'table' ? null : (
              <>
                <Segmented
                  size="small"
                  aria-label={t('gantt.by')}
                  value={groupBy}
                  options={GROUPS.map((value) => ({ value, label: t(`gantt.by.${value}`) }))}
                  onChange={(value) => {
                    state('by', value);
                  }}
                />
                <Select
                  size="small"
                  aria-label={t('gantt.colour')}
                  value={colourBy}
                  options={COLOURS.map((value) => ({ value, label: t(`gantt.colour.${value}`) }))}
                  onChange={(value) => {
                    state('colour', value);
                  }}
                />
              </>
            )}
            <Select
              size="small"
              aria-label={t('gantt.days')}
              value={span}
              options={SPANS.map((value) => ({ value, label: t(`gantt.days.${value}`) }))}
              onChange={(value) => {
                state('days', value);
              }}
            />
          </div>
        }
      >
        <Allocations
          span={span}
          groupBy={groupBy}
          colourBy={colourBy}
          table={shown === 'table'}
          view={view}
          onView={(next) => {
            // Each zoom a step back would make the browser's button useless.
            state('view', stated(next), true);
          }}
        />
      </Section>
      <Versions chosen={address.get('version')} choose={(version) => { state('version', String(version)); }} />
    </div>
  );
}

interface AllocationsProps {
  span: (typeof SPANS)[number];
  groupBy: GroupBy;
  colourBy: ColourBy;
  table: boolean;
  view: TimeView | null;
  onView: (view: TimeView) => void;
}

function Allocations({ span, groupBy, colourBy, table, view, onView }: AllocationsProps) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow } = useClocks();
  // To the hour: what is asked for may not change with every second.
  const hour = planNow === null ? null : Math.floor(planNow / HOUR) * HOUR;
  const until = span === 'all' || hour === null ? null : new Date(hour + Number(span) * 24 * HOUR).toISOString();
  const allocations = useQuery({
    ...allocationsQuery(useApi(), until),
    enabled: span === 'all' || hour !== null,
  });
  const { data: reservations = NONE } = useQuery(reservationsQuery(useApi(), null));
  return (
    <Loaded query={allocations} lines={12} empty={{ when: (all) => all.length === 0, text: t('gantt.empty') }}>
      {(all) =>
        table ? (
          <AllocationTable allocations={all} label={t('gantt.label', { count: format.count(all.length) })} />
        ) : (
          <Gantt
            allocations={all}
            reservations={reservations}
            groupBy={groupBy}
            colourBy={colourBy}
            view={view}
            onView={onView}
          />
        )
      }
    </Loaded>
  );
}
