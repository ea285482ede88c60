import type { JudgedPlace } from '../../../shared/api/types';
import type { Tongue } from './words';

type Reason = JudgedPlace['reasons'][number];
type Level = Reason['level'];

/** What counts before what: any amount of a level weighs more than all of the next. */
const LEVELS: readonly Level[] = ['HARD', 'MEDIUM', 'SOFT'];

/** How much more the first is charged than the second, by level. */
const excess = (one: readonly Reason[], other: readonly Reason[]) =>
  LEVELS.map((level) => {
    const sum = (reasons: readonly Reason[]) =>
      reasons.filter((reason) => reason.level === level).reduce((total, { cost }) => total + cost, 0);
    return sum(one) - sum(other);
  });

/** Below 0 where the first weighs less. */
const compared = (one: readonly number[], other: readonly number[]) =>
  one.map((amount, level) => amount - (other[level] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** The rule that charges the worse place most more than the better one. */
function decisive(better: JudgedPlace, worse: JudgedPlace): Reason['rule'] | undefined {
  const of = (place: JudgedPlace, rule: Reason['rule']) => place.reasons.filter((reason) => reason.rule === rule);
  return [...new Set([...better.reasons, ...worse.reasons].map(({ rule }) => rule))]
    .map((rule) => ({ rule, more: excess(of(worse, rule), of(better, rule)) }))
    .sort((one, other) => compared(other.more, one.more))[0]?.rule;
}

/**
 * Why the job stands where it does, from what the rules of the plan charge for its place and for the best others.
 *
 * @param places its own place first, then the others, best first
 * @param words the server's sentence in the reader's language
 */
export function whyHere(places: readonly JudgedPlace[], { t, format }: Tongue, words: (sentence: string) => string): string | null {
  const [here, next] = places;
  if (here === undefined) {
    return null;
  }
  if (next === undefined) {
    return t('explain.here.only', { here: here.partition });
  }
  const names = { here: here.partition, next: next.partition };
  const difference = excess(here.reasons, next.reasons).find((amount) => amount !== 0) ?? 0;
  const rule = difference < 0 ? decisive(here, next) : decisive(next, here);
  if (difference === 0 || rule === undefined) {
    return t('explain.here.equal', names);
  }
  const charged = (place: JudgedPlace) => {
    const reason = place.reasons.find((each) => each.rule === rule);
    return reason === undefined
      ? t('explain.here.nothing')
      : t('explain.here.charged', { because: words(reason.because), cost: format.count(reason.cost) });
  };
  return t(difference < 0 ? 'explain.here.better' : 'explain.here.worse', {
    ...names,
    rule: t(`planRule.${rule}`),
    costHere: charged(here),
    costThere: charged(next),
  });
}
