/** What a form holds of one field; null when nothing is stated. */
export type Value = string | number | boolean | readonly string[] | null;
export type Draft = Readonly<Record<string, Value>>;

export interface Choice {
  value: string;
  label: string;
}

/** What can be read of what is typed, and what is said of the rest. */
export interface Reading {
  canRead: (text: string) => boolean;
  unread: string;
}

type Control =
  | { kind: 'text'; placeholder?: string }
  | { kind: 'number'; least?: number; most?: number; whole?: boolean; placeholder?: string }
  | { kind: 'flag' }
  /** Local time of the reader; kept in the draft as RFC 3339 in UTC. */
  | { kind: 'instant' }
  | { kind: 'choice'; choices: readonly Choice[] | ((draft: Draft) => readonly Choice[]); optional?: boolean; placeholder?: string }
  /** Several of the choices; without choices whatever is typed, one by one. */
  | { kind: 'choices'; choices?: readonly Choice[]; placeholder?: string; reads?: Reading };

/** One field: how it is asked for, and where the server names it. */
export type FormField<D extends Draft> = Control & {
  name: keyof D & string;
  label: string;
  hint?: string;
  /** Nothing is sent before it is stated. */
  required?: boolean;
  /** Cannot be changed any more. */
  fixed?: boolean;
  /** Whether it is asked at all, by what is stated already. */
  when?: (draft: D) => boolean;
  /** The server's name of it, when that is another. */
  path?: string;
};

export const choicesOf = (values: readonly string[]): Choice[] => values.map((value) => ({ value, label: value }));

const blank = (value: Value | undefined) => value === null || value === undefined || value === '';

/** Those fields that are asked for. */
export const asked = <D extends Draft>(fields: readonly FormField<D>[], draft: NoInfer<D>) =>
  fields.filter(({ when }) => when?.(draft) ?? true);

/** Which bound of its field a number is beyond; null when it is beyond none. */
export function outOfRange<D extends Draft>(field: FormField<D>, value: Value | undefined) {
  if (field.kind !== 'number' || typeof value !== 'number') {
    return null;
  }
  if (field.least !== undefined && value < field.least) {
    return { side: 'atLeast', bound: field.least } as const;
  }
  return field.most !== undefined && value > field.most ? ({ side: 'atMost', bound: field.most } as const) : null;
}

/** What of a field cannot be read; empty where all can. */
export function unreadIn<D extends Draft>(field: FormField<D>, value: Value | undefined): readonly string[] {
  const reads = field.kind === 'choices' ? field.reads : undefined;
  return reads === undefined || !Array.isArray(value) ? [] : (value as readonly string[]).filter((text) => !reads.canRead(text));
}

export const complete = <D extends Draft>(fields: readonly FormField<D>[], draft: NoInfer<D>) =>
  asked(fields, draft).every(
    (field) => (field.required !== true || !blank(draft[field.name])) && outOfRange(field, draft[field.name]) === null &&
      unreadIn(field, draft[field.name]).length === 0,
  );

/** What is stated and asked for, as the body of a request; what is left out is not in it. */
export function stated<D extends Draft>(fields: readonly FormField<D>[], draft: NoInfer<D>): Partial<D> {
  return Object.fromEntries(
    asked(fields, draft)
      .map(({ name }) => [name, draft[name]] as const)
      .filter(([, value]) => !blank(value) && !(Array.isArray(value) && value.length === 0)),
  ) as Partial<D>;
}

/** Without what only the form knows, or the server only tells. */
export const without = <T extends object, K extends keyof T>(whole: T, ...names: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !(names as readonly string[]).includes(name))) as Omit<T, K>;

/** Whether the server means a field, or something in it. */
export const belongsTo = (path: string, field: string) =>
  path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);

const two = (number: number) => String(number).padStart(2, '0');

/** An instant as a control for local time takes it. */
export function localOf(instant: string | null): string {
  if (instant === null) {
    return '';
  }
  const at = new Date(instant);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What a control for local time holds, as an instant; null when it holds none. */
export function instantOf(local: string): string | null {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
