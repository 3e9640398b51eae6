// Each dashboard is named after its uid, because the files of all mixins are in one folder.
{
  local withRunbooks(text) = std.parseJson(std.strReplace(text, '$runbookUrl', self._config.apiserverCertExporter.runbookURL)),

  grafanaDashboards+:: {
    'apiserver-cert-overview.json': withRunbooks(importstr 'files/overview.json'),
    'apiserver-cert-apiserver.json': withRunbooks(importstr 'files/apiserver.json'),
    'apiserver-cert-exporter.json': withRunbooks(importstr 'files/exporter.json'),
  },
}
