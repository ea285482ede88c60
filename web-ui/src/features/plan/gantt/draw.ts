import type { Palette } from '../../../shared/theme/palette';
import { itemAt } from './itemAt';
import { type Bar, firstBarAfter, firstLaneBelow, type Lane, type Layout, type Reserved } from './layout';
import { ticks, type TimeView } from './timeView';

export const AXIS_HEIGHT = 24;
const TICK_PIXELS = 86;
const LABEL_PIXELS = 46;
const FONT = '11px system-ui, "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';

export interface Scene {
  layout: Layout;
  view: TimeView;
  /** Pixels the lanes are scrolled by. */
  scrollTop: number;
  width: number;
  height: number;
  /** Plan time; null when it is not known. */
  now: number | null;
  palette: Palette;
  colourOf: (bar: Bar) => string;
  label: (bar: Bar) => string;
  count: (bars: number) => string;
  /** What a reservation is called. */
  reserved: (window: Reserved) => string;
  time: (instant: number) => string;
  offsetMillis: number;
}

/** Draws what is in sight and nothing else. */
export function draw(canvas: CanvasRenderingContext2D, scene: Scene) {
  const { width, height, palette } = scene;
  canvas.font = FONT;
  canvas.textBaseline = 'middle';
  canvas.fillStyle = palette.surface;
  canvas.fillRect(0, 0, width, height);
  const marks = ticks(scene.view, width, TICK_PIXELS, scene.offsetMillis);
  drawGrid(canvas, scene, marks);
  drawLanes(canvas, scene);
  drawAxis(canvas, scene, marks);
  drawNow(canvas, scene);
}

export const xOf = ({ view, width }: Pick<Scene, 'view' | 'width'>, instant: number) =>
  ((instant - view.from) / (view.until - view.from)) * width;

export const instantAt = ({ view, width }: Pick<Scene, 'view' | 'width'>, x: number) =>
  view.from + (x / width) * (view.until - view.from);

function drawGrid(canvas: CanvasRenderingContext2D, scene: Scene, marks: readonly number[]) {
  canvas.fillStyle = scene.palette.border;
  for (const at of marks) {
    canvas.fillRect(Math.round(xOf(scene, at)), AXIS_HEIGHT, 1, scene.height);
  }
}

function drawAxis(canvas: CanvasRenderingContext2D, scene: Scene, marks: readonly number[]) {
  const { palette, width } = scene;
  canvas.fillStyle = palette.surface;
  canvas.fillRect(0, 0, width, AXIS_HEIGHT);
  canvas.fillStyle = palette.muted;
  for (const at of marks) {
    const left = xOf(scene, at) + 3;
    const told = scene.time(at);
    // A time cut at the edge reads as another one.
    if (left + canvas.measureText(told).width <= width) {
      canvas.fillText(told, left, AXIS_HEIGHT / 2);
    }
  }
  canvas.fillStyle = palette.border;
  canvas.fillRect(0, AXIS_HEIGHT - 1, width, 1);
}

function drawNow(canvas: CanvasRenderingContext2D, scene: Scene) {
  const { now, view, palette, height } = scene;
  if (now === null || now < view.from || now > view.until) {
    return;
  }
  canvas.fillStyle = palette.bad;
  canvas.fillRect(Math.round(xOf(scene, now)), 0, 1.5, height);
}

function drawLanes(canvas: CanvasRenderingContext2D, scene: Scene) {
  const { layout, scrollTop, height } = scene;
  for (let at = firstLaneBelow(layout.lanes, scrollTop); at < layout.lanes.length; at++) {
    const lane = itemAt(layout.lanes, at);
    const top = lane.top - scrollTop + AXIS_HEIGHT;
    if (top > height) {
      return;
    }
    switch (lane.kind) {
      case 'group':
        drawGroup(canvas, scene, lane, top);
        break;
      case 'reserved':
        drawReserved(canvas, scene, lane.windows, top, lane.height);
        break;
      case 'bars':
        drawBars(canvas, scene, lane.bars, top, lane.height);
        break;
    }
  }
}

