import { Segmented } from 'antd';
import { useMemo } from 'react';
import type { Node, Run } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useAddressed } from '../../../shared/ui/useAddressed';
import { NodeFacts } from './NodeFacts';
import { type Block, fragmentation, type Health, heatOf, nextNode, type NodeHeat, roomOn, ROOMS, topologyOf } from './nodeHeat';
import './HeatMap.css';

const SHOWN = ['health', 'use', 'room'] as const;
type Shown = (typeof SHOWN)[number];

const HEALTHS: readonly Health[] = ['healthy', 'degraded', 'cordoned', 'unready', 'quarantined', 'gone'];
const STEPS = [0, 0.25, 0.5, 0.75, 1];

interface HeatMapProps {
  nodes: readonly Node[];
  runs: readonly Run[];
}

/** Every node of a cluster as a small square in its rack and block, coloured by health, by use, or by what a gang finds free on it. */
export function HeatMap({ nodes, runs }: HeatMapProps) {
  const t = useTranslate();
  const format = useFormat();
  const [by, setBy] = useAddressed('nodes');
  const [chosen, setChosen] = useAddressed('node');
  const shown: Shown = SHOWN.find((each) => each === by) ?? 'health';
  const heat = useMemo(() => heatOf(nodes, runs), [nodes, runs]);
  const blocks = useMemo(() => topologyOf(heat), [heat]);
  const broken = useMemo(() => fragmentation(heat), [heat]);
  const found = heat.find(({ node }) => node.name === chosen) ?? null;
  return (
    <div className="heat">
      <div className="heat-head">
        <Segmented<Shown>
          size="small"
          aria-label={t('heat.by')}
          value={shown}
          options={SHOWN.map((value) => ({ value, label: t(`heat.${value}`) }))}
          onChange={(value) => {
            setBy(value === 'health' ? null : value);
          }}
        />
        <Legend shown={shown} heat={heat} />
        {broken === null ? null : (
          <span className="muted" title={t('heat.fragmentation.hint')}>
            {t('heat.fragmentation', { percent: format.percent(broken) })}
          </span>
        )}
      </div>
      <div
        className="heat-blocks"
        role="listbox"
        aria-label={t('heat.label')}
        tabIndex={0}
        aria-activedescendant={chosen === null ? undefined : idOf(chosen)}
        onKeyDown={(event) => {
          const next = nextNode(event.key, blocks, chosen);
          if (next !== null) {
            event.preventDefault();
            setChosen(next);
            // A large cluster scrolls by itself: what the keys lead to comes in sight.
            document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' });
          }
        }}
      >
        {blocks.map((block) => (
          <BlockOf key={block.name} block={block} shown={shown} chosen={chosen} choose={setChosen} />
        ))}
      </div>
      <div aria-live="polite">
        {found === null ? <p className="heat-hint">{t('heat.choose')}</p> : <NodeFacts heat={found} />}
      </div>
    </div>
  );
}

const idOf = (node: string) => `node-${node}`;

interface BlockProps {
  block: Block;
  shown: Shown;
  chosen: string | null;
  choose: (name: string) => void;
}

function BlockOf({ block, shown, chosen, choose }: BlockProps) {
  const t = useTranslate();
  const name = block.name === '' ? t('heat.noBlock') : block.name;
  return (
    <div className="heat-block" role="group" aria-label={name}>
      <div className="heat-block-name">{name}</div>
      {block.racks.map((rack) => (
        <div key={rack.name} className="heat-rack" title={rack.name}>
          {rack.nodes.map((heat) => (
            <Cell key={heat.node.id} heat={heat} shown={shown} chosen={heat.node.name === chosen} choose={choose} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  heat: NodeHeat;
  shown: Shown;
  chosen: boolean;
  choose: (name: string) => void;
}

function Cell({ heat, shown, chosen, choose }: CellProps) {
  const t = useTranslate();
  const format = useFormat();
  const { node, health, used } = heat;
  const words = `${node.name}: ${t(`nodeHealth.${health}`)}, ${t('heat.used', { percent: format.percent(used) })}`;
  const look = health === 'gone' ? 'heat-gone' : lookOf(heat, shown);
  return (
    <span
      id={idOf(node.name)}
      role="option"
      aria-selected={chosen}
      aria-label={words}
      title={words}
      className={`heat-cell ${look}${chosen ? ' heat-chosen' : ''}`}
      onClick={() => {
        choose(node.name);
      }}
    />
  );
}

function lookOf(heat: NodeHeat, shown: Shown): string {
  switch (shown) {
    case 'health':
      return `heat-${heat.health}`;
    case 'use':
      return `heat-use heat-use-${stepOf(heat.used)}`;
    case 'room':
      return `heat-room-${roomOn(heat)}`;
  }
}

/** Four shades of use, and none; a node hardly used is used. */
const stepOf = (used: number) => Math.ceil(used * 4);

function Legend({ shown, heat }: { shown: Shown; heat: readonly NodeHeat[] }) {
  const t = useTranslate();
  const format = useFormat();
  if (shown === 'use') {
    return (
      <ul className="heat-legend">
        {STEPS.map((share) => (
          <li key={share}>
            <span className={`heat-cell heat-use heat-use-${stepOf(share)}`} aria-hidden="true" />
            {format.percent(share)}
          </li>
        ))}
      </ul>
    );
  }
  if (shown === 'room') {
    return (
      <ul className="heat-legend">
        {ROOMS.map((room) => (
          <li key={room}>
            <span className={`heat-cell heat-room-${room}`} aria-hidden="true" />
            {t(`nodeRoom.${room}`)} {format.count(heat.filter((each) => roomOn(each) === room).length)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className="heat-legend">
      {HEALTHS.map((health) => ({ health, count: heat.filter((each) => each.health === health).length }))
        .filter(({ health, count }) => count > 0 || health === 'healthy')
        .map(({ health, count }) => (
          <li key={health}>
            <span className={`heat-cell heat-${health}`} aria-hidden="true" />
            {t(`nodeHealth.${health}`)} {format.count(count)}
          </li>
        ))}
    </ul>
  );
}
