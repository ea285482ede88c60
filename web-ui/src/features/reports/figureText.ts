import type { Format } from '../../shared/format/useFormat';

/** A reported figure with every whole digit: one that is rounded would read the same before and after its correction. */
export const figureText = (value: number, format: Format) => (value < 100 ? format.ratio(value) : format.count(Math.round(value)));
