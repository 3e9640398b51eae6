import { html } from './html.js';

/**
 * The style sheet of every page, embedded in the document. Colours are variables with a contrast of at least 4.5 to 1 on each of their
 * backgrounds, light and dark.
 */
export const pageStyle = html`
:root { color-scheme: light dark;
  --page: #f8f7f4; --card: #fff; --ink: #1e1d1b; --soft: #5d5a54; --line: #dfdbd3; --code: #f1efe9; --track: #e3dfd7; --link: #17568c;
  --critical: #a61b16; --warning: #854d00; --unknown: #57479b; --info: #22663f;
  --critical-bar: #d0342c; --warning-bar: #d98a00; --unknown-bar: #8577cf; --info-bar: #4f9e72; --on: #fff; }
@media (prefers-color-scheme: dark) { :root {
  --page: #131416; --card: #1b1d20; --ink: #e9e7e2; --soft: #a8a59d; --line: #313439; --code: #24272b; --track: #34383e; --link: #8cc4ff;
  --critical: #ff9189; --warning: #f2bd58; --unknown: #bfb2ff; --info: #84d3a4;
  --critical-bar: #e5534b; --warning-bar: #e0a030; --unknown-bar: #8f80e6; --info-bar: #4c9f71; --on: #16110f; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 78rem; padding: 0 1.25rem 4rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", Menlo, Consolas, monospace; font-size: .9em; }
code { unicode-bidi: isolate; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
a:hover { text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
:target { outline: 2px solid var(--link); outline-offset: 4px; }
h1, h2, h3, h4, h5, p, ul, ol, dl, dd { margin: 0; padding: 0; }
h2 { margin: 2.75rem 0 1rem; font-size: 1.3rem; font-weight: 650; letter-spacing: -.01em; }
h3, h4 { font-size: 1.05rem; font-weight: 620; line-height: 1.4; }
h5 { font-size: .95rem; font-weight: 620; margin-bottom: .4rem; }
small { display: block; font-size: .85rem; color: var(--soft); }
.soft { color: var(--soft); font-weight: 400; }
.critical { color: var(--critical); } .warning { color: var(--warning); } .unknown { color: var(--unknown); } .info { color: var(--info); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; padding: .3rem .6rem; background: var(--card); }
.unseen { position: absolute; left: 0; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.top { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: baseline; padding: 1.1rem 0; font-size: .95rem; }
.top .name { color: inherit; font-weight: 620; text-decoration: none; }
.top nav { margin-left: auto; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }

.headline { margin-top: 1rem; padding-left: 1.1rem; border-left: 5px solid; }
.headline p, .headline ul { color: var(--ink); }
h1 { font-size: clamp(1.7rem, 5vw, 2.4rem); line-height: 1.2; font-weight: 680; letter-spacing: -.02em; margin-bottom: .5rem; }

.badge { display: inline-block; padding: .05rem .5rem .1rem; border: 1px solid; border-radius: 1rem; font: 620 .78rem/1.5 system-ui, sans-serif;
  letter-spacing: .02em; white-space: nowrap; vertical-align: .12em; margin-right: .2rem; }
.badge.critical { background: var(--critical); border-color: var(--critical); color: var(--on); }

.findings { list-style: none; display: grid; gap: .9rem; }
.finding, .endpoint { background: var(--card); color: var(--ink); border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 8px; padding: 1rem 1.2rem; }
.finding.critical, .endpoint.critical { border-left-color: var(--critical-bar); }
.finding.warning, .endpoint.warning { border-left-color: var(--warning-bar); }
.finding.unknown, .endpoint.unknown { border-left-color: var(--unknown-bar); }
.finding > * + * { margin-top: .5rem; }
.findings + h3 { margin: 1.8rem 0 .6rem; }
.short { display: grid; gap: .3rem; }
.evidence, .notes, .beware, .short, .failures { padding-left: 1.15rem; list-style: disc; }
.evidence li::marker, .notes li::marker, .beware li::marker { color: var(--soft); }

summary { cursor: pointer; padding: .3rem 0; color: var(--link); width: fit-content; }
.act { display: flex; flex-wrap: wrap; gap: .1rem 1.6rem; align-items: baseline; }
.act > details[open] { flex-basis: 100%; }
time { white-space: nowrap; }
details .more > * + * { margin-top: .7rem; }
.more p, .more ul { max-width: 85ch; }
pre { margin: .4rem 0 .9rem; padding: .7rem .9rem; background: var(--code); border-radius: 6px; line-height: 1.5; white-space: pre-wrap; tab-size: 4; }
pre code { display: block; font-size: 1em; padding-left: 2ch; text-indent: -2ch; unicode-bidi: plaintext; }
pre i { font-style: normal; color: var(--soft); }

.intro { margin: -.4rem 0 1.2rem; }
.target { margin-bottom: 2.5rem; display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); }
.target > header { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: baseline; }
.target h3 { font-size: 1.15rem; }
.endpoint h4 code { font-size: 1em; }
.endpoint > header { display: flex; flex-wrap: wrap; gap: .2rem 1rem; justify-content: space-between; align-items: baseline; margin-bottom: .7rem; }
.facts { display: grid; gap: .9rem 2.2rem; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
@media (max-width: 36rem) { .facts > .wide { grid-column: 1 / -1; } }
@media (min-width: 60rem) { .facts { grid-template-columns: minmax(0, 3fr) minmax(0, 3fr) minmax(0, 2fr) minmax(0, 2fr); } }
dt { font-size: .85rem; color: var(--soft); }
.facts strong { font-size: 1.1rem; font-weight: 620; }
.bar { display: block; width: 100%; height: .5rem; margin: .3rem 0 .25rem; border-radius: 1rem; background: var(--track); overflow: hidden; }
.bar .critical { fill: var(--critical-bar); } .bar .warning { fill: var(--warning-bar); } .bar .unknown { fill: var(--unknown-bar); } .bar .info { fill: var(--info-bar); }
.bar .mark { fill: var(--ink); opacity: .45; }
.plan ol { list-style: none; display: grid; gap: .9rem; }
.plan time { white-space: nowrap; }
.plan .task { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .7rem 0 .6rem; }
.plan .task > :not(svg) { margin-left: 1.2rem; margin-right: 1.2rem; }
.plan h3 { margin: .6rem 0 .4rem; } .plan h4 { font-weight: 500; } .plan .order { list-style: decimal; padding-left: 1.6rem; gap: .3rem; }
.axis { display: grid; grid-template-columns: repeat(13, minmax(0, 1fr)); font-size: .7rem; color: var(--soft); }
@media (max-width: 40rem) { .axis :nth-child(even) { visibility: hidden; } }
.year { display: block; width: 100%; height: 1.1rem; margin: .3rem 0; background: linear-gradient(90deg, var(--line) 1px, transparent 1px) 0 0 / calc(100% / 13) 100% var(--code); }
.year .mark { fill: var(--ink); }
.year .critical { fill: var(--critical-bar); } .year .warning { fill: var(--warning-bar); } .year .info { fill: var(--info-bar); }
.failures { margin-top: .8rem; color: var(--unknown); }
.endpoint > .act { margin-top: .5rem; }
.endpoint .more { display: grid; gap: 1.2rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
.endpoint .more > * { margin: 0; }
.plain { display: grid; gap: .45rem; font-size: .92rem; }
.filters, .pager { margin-top: .9rem; font-size: .95rem; } .filters [aria-current], .pager [aria-current] { color: inherit; font-weight: 620; text-decoration: none; }
.pager { margin-bottom: 1.8rem; }
.pager a { display: inline-block; min-width: 1.75rem; padding: 0 .4rem; text-align: center; }
.part { margin-top: .9rem; padding: .6rem .9rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.folded { display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); padding-top: .4rem; }
.names, .phases { list-style: none; display: flex; flex-wrap: wrap; gap: .15rem .8rem; }

.scroller { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; overflow-wrap: normal; }
caption { text-align: left; padding: .8rem 1rem .2rem; font-weight: 620; }
th, td { padding: .4rem 1rem; text-align: left; vertical-align: baseline; font-weight: 400; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-size: .85rem; }
tbody th { overflow-wrap: anywhere; min-width: 10rem; }
.list tbody th { min-width: 15rem; }
td .bar { width: 12rem; }
td { white-space: nowrap; }
@media (max-width: 36rem) { .top nav { margin-left: 0; } th, td, caption { padding-left: .7rem; padding-right: .7rem; } .finding, .endpoint { padding: .8rem .9rem; } }

.document { max-width: 90ch; background: none; padding: 0; }
.pages { list-style: none; display: grid; gap: .3rem; }
`;
