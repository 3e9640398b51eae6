// Draws /drawing.json: scripts/pictures/drawing.ts says what is in it. Sets `drawn` on the window when every panel has its data, or `fault`.
import '@fontsource/inter/400.css';
import '@fontsource/inter/500.css';
import '@fontsource/roboto-mono/400.css';
import { createTheme, setTimeZoneResolver, ThemeContext } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { GlobalStyles, Icon, PanelChrome } from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import { registerFieldConfig } from './field-config.jsx';
import { Panel } from './panel.jsx';

const [cell, gap, margin] = [30, 8, 16];

/** Grafana's grid: 24 columns, and rows of 30 pixels. */
function placeOf({ x, y, w, h }, width) {
  const column = (width - 2 * margin - 23 * gap) / 24;
  return {
    left: x * (column + gap),
    top: y * (cell + gap),
    width: w * column + (w - 1) * gap,
    height: h * cell + (h - 1) * gap,
  };
}

function Page({ drawing, theme, done }) {
  const { dashboard, width, choices } = drawing;
  const rows = Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  const { colors, components } = theme;
  const chip = {
    alignItems: 'center',
    background: components.input.background,
    border: `1px solid ${components.input.borderColor}`,
    display: 'inline-flex',
    height: 30,
    padding: '0 8px',
  };
  const shown = (name) => (choices[name] === '.+' ? 'All' : choices[name]);
  return (
    <div style={{ boxSizing: 'border-box', color: colors.text.primary, fontSize: 14, padding: `0 ${margin}px`, width }}>
      <div style={{ alignItems: 'center', display: 'flex', fontSize: 18, fontWeight: 500, height: 44 }}>
        {dashboard.title}
        <span style={{ flex: 1 }} />
        <span style={{ ...chip, fontSize: 14, fontWeight: 400 }}>
          {dashboard.time.from.replace('now-', 'Last ')} UTC
        </span>
      </div>
      <div style={{ display: 'flex', gap: 8, paddingBottom: 12 }}>
        {dashboard.templating.list.map(({ name, label }) => (
          <span key={name} style={chip}>
            <span style={{ color: colors.text.secondary, marginRight: 8 }}>{label}</span>
            {shown(name)}
          </span>
        ))}
      </div>
      <div style={{ height: rows * (cell + gap), position: 'relative' }}>
        {dashboard.panels.map((panel) => {
          const { left, top, width: w, height: h } = placeOf(panel.gridPos, width);
          const style = { height: h, left, position: 'absolute', top, width: w };
          if (panel.type === 'row')
            return (
              <div
                key={panel.id}
                data-panel="row"
                style={{ ...style, alignItems: 'center', display: 'flex', fontSize: 16, fontWeight: 500, gap: 8 }}
              >
                <Icon name="angle-down" />
                {panel.title}
              </div>
            );
          return (
            <div key={panel.id} data-panel="whole" style={style}>
              <PanelChrome title={panel.title} description={panel.description} width={w} height={h}>
                {(innerWidth, innerHeight) => (
                  <Panel {...{ panel, drawing, theme, done }} width={innerWidth} height={innerHeight} />
                )}
              </PanelChrome>
            </div>
          );
        })}
      </div>
    </div>
  );
}

async function draw() {
  setTimeZoneResolver(() => 'utc');
  registerFieldConfig();
  await initPluginTranslations('grafana');
  // Texts are measured before they are drawn.
  await Promise.all(
    ['400 12px Inter', '500 14px Inter', '400 12px "Roboto Mono"'].map((font) => document.fonts.load(font)),
  );
  const drawing = await (await fetch('/drawing.json')).json();
  const theme = createTheme({ colors: { mode: drawing.theme } });
  const left = new Set(drawing.dashboard.panels.filter(({ type }) => type !== 'row').map(({ id }) => id));
  const done = (id, fault) => {
    left.delete(id);
    if (fault !== undefined) window.fault = `${id}: ${fault}`;
    if (left.size === 0) window.drawn = true;
  };
  document.body.style.background = theme.colors.background.canvas;
  createRoot(document.getElementById('root')).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <Page {...{ drawing, theme, done }} />
    </ThemeContext.Provider>,
  );
}

draw().catch((error) => {
  window.fault = String(error.stack);
});
