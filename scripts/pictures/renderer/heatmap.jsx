import { getValueFormat } from '@grafana/data';
import { TimeAxis } from './time-axis.jsx';

/** How many were in each bucket at each time: a bucket of Prometheus also has what is in those below it. */
function cellsOf(buckets) {
  return buckets.flatMap(({ frame }, row) => {
    const [times, values] = frame.fields.map((field) => field.values);
    const below = new Map(
      row === 0
        ? []
        : buckets[row - 1].frame.fields[0].values.map((time, i) => [time, buckets[row - 1].frame.fields[1].values[i]]),
    );
    return times
      .map((time, i) => ({ row, time, count: values[i] - (below.get(time) ?? 0) }))
      .filter(({ count }) => count > 1e-9);
  });
}

const format = getValueFormat('s');

function nameOf(limit) {
  if (limit === Infinity) return '+Inf';
  const { text, suffix = '' } = format(limit);
  return `${text}${suffix}`;
}

/** Our own drawing, because Grafana's is not in its packages. */
export function Heatmap({ drawing, theme, frames, width, height }) {
  const buckets = frames
    .map((frame) => ({ frame, limit: Number(frame.fields[1].labels.le.replace('+Inf', 'Infinity')) }))
    .sort((a, b) => a.limit - b.limit);
  const cells = cellsOf(buckets);
  const most = Math.max(...cells.map(({ count }) => count));
  const [left, plot] = [60, { width: width - 72, height: height - 36 }];
  const rowHeight = plot.height / buckets.length;
  const x = (time) => left + ((time - drawing.from) / (drawing.to - drawing.from)) * plot.width;
  const step = buckets[0].frame.fields[0].config.interval;
  const hue = theme.isDark
    ? (part) => `hsl(207, 60%, ${20 + 60 * part}%)`
    : (part) => `hsl(207, 60%, ${85 - 60 * part}%)`;
  return (
    <svg width={width} height={height} style={{ fontFamily: theme.typography.fontFamily, fontSize: 12 }}>
      <TimeAxis {...{ drawing, theme, left }} width={plot.width} height={plot.height} />
      {cells.map(({ row, time, count }) => (
        <rect
          key={`${row} ${time}`}
          x={x(time)}
          y={plot.height - (row + 1) * rowHeight}
          width={Math.max(1, x(time + step) - x(time) - 1)}
          height={rowHeight - 1}
          fill={hue(count / most)}
        />
      ))}
      {buckets.map(({ limit }, row) => (
        <text
          key={limit}
          x={left - 6}
          y={plot.height - row * rowHeight - 4}
          textAnchor="end"
          fill={theme.colors.text.primary}
        >
          {nameOf(limit)}
        </text>
      ))}
    </svg>
  );
}
