/**
 * Gathers marks and hands them over together: soon after the first one, then at most once per pause.
 * A thousand events a second thus cost one refresh every two seconds.
 */
export class Coalescer<T> {
  private readonly marked = new Set<T>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastFlush = -Infinity;

  constructor(
    private readonly flush: (marked: readonly T[]) => void,
    private readonly soonMillis = 200,
    private readonly pauseMillis = 2_000,
  ) {}

  mark(items: readonly T[]) {
    items.forEach((item) => this.marked.add(item));
    this.timer ??= setTimeout(
      () => {
        this.handOver();
      },
      Math.max(this.soonMillis, this.lastFlush + this.pauseMillis - Date.now()),
    );
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.marked.clear();
  }

  private handOver() {
    this.timer = undefined;
    this.lastFlush = Date.now();
    const items = [...this.marked];
    this.marked.clear();
    this.flush(items);
  }
}
