/** An instant as a field for local dates and times has it, to the minute; empty for what is none. */
export function localOf(instant: unknown): string {
  const at = typeof instant === 'string' ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(at)) {
    return '';
  }
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The instant a local date and time names; undefined for none. */
export function instantOf(local: string): string | undefined {
  const at = new Date(local).getTime();
  return local === '' || Number.isNaN(at) ? undefined : new Date(at).toISOString().replace('.000Z', 'Z');
}
