import { measureText } from '@grafana/ui';
import { cut } from './cut.jsx';
import { TimeAxis } from './time-axis.jsx';

/** Times with the same value, as far as no sample is missing in between. */
function spansOf({ fields: [time, value] }) {
  const longest = (time.config.interval ?? 60_000) * 1.5;
  const spans = [];
  time.values.forEach((at, i) => {
    const last = spans.at(-1);
    const goesOn = last !== undefined && at - last.to <= longest;
    if (goesOn) last.to = at;
    if (!goesOn || last.value !== value.values[i]) spans.push({ from: at, to: at, value: value.values[i] });
  });
  return spans.filter(({ value: shown }) => shown !== null);
}

/** Our own drawing, because Grafana's is not in its packages. */
export function StateTimeline({ panel, drawing, theme, options, frames, width, height }) {
  const rows = frames.slice(0, options.perPage ?? 20).map((frame) => ({
    name: frame.fields[1].config.displayNameFromDS,
    display: frame.fields[1].display,
    spans: spansOf(frame),
  }));
  const left = 9 + Math.min(width * 0.45, Math.max(...rows.map(({ name }) => measureText(name, 12).width)));
  const plot = { width: width - left - 12, height: height - 36 };
  const rowHeight = plot.height / rows.length;
  const x = (time) => left + ((time - drawing.from) / (drawing.to - drawing.from)) * plot.width;
  const opacity = (panel.fieldConfig.defaults.custom?.fillOpacity ?? 70) / 100;
  return (
    <svg width={width} height={height} style={{ fontFamily: theme.typography.fontFamily, fontSize: 12 }}>
      <TimeAxis {...{ drawing, theme, left }} width={plot.width} height={plot.height} />
      {rows.map(({ name, display, spans }, i) => {
        const bar = rowHeight * (options.rowHeight ?? 0.9);
        const top = i * rowHeight + (rowHeight - bar) / 2;
        return (
          <g key={name}>
            <text x={left - 6} y={top + bar / 2 + 4} textAnchor="end" fill={theme.colors.text.primary}>
              {cut(name, left - 9)}
            </text>
            {spans.map(({ from, to, value }) => {
              const { color, text } = display(value);
              const length = Math.max(1, x(to) - x(from));
              const isShown = options.showValue !== 'never' && length > measureText(text, 12).width + 8 && bar > 12;
              return (
                <g key={from}>
                  <rect x={x(from)} y={top} width={length} height={bar} fill={color} fillOpacity={opacity} />
                  {isShown && (
                    <text x={x(from) + 4} y={top + bar / 2 + 4} fill={theme.colors.getContrastText(color)}>
                      {text}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        );
      })}
      {drawing.marks.map(({ at, color }) => (
        <line key={at} x1={x(at)} x2={x(at)} y1={0} y2={plot.height} stroke={color} strokeDasharray="5 5" />
      ))}
    </svg>
  );
}
