const hour = 3_600_000;
const steps = [hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, 48 * hour];

/** The times of an axis of this width, about 100 pixels apart, with their texts. */
function ticksOf({ from, to }, width) {
  const step = steps.find((each) => ((to - from) / each) * 100 <= width) ?? 7 * 24 * hour;
  const count = Math.floor((to - from) / step) + 1;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: count }, (_, i) => first + i * step)
    .filter((time) => time < to)
    .map((time) => {
      const text = new Date(time).toISOString();
      return [time, to - from > 24 * hour ? `${text.slice(5, 10)} ${text.slice(11, 16)}` : text.slice(11, 16)];
    });
}

/** Lines and texts of a time axis, whose texts are below `height`. */
export function TimeAxis({ drawing, theme, left, width, height }) {
  const x = (time) => left + ((time - drawing.from) / (drawing.to - drawing.from)) * width;
  return ticksOf(drawing, width).map(([time, text]) => (
    <g key={time}>
      <line x1={x(time)} x2={x(time)} y1={0} y2={height + 4} stroke={theme.colors.border.weak} />
      <text x={x(time)} y={height + 18} textAnchor="middle" fill={theme.colors.text.primary}>
        {text}
      </text>
    </g>
  ));
}
