import { changelogSection } from './changelog-section.js';

/** What has to agree before a version is released. */
export interface ReleaseFacts {
  /** The tag in git, as `v1.2.3`. */
  readonly tag: string;
  /** package.json. */
  readonly version: string;
  /** package.json, as `github:OWNER/NAME`. */
  readonly repository: string;
  /** package-lock.json. */
  readonly lockedVersion: string;
  /** Chart.yaml. */
  readonly chart: { readonly version: string; readonly appVersion: string };
  readonly changelog: string;
  /** The repository in which the workflow runs, as `OWNER/NAME`; undefined: no workflow. */
  readonly runsIn: string | undefined;
  /** As `2026-12-01`. */
  readonly today: string;
}

/** Returns what forbids the release, each with what to change; none: it may go on. */
export function releaseFaults(facts: ReleaseFacts): readonly string[] {
  return [...versionFaults(facts), ...changelogFaults(facts), ...homeFaults(facts)];
}

/** Whether a version is one for trying out, as `1.2.3-rc.1`. */
export function isPrerelease(version: string): boolean {
  return version.includes('-');
}

function versionFaults({ tag, version, lockedVersion, chart }: ReleaseFacts): readonly string[] {
  // https://semver.org, without build metadata, which an image's tag cannot have.
  if (!/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9a-z]+(\.[0-9a-z]+)*)?$/.test(version))
    return [`package.json: version "${version}" is not X.Y.Z, or X.Y.Z-rc.1 for one to try out`];
  const others = { 'package-lock.json': lockedVersion, 'Chart.yaml, version': chart.version };
  const differing = Object.entries({ ...others, 'Chart.yaml, appVersion': chart.appVersion }).filter(
    ([, other]) => other !== version,
  );
  return [
    ...(tag === `v${version}` ? [] : [`the tag is ${tag}, and the version in package.json needs v${version}`]),
    ...differing.map(([where, other]) => `${where}: ${other}, and package.json has ${version}`),
  ];
}

function changelogFaults({ changelog, version, today }: ReleaseFacts): readonly string[] {
  const section = changelogSection(changelog, version);
  if (section === undefined) return [`CHANGELOG.md: no section "## ${version} / ${today}"`];
  const faults = [];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(section.date))
    faults.push(`CHANGELOG.md: the heading "## ${version} / ${section.date}" needs its date: ## ${version} / ${today}`);
  else if (section.date > today) faults.push(`CHANGELOG.md: ${section.date} of ${version} is in the future`);
  if (!section.text.includes('* [')) faults.push(`CHANGELOG.md: the section of ${version} says nothing`);
  return faults;
}

/** Links, images and signatures all name the repository, so a release from elsewhere would name what its users cannot trust. */
function homeFaults({ repository, runsIn }: ReleaseFacts): readonly string[] {
  const home = /^github:([\w.-]+\/[\w.-]+)$/.exec(repository)?.[1];
  if (home === undefined) return [`package.json: repository "${repository}" is not github:OWNER/NAME`];
  if (runsIn === undefined || runsIn === home) return [];
  return [
    `this is ${runsIn}, and the project's home is ${home}: to release from here, set repository of package.json to github:${runsIn}, run npm run generate, and let a test name what else differs: npm test`,
  ];
}
