import type { ReactNode } from 'react';
import './Facts.css';

interface FactsProps {
  /** In as many columns as there is room for. */
  wide?: boolean;
  children: ReactNode;
}

/** Names and what they are, one a line. */
export function Facts({ wide = false, children }: FactsProps) {
  return <dl className={wide ? 'facts facts-wide' : 'facts'}>{children}</dl>;
}

interface FactProps {
  name: string;
  /** Of no weight: shown in a quieter voice. */
  quiet?: boolean;
  children: ReactNode;
}

export function Fact({ name, quiet = false, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={quiet ? 'facts-zero' : undefined}>{children}</dd>
    </div>
  );
}
