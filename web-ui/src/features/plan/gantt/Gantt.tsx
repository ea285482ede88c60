import { Button, Space } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Allocation, Reservation } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { WordOf } from '../../../shared/i18n/messages';
import { useMay } from '../../../shared/session/permissions';
import { usePalette } from '../../../shared/theme/ThemeContext';
import { useClocks } from '../../../shared/time/planClock';
import { type ColourBy, type Colours, coloursFor } from './colours';
import { GanttCanvas, type GanttHandle } from './GanttCanvas';
import { type Bar, type GroupBy, type Layout, layoutOf, type Reserved } from './layout';
import type { TimeView } from './timeView';
import './Gantt.css';

interface GanttProps {
  allocations: readonly Allocation[];
  reservations: readonly Reservation[];
  groupBy: GroupBy;
  colourBy: ColourBy;
  /** What the address says is in sight, null for the hours around now. */
  view: TimeView | null;
  onView: (view: TimeView) => void;
}

const HOUR = 3_600_000;
const STEP = 1.5;

/** The active plan over time: one bar for each job, from its start to its expected end. */
export function Gantt({ allocations, reservations, groupBy, colourBy, view, onView }: GanttProps) {
  const t = useTranslate();
  const format = useFormat();
  const palette = usePalette();
  const navigate = useNavigate();
  const seesJobs = useMay('seeJobs');
  const { planNow } = useClocks();
  const handle = useRef<GanttHandle>(null);
  const [hovered, setHovered] = useState<{ bar: Bar; x: number; y: number } | null>(null);
  const layout = useMemo(
    () => layoutOf(allocations, groupBy, t('job.anotherTenant'), reservations),
    [allocations, groupBy, reservations, t],
  );
  const colours = useMemo(() => coloursFor(allocations, colourBy, palette), [allocations, colourBy, palette]);
  const scene = useMemo(
    () => ({
      layout,
      now: planNow,
      palette,
      colourOf: (bar: Bar) => colours.of(bar.allocation),
      label: (bar: Bar) => bar.allocation.jobName ?? t('job.anotherTenant'),
      reserved: ({ tenant }: Reserved) => t('list.pair', { name: t('gantt.reserved'), value: tenant ?? t('reservation.maintenance') }),
      count: (bars: number) => t('gantt.jobs', { count: format.count(bars) }),
      time: (instant: number) => format.moment(instant, planNow ?? instant),
      offsetMillis: -new Date(layout.from).getTimezoneOffset() * 60_000,
    }),
    [layout, planNow, palette, colours, t, format],
  );
  const whole = wholeOf(layout);
  return (
    <div className="gantt">
      <div className="gantt-tools">
        <Space.Compact size="small">
          <Button size="small" aria-label={t('gantt.in')} onClick={() => handle.current?.zoom(1 / STEP)}>
            +
          </Button>
          <Button size="small" aria-label={t('gantt.out')} onClick={() => handle.current?.zoom(STEP)}>
            −
          </Button>
          <Button size="small" onClick={() => handle.current?.show(whole)}>
            {t('gantt.whole')}
          </Button>
          <Button size="small" disabled={planNow === null} onClick={() => handle.current?.show(aroundNow(planNow ?? whole.from))}>
            {t('gantt.now')}
          </Button>
        </Space.Compact>
        <GanttLegend colours={colours} colourBy={colourBy} reserved={reservations.length > 0} />
      </div>
      <div className="gantt-stage">
        <GanttCanvas
          ref={handle}
          scene={scene}
          initial={view ?? (planNow === null ? whole : { from: planNow - 4 * HOUR, until: planNow + 20 * HOUR })}
          label={t('gantt.label', { count: format.count(allocations.length) })}
          onView={onView}
          onHover={(bar, x, y) => {
            setHovered(bar === null ? null : { bar, x, y });
          }}
          onOpen={({ allocation: { jobId } }) => {
            if (jobId !== null && seesJobs) {
              void navigate(`/jobs/${jobId}`);
            }
          }}
        />
        {hovered === null ? null : <BarFacts {...hovered} />}
      </div>
      <p className="gantt-hint">{t('gantt.hint')}</p>
    </div>
  );
}

const aroundNow = (now: number): TimeView => ({ from: now - 2 * HOUR, until: now + 10 * HOUR });

function wholeOf({ from, until }: Layout): TimeView {
  const margin = Math.max(HOUR / 2, (until - from) * 0.02);
  return { from: from - margin, until: until + margin };
}

interface LegendProps {
  colours: Colours;
  colourBy: ColourBy;
  reserved: boolean;
}

function GanttLegend({ colours: { legend, more }, colourBy, reserved }: LegendProps) {
  const t = useTranslate();
  const name = (key: string) => {
    switch (colourBy) {
      case 'tenant':
        return key;
      case 'kind':
        return t(`jobKind.${key as WordOf<'jobKind'>}`);
      case 'state':
        return t(`gantt.state.${key as WordOf<'gantt.state'>}`);
    }
  };
  return (
    <ul className="gantt-legend">
      {legend.map(({ key, colour }) => (
        <li key={key}>
          <span style={{ background: colour }} aria-hidden="true" />
          {name(key)}
        </li>
      ))}
      {more > 0 ? <li className="muted">{t('gantt.more', { count: more })}</li> : null}
      {reserved ? (
        <li>
          <span className="gantt-reserved" aria-hidden="true" />
          {t('gantt.reserved')}
        </li>
      ) : null}
      {colourBy === 'state' ? null : <li className="muted">{t('gantt.pale')}</li>}
    </ul>
  );
}

const WIDTH = 260;

function BarFacts({ bar: { allocation }, x, y }: { bar: Bar; x: number; y: number }) {
  const t = useTranslate();
  const format = useFormat();
  const start = Date.parse(allocation.start);
  return (
    <div className="gantt-facts" style={{ left: `max(0px, min(${x + 12}px, 100% - ${WIDTH}px))`, top: y + 14 }}>
      <b>{allocation.jobName ?? t('job.anotherTenant')}</b>
      <span>
        {allocation.jobId === null ? '' : `${allocation.tenant} · `}
        {t(`jobKind.${allocation.kind}`)} · {t(`gantt.state.${allocation.running ? 'running' : 'planned'}`)}
      </span>
      <span>
        {allocation.cluster}/{allocation.partition} · {format.countedDevices(allocation.milliDevices)}
      </span>
      <span className="number">
        {format.moment(start, 0)} →{' '}
        {allocation.end === null ? t('running.openEnd') : format.moment(Date.parse(allocation.end), 0)}
      </span>
    </div>
  );
}
