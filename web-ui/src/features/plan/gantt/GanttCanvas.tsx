import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { barAt, draw, instantAt, type Scene } from './draw';
import type { Bar } from './layout';
import { panned, type TimeView, zoomed } from './timeView';

export interface GanttHandle {
  zoom: (factor: number) => void;
  show: (view: TimeView) => void;
}

interface GanttCanvasProps {
  ref: Ref<GanttHandle>;
  /** What is drawn, without what this chart knows itself. */
  scene: Omit<Scene, 'view' | 'scrollTop' | 'width' | 'height'>;
  initial: TimeView;
  label: string;
  /** Told when what is in sight has stood still for a moment after it was moved. */
  onView: (view: TimeView) => void;
  onHover: (bar: Bar | null, x: number, y: number) => void;
  onOpen: (bar: Bar) => void;
}

const ZOOM_STEP = 1.25;
const CLICK_PIXELS = 4;
const STANDS_STILL_MILLIS = 400;

/**
 * The chart itself. What is in sight changes many times a second while one zooms: it lives beside React and is drawn
 * at most once a frame.
 */
export function GanttCanvas({ ref, scene, initial, label, onView, onHover, onOpen }: GanttCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef(initial);
  const frame = useRef(0);
  const settled = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useRef(onView);
  const latest = useRef(scene);
  const drag = useRef<{ x: number; moved: number } | null>(null);

  const whole = useCallback((): Scene => {
    const element = box.current;
    return {
      ...latest.current,
      view: view.current,
      scrollTop: element?.scrollTop ?? 0,
      width: element?.clientWidth ?? 0,
      height: element?.clientHeight ?? 0,
    };
  }, []);

  const redraw = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const pen = canvas.current?.getContext('2d');
      if (canvas.current && pen) {
        const now = whole();
        fit(canvas.current, now.width, now.height);
        draw(pen, now);
      }
    });
  }, [whole]);

  const show = useCallback(
    (next: TimeView) => {
      view.current = next;
      redraw();
      clearTimeout(settled.current);
      settled.current = setTimeout(() => {
        tell.current(next);
      }, STANDS_STILL_MILLIS);
    },
    [redraw],
  );

  useEffect(() => {
    tell.current = onView;
  }, [onView]);

  useEffect(
    () => () => {
      clearTimeout(settled.current);
    },
    [],
  );

  useEffect(() => {
    latest.current = scene;
    redraw();
  }, [scene, redraw]);

  useImperativeHandle(
    ref,
    () => ({
      zoom: (factor) => {
        show(zoomed(view.current, factor, (view.current.from + view.current.until) / 2));
      },
      show,
    }),
    [show],
  );

  useEffect(() => {
    const element = box.current;
    if (element === null) {
      return undefined;
    }
    const wheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        // Otherwise the browser zooms the page; React listens passively and could not say so.
        event.preventDefault();
        const around = instantAt(whole(), event.clientX - element.getBoundingClientRect().left);
        show(zoomed(view.current, event.deltaY > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, around));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        show(panned(view.current, (event.deltaX || event.deltaY) / element.clientWidth));
      }
    };
    const resized = new ResizeObserver(redraw);
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('scroll', redraw, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('scroll', redraw);
      resized.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, [redraw, show, whole]);

  const pointAt = (event: PointerEvent) => {
    const edge = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - edge.left, y: event.clientY - edge.top };
  };

  const move = (event: PointerEvent) => {
    const { x, y } = pointAt(event);
    if (drag.current === null) {
      onHover(barAt(whole(), x, y), x, y);
      return;
    }
    const by = x - drag.current.x;
    drag.current = { x, moved: drag.current.moved + Math.abs(by) };
    show(panned(view.current, -by / event.currentTarget.clientWidth));
  };

  const release = (event: PointerEvent) => {
    const { x, y } = pointAt(event);
    const still = drag.current !== null && drag.current.moved < CLICK_PIXELS;
    drag.current = null;
    const bar = still ? barAt(whole(), x, y) : null;
    if (bar !== null) {
      onOpen(bar);
    }
  };

  return (
    <div
      ref={box}
      className="gantt-box"
      role="application"
      aria-label={label}
      tabIndex={0}
      onPointerDown={(event) => {
        drag.current = { x: pointAt(event).x, moved: 0 };
        onHover(null, 0, 0);
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerLeave={() => {
        drag.current = null;
        onHover(null, 0, 0);
      }}
      onKeyDown={(event) => {
        const next = keyed(event, view.current);
        if (next !== null) {
          event.preventDefault();
          show(next);
        }
      }}
    >
      <canvas ref={canvas} className="gantt-canvas" aria-hidden="true" />
      <div style={{ height: scene.layout.height }} />
    </div>
  );
}

function keyed(event: KeyboardEvent, view: TimeView): TimeView | null {
  const middle = (view.from + view.until) / 2;
  switch (event.key) {
    case '+':
    case '=':
      return zoomed(view, 1 / ZOOM_STEP, middle);
    case '-':
      return zoomed(view, ZOOM_STEP, middle);
    case 'ArrowLeft':
      return panned(view, -0.1);
    case 'ArrowRight':
      return panned(view, 0.1);
    default:
      return null;
  }
}

/** As many dots as the screen has; the canvas is cleared by it, so only when something changed. */
function fit(canvas: HTMLCanvasElement, width: number, height: number) {
  const ratio = window.devicePixelRatio || 1;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    canvas.style.marginBottom = `${-height}px`;
  }
  canvas.getContext('2d')?.setTransform(ratio, 0, 0, ratio, 0, 0);
}
