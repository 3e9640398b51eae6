import { dateTime, getDisplayProcessor, getDisplayValueAlignmentFactors, getFieldDisplayValues } from '@grafana/data';
import { BarGauge, BigValue, TimeSeries, VizRepeater } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import { useEffect, useState } from 'react';
import { framesOf } from './field-config.jsx';
import { Heatmap } from './heatmap.jsx';
import { StateTimeline } from './state-timeline.jsx';

/** The inside of a panel. Calls `done` with its id when its data is there, or with what went wrong. */
export function Panel({ panel, drawing, theme, done, width, height }) {
  const [ready, setReady] = useState();
  useEffect(() => {
    framesOf(panel, drawing.frames[panel.id], theme).then(
      (found) => {
        setReady(found);
        done(panel.id);
      },
      (error) => done(panel.id, `${panel.title}: ${error.stack}`),
    );
  }, []);
  if (ready === undefined) return null;
  const isEmpty = ready.frames.every(({ fields }) => fields.length === 0);
  const Kind = kinds[panel.type];
  if (Kind === undefined) throw new Error(`cannot draw a panel of type ${panel.type}`);
  if (isEmpty && !['stat', 'bargauge'].includes(panel.type)) return <Empty {...{ panel, theme, width, height }} />;
  return <Kind {...{ panel, drawing, theme, width, height }} options={panel.options ?? {}} {...ready} />;
}

function Empty({ panel, theme, width, height }) {
  const style = {
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: 18,
    justifyContent: 'center',
  };
  return <div style={{ ...style, height, width }}>{panel.fieldConfig.defaults.noValue ?? 'No data'}</div>;
}

/** The single values of a panel, as stat and bar gauge show them. */
function repeated({ options, frames, fieldConfig, theme, width, height }, rest) {
  const getValues = () =>
    getFieldDisplayValues({
      data: frames,
      fieldConfig,
      reduceOptions: options.reduceOptions,
      replaceVariables: (text) => text,
      sparkline: (options.graphMode ?? 'none') !== 'none',
      theme,
      timeZone: 'utc',
    });
  return (
    <VizRepeater
      getAlignmentFactors={(values) => getDisplayValueAlignmentFactors(values)}
      getValues={getValues}
      height={height}
      orientation={options.orientation}
      renderCounter={0}
      source={frames}
      width={width}
      {...rest}
    />
  );
}

function Stat(props) {
  const { options, theme } = props;
  return repeated(props, {
    autoGrid: true,
    itemSpacing: 3,
    renderValue: ({ value, alignmentFactors, count, width, height }) => (
      <BigValue
        {...{ alignmentFactors, count, height, theme, width }}
        colorMode={options.colorMode}
        disableWideLayout={!options.wideLayout}
        graphMode={options.graphMode}
        hasLinks={false}
        justifyMode={options.justifyMode}
        percentChangeColorMode={options.percentChangeColorMode}
        text={options.text}
        textMode={options.textMode}
        value={value.display}
      />
    ),
  });
}

function Bars(props) {
  const { options, theme } = props;
  const { minVizWidth, minVizHeight, maxVizHeight } = options;
  return repeated(props, {
    itemSpacing: 10,
    maxVizHeight,
    minVizHeight,
    minVizWidth,
    renderValue: ({ value, alignmentFactors, orientation, width, height, count }) => (
      <BarGauge
        {...{ alignmentFactors, height, orientation, theme, width }}
        display={value.view && getDisplayProcessor({ field: value.view.dataFrame.fields[value.colIndex ?? 0], theme })}
        displayMode={options.displayMode}
        field={value.field}
        itemSpacing={10}
        namePlacement={options.namePlacement}
        showUnfilled={options.showUnfilled}
        text={options.text}
        value={{ ...value.display, title: count === 1 && !value.display.title ? '' : value.display.title }}
        valueDisplayMode={options.valueMode}
      />
    ),
  });
}

function Table({ options, frames, fieldConfig, width, height }) {
  return (
    <TableNG
      cellHeight={options.cellHeight}
      data={frames[0]}
      enableVirtualization
      fieldConfig={fieldConfig}
      getActions={() => []}
      height={height}
      noHeader={!options.showHeader}
      noValue={fieldConfig.defaults.noValue}
      resizable
      showTypeIcons={options.showTypeIcons}
      sortBy={options.sortBy}
      structureRev={1}
      width={width}
    />
  );
}

function Lines({ options, frames, drawing, width, height }) {
  const range = { from: dateTime(drawing.from), to: dateTime(drawing.to) };
  return (
    <TimeSeries
      {...{ frames, height, options, width }}
      legend={options.legend}
      structureRev={1}
      timeRange={{ ...range, raw: range }}
      timeZone="utc"
    >
      {(config) => {
        config.addHook('draw', marks(drawing));
        return null;
      }}
    </TimeSeries>
  );
}

/** Draws a dashed line at each annotation. */
function marks(drawing) {
  return (plot) => {
    const { ctx: canvas, bbox } = plot;
    canvas.save();
    canvas.setLineDash([5, 5]);
    canvas.lineWidth = 2;
    for (const { at, color } of drawing.marks) {
      const x = plot.valToPos(at, 'x', true);
      canvas.strokeStyle = color;
      canvas.beginPath();
      canvas.moveTo(x, bbox.top);
      canvas.lineTo(x, bbox.top + bbox.height);
      canvas.stroke();
    }
    canvas.restore();
  };
}

const kinds = {
  stat: Stat,
  bargauge: Bars,
  table: Table,
  timeseries: Lines,
  'state-timeline': StateTimeline,
  heatmap: Heatmap,
};
