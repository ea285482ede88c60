import type { ReactNode } from 'react';
import './TwoLines.css';

interface TwoLinesProps {
  first: ReactNode;
  second?: ReactNode;
  hint?: string;
}

/** What a cell says, and under it in a smaller voice what belongs to it. */
export function TwoLines({ first, second, hint }: TwoLinesProps) {
  return (
    <div className="two-lines" title={hint}>
      <div className="two-lines-first">{first}</div>
      {second === undefined ? null : <div className="two-lines-second">{second}</div>}
    </div>
  );
}
