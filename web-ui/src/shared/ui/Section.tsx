import { type ReactNode, useId } from 'react';
import './Section.css';

interface SectionProps {
  title: string;
  /** Stands beside the title: a total, a basis. */
  note?: ReactNode;
  /** Stands at the far end of the title: pager, actions. */
  extra?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Section({ title, note, extra, className, children }: SectionProps) {
  const id = useId();
  return (
    <section className={`section ${className ?? ''}`} aria-labelledby={id}>
      <header className="section-head">
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <span className="section-note">{note}</span>}
        {extra === undefined ? null : <div className="section-extra">{extra}</div>}
      </header>
      {children}
    </section>
  );
}
