import './Bar.css';

interface BarProps {
  /** 0 to 1. */
  share: number;
  label: string;
  tone?: 'accent' | 'warn';
}

/** A thin bar for a share; its number stands beside it in text. */
export function Bar({ share, label, tone = 'accent' }: BarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      className="bar"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className={`bar-fill bar-${tone}`} style={{ width: `${percent}%` }} />
    </div>
  );
}
