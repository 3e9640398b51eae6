import t from 'tap';
import { filesToRead } from '../../src/files/files-to-read.js';
import { kubeadmFiles } from '../../src/files/kubeadm-files.js';

const files = [{ folder: '/etc', patterns: ['*.crt'] }];

void t.test('files, the preset and the serving files of targets', (t) => {
  t.same(filesToRead({ files, kubeadm: false, targets: [] }), { specs: files, paths: [] });
  const { specs, paths } = kubeadmFiles();
  t.same(filesToRead({ files, kubeadm: true, targets: [{ servingFile: '/a.crt' }, { servingFile: undefined }] }), {
    specs: [...files, ...specs],
    paths: [...paths, '/a.crt'],
  });
  t.end();
});
