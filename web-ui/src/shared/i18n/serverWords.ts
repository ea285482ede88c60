import type { Language } from './messages';
import { serverSentencesZh } from './serverSentences.zh';

interface Sentence {
  pattern: RegExp;
  words: string;
}

const PLACE = /%(?:\d*\$)?[\d.,]*[sdf]/g;

/** A sentence of the server's source as what it looks like when it is filled in. */
export function patternOf(sentence: string): RegExp {
  const literal = sentence.split(PLACE).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('([\\s\\S]*?)')}$`);
}

let chinese: readonly Sentence[] | null = null;

/** What has most words of its own is looked at first: "State a %s that exists." would take many others. */
const inChinese = () =>
  (chinese ??= Object.entries(serverSentencesZh)
    .sort(([one], [other]) => own(other) - own(one))
    .map(([sentence, words]) => ({ pattern: patternOf(sentence), words })));

const own = (sentence: string) => sentence.replace(PLACE, '').length;

/** What was filled in may be sentences again: why a job may not run there, or how long it waits. */
function listed(filledIn: string, language: Language): string {
  const parts = filledIn.split(/[;,] /);
  const told = parts.map((each) => serverWords(each, language));
  return told.every((each, index) => each === parts[index]) ? filledIn : told.join('；');
}

/** What the server said, in the reader's language; a sentence nobody translated stays as it is. */
export function serverWords(said: string, language: Language): string {
  // People count changes from one, as the editor of scenarios shows them.
  const counted = said.replace(/\bchanges\[(\d+)\]/g, (_, index: string, at: number) =>
    language === 'zh' ? `changes[${Number(index) + 1}]` : `${at === 0 ? 'Change' : 'change'} ${Number(index) + 1}`,
  );
  if (language === 'en') {
    return counted;
  }
  for (const { pattern, words } of inChinese()) {
    const found = pattern.exec(counted);
    if (found !== null) {
      return words.replace(/\$(\d)/g, (_, place: string) => listed(found[Number(place)] ?? '', language));
    }
  }
  return counted;
}
