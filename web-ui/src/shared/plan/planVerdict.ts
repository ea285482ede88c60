import type { Plan } from '../api/types';

/** Places and times at which only runs over their time break a rule: no fault of the plan, and no part of its score. */
export const overrunsOf = ({ broken }: Pick<Plan, 'broken'>) =>
  broken.reduce((sum, { overrun, times }) => sum + (overrun ? times : 0), 0);
