import './Heading.css';

/** A column's heading, with its unit under it. */
export function Heading({ text, unit }: { text: string; unit: string }) {
  return (
    <>
      {text}
      <span className="heading-unit">{unit}</span>
    </>
  );
}
