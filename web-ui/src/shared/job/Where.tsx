import type { Run } from '../api/types';
import { useFormat } from '../format/useFormat';
import { TwoLines } from '../ui/TwoLines';

/** Where a run stands, and on how many devices. */
export function Where({ run }: { run: Pick<Run, 'cluster' | 'partition' | 'milliDevices'> }) {
  const format = useFormat();
  const place = `${run.cluster}/${run.partition}`;
  return (
    <TwoLines
      first={place}
      second={format.countedDevices(run.milliDevices)}
      hint={place}
    />
  );
}