function drawGroup(
  canvas: CanvasRenderingContext2D,
  { palette, width, count }: Scene,
  lane: Lane & { kind: 'group' },
  top: number,
) {
  canvas.fillStyle = palette.raised;
  canvas.fillRect(0, top, width, lane.height);
  canvas.fillStyle = palette.text;
  canvas.fillText(lane.name, 8, top + lane.height / 2);
  const at = 16 + canvas.measureText(lane.name).width;
  canvas.fillStyle = palette.muted;
  canvas.fillText(count(lane.bars), at, top + lane.height / 2);
}

/** An outline with a name: nothing runs there but for whom it is held. */
function drawReserved(canvas: CanvasRenderingContext2D, scene: Scene, windows: readonly Reserved[], top: number, height: number) {
  const { view, width, palette } = scene;
  for (const window of windows) {
    if (window.end <= view.from || window.start >= view.until) {
      continue;
    }
    const left = Math.max(0, xOf(scene, window.start));
    const right = Math.min(width, window.end === Infinity ? width : xOf(scene, window.end));
    canvas.fillStyle = palette.warnSoft;
    canvas.fillRect(left, top + 1, Math.max(1, right - left), height - 2);
    canvas.strokeStyle = palette.warn;
    canvas.strokeRect(left + 0.5, top + 1.5, Math.max(1, right - left - 1), height - 3);
    if (right - left > LABEL_PIXELS) {
      const fits = Math.floor((right - left - 8) / 6);
      canvas.fillStyle = palette.warn;
      canvas.fillText(scene.reserved(window).slice(0, fits), left + 4, top + height / 2);
    }
  }
}

function drawBars(canvas: CanvasRenderingContext2D, scene: Scene, bars: readonly Bar[], top: number, height: number) {
  const { view, width } = scene;
  let drawnTo = -1;
  for (let at = firstBarAfter(bars, view.from); at < bars.length; at++) {
    const bar = itemAt(bars, at);
    if (bar.start > view.until) {
      return;
    }
    const left = Math.max(0, xOf(scene, bar.start));
    const right = Math.min(width, bar.end === Infinity ? width : xOf(scene, bar.end));
    // Bars that fall on a pixel already drawn add nothing.
    if (right <= drawnTo && right - left < 1) {
      continue;
    }
    drawnTo = right;
    canvas.globalAlpha = bar.allocation.running ? 1 : 0.55;
    canvas.fillStyle = scene.colourOf(bar);
    canvas.fillRect(left, top + 1, Math.max(1, right - left - 0.5), height - 2);
    canvas.globalAlpha = 1;
    if (right - left > LABEL_PIXELS) {
      drawLabel(canvas, scene, bar, left, right, top, height);
    }
  }
}

function drawLabel(
  canvas: CanvasRenderingContext2D,
  scene: Scene,
  bar: Bar,
  left: number,
  right: number,
  top: number,
  height: number,
) {
  // About six pixels a letter: cheaper than measuring, and a cut name is better than none.
  const fits = Math.floor((right - left - 8) / 6);
  const text = scene.label(bar);
  // White is read on every colour of a tenant, not on the grey of what nobody may name.
  canvas.fillStyle = bar.allocation.running && bar.allocation.jobId !== null ? '#ffffff' : scene.palette.text;
  canvas.fillText(text.length <= fits ? text : `${text.slice(0, Math.max(1, fits - 1))}…`, left + 4, top + height / 2);
}

/** The bar at a point of the canvas, null where there is none. */
export function barAt(scene: Scene, x: number, y: number): Bar | null {
  if (y < AXIS_HEIGHT) {
    return null;
  }
  const height = y - AXIS_HEIGHT + scene.scrollTop;
  const lane = scene.layout.lanes[firstLaneBelow(scene.layout.lanes, height)];
  if (lane?.kind !== 'bars' || lane.top > height) {
    return null;
  }
  const instant = instantAt(scene, x);
  const slack = (2 * (scene.view.until - scene.view.from)) / scene.width;
  const bar = lane.bars[firstBarAfter(lane.bars, instant - slack)];
  return bar !== undefined && bar.start <= instant + slack ? bar : null;
}
