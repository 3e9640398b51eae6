/** What a person sees who opens the exporter in a browser. */
export function landingPage(telemetryPath: string, version: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>apiserver-cert-exporter</title>
<h1>apiserver-cert-exporter ${escapeHtml(version)}</h1>
<p><a href="${escapeHtml(telemetryPath)}">Metrics</a></p>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
