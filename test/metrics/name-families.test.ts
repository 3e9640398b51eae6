import t from 'tap';
import { refusal } from '../../src/x509/go-refusal.js';
import { down, nameVerdict, report, uncoveredName } from '../fixtures/report.js';
import { exposition } from './exposition-of.js';

const expired = refusal('expired', 'x509: certificate has expired or is not yet valid: current time … is after …');
const seen = report({
  names: [
    uncoveredName({ name: '10.220.70.56' }),
    nameVerdict({ name: 'kubernetes' }),
    nameVerdict({ name: '10.225.4.51', role: 'instance', verdict: expired }),
    nameVerdict({ name: 'no-ca.example', verdict: undefined }),
    nameVerdict({ name: 'broken.example', covered: undefined, verdict: refusal('malformed', 'x509: malformed') }),
  ],
});
const other = down({ address: '10.225.4.52:6443' });

void t.test('names that are covered', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_san_covered', seen, other),
    `
# HELP apiserver_endpoint_san_covered Whether the certificate that a client sees when it dials this name covers the name, by the rules of Go's crypto/x509. Role client: clients are configured to use the name. Role instance: it is the instance's own address. Absent where the certificate cannot be decoded, and where the name is not reachable at this address.
# TYPE apiserver_endpoint_san_covered gauge
apiserver_endpoint_san_covered{target="prod",address="10.225.4.51:6443",name="10.220.70.56",role="client"} 0
apiserver_endpoint_san_covered{target="prod",address="10.225.4.51:6443",name="kubernetes",role="client"} 1
apiserver_endpoint_san_covered{target="prod",address="10.225.4.51:6443",name="10.225.4.51",role="instance"} 1
apiserver_endpoint_san_covered{target="prod",address="10.225.4.51:6443",name="no-ca.example",role="client"} 1
`,
  );
});

void t.test('names under which a client accepts what is served', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_accepted', seen, other),
    `
# HELP apiserver_endpoint_accepted Whether a Go client (kubectl, the kubelet, controllers) that has the target's CA and dials this name accepts what is served, now. Without a CA: 0 where any client refuses it, else absent. Absent where the name is not reachable at this address.
# TYPE apiserver_endpoint_accepted gauge
apiserver_endpoint_accepted{target="prod",address="10.225.4.51:6443",name="10.220.70.56",role="client"} 0
apiserver_endpoint_accepted{target="prod",address="10.225.4.51:6443",name="kubernetes",role="client"} 1
apiserver_endpoint_accepted{target="prod",address="10.225.4.51:6443",name="10.225.4.51",role="instance"} 0
apiserver_endpoint_accepted{target="prod",address="10.225.4.51:6443",name="broken.example",role="client"} 0
`,
  );
});

void t.test('why a client refuses it', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_refused', seen, other),
    `
# HELP apiserver_endpoint_refused Why a Go client that dials this name refuses what is served. Present only while it is refused, and then always 1.
# TYPE apiserver_endpoint_refused gauge
apiserver_endpoint_refused{target="prod",address="10.225.4.51:6443",name="10.220.70.56",reason="name"} 1
apiserver_endpoint_refused{target="prod",address="10.225.4.51:6443",name="10.225.4.51",reason="expired"} 1
apiserver_endpoint_refused{target="prod",address="10.225.4.51:6443",name="broken.example",reason="malformed"} 1
`,
  );
});
