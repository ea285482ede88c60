import { useMemo, useState } from 'react';
import Chart from './Chart';
import './LinesChart.css';
import { linesOption, type LinesSpec } from './lines';

interface LinesChartProps {
  /** Kept by the caller for as long as it says the same. */
  spec: LinesSpec;
  height: number;
  label: string;
}

/** Lines with all their names above, on as many rows as they need; a name takes its line away and brings it back. */
export function LinesChart({ spec, height, label }: LinesChartProps) {
  const [hidden, hide] = useState<ReadonlySet<string>>(new Set());
  const option = useMemo(
    () => linesOption({ ...spec, lines: spec.lines.filter(({ name }) => !hidden.has(name)) }),
    [spec, hidden],
  );
  const turn = (name: string) => {
    const others = new Set(hidden);
    if (!others.delete(name)) {
      others.add(name);
    }
    hide(others);
  };
  return (
    <>
      <ul className="lines-legend">
        {spec.lines.map(({ name, colour, dashed = false }) => (
          <li key={name}>
            <button type="button" aria-pressed={!hidden.has(name)} onClick={() => { turn(name); }}>
              <span style={{ borderColor: colour, borderTopStyle: dashed ? 'dashed' : 'solid' }} aria-hidden="true" />
              {name}
            </button>
          </li>
        ))}
      </ul>
      <Chart option={option} height={height} label={label} />
    </>
  );
}
