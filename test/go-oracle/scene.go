package main

import (
	"fmt"
	"strings"
)

// scene is a case that is still being made.
type scene struct {
	random
	keys   *keyring
	at     int64
	name   string
	path   []*certificate // from the leaf to the root, as the CA means it
	served []*certificate
	roots  []*certificate
	labels []string // what is special about it
}

func (s *scene) leaf() *certificate          { return s.path[0] }
func (s *scene) root() *certificate          { return s.path[len(s.path)-1] }
func (s *scene) authorities() []*certificate { return s.path[1:] }

// known lists all certificates. Those of the path come twice, so that they are changed more often.
func (s *scene) known() []*certificate {
	seen := map[*certificate]bool{}
	out := append([]*certificate{}, s.path...)
	for _, each := range append(append(append([]*certificate{}, s.path...), s.served...), s.roots...) {
		if !seen[each] {
			seen[each] = true
			out = append(out, each)
		}
	}
	return out
}

// newScene has a chain that every client accepts.
func newScene(r random, keys *keyring) *scene {
	s := &scene{random: r, keys: keys, at: 1_795_694_400 + int64(r.between(-year, year))}
	switch kind := r.Float64(); {
	case kind < 0.3:
		s.kubeadm()
	case kind < 0.5:
		s.k3s()
	default:
		s.general()
	}
	s.served = append([]*certificate{}, s.path[:len(s.path)-1]...)
	s.roots = []*certificate{s.root()}
	return s
}

// authority adds a CA above the path.
func (s *scene) authority(key *key, name []byte) {
	c := &certificate{version: 2, serial: randomSerial(s.random), subject: name, key: key, ski: s.bytes(20)}
	s.lasting(c, 10)
	c.extensions = []extension{keyUsage(usageOfAuthority), basicConstraints(true, noPathLength)}
	if len(s.path) > 0 {
		s.path[len(s.path)-1].parent = c
	}
	s.path = append(s.path, c)
}

func (s *scene) server(key *key, name []byte, names ...san) {
	c := &certificate{version: 2, serial: randomSerial(s.random), subject: name, key: key, sans: names}
	s.lasting(c, 1)
	c.extensions = []extension{keyUsage(usageOfServer), extKeyUsage(oidServerAuth), basicConstraints(false, noPathLength)}
	s.path = []*certificate{c}
}

// lasting makes it valid for some years around the time of the case.
func (s *scene) lasting(c *certificate, years int) {
	c.notBefore = dateOf(s.at - int64(s.between(0, years*year)))
	c.notAfter = dateOf(s.at + int64(s.between(0, years*year)))
}

// deepen mostly puts more intermediates into a short path.
func (s *scene) deepen() {
	for len(s.path) < 4 && s.chance(0.6) {
		parent := s.path[1]
		c := parent.twin(s.random)
		c.subject = subject(fmt.Sprintf("inner ca %d", len(s.path)))
		c.key, c.ski, c.parent = s.keys.another(s.random, parent.key), s.bytes(20), parent
		s.leaf().parent = c
		s.path = append([]*certificate{s.leaf(), c}, s.path[1:]...)
		s.served = append([]*certificate{s.leaf(), c}, s.served[1:]...)
	}
}

func (s *scene) kubeadm() {
	names := []san{dns("k8ctl"), dns("kubernetes"), dns("kubernetes.default"), dns("kubernetes.default.svc"),
		dns("kubernetes.default.svc.cluster.local"), ip("10.96.0.1"), ip("10.225.4.51")}
	s.server(s.keys.any(s.random, "rsa2048"), subject("kube-apiserver"), names...)
	s.authority(s.keys.another(s.random, s.leaf().key), subject("kubernetes"))
	s.root().serial = []byte{0}
	s.root().sans = []san{dns("kubernetes")}
}

func (s *scene) k3s() {
	names := []san{dns("kubernetes"), dns("kubernetes.default"), dns("kubernetes.default.svc"), dns("localhost"), dns("server-1"),
		ip("10.43.0.1"), ip("127.0.0.1"), ip("::1"), ip("192.168.1.10")}
	s.server(s.keys.any(s.random, "p256"), subject("k3s", "k3s"), names...)
	for _, tier := range []string{"server", "intermediate", "root"}[:pick(s.random, 1, 1, 3)] {
		s.authority(s.keys.any(s.random, "p256"), subject(fmt.Sprintf("k3s-%s-ca@%d", tier, s.at-day)))
	}
}

func (s *scene) general() {
	kinds := []string{"p256", "p256", "p256", "rsa2048", "rsa2048", "p384", "ed25519", "p521", "p224", "rsa3072", "rsa1024", "rsa4096"}
	names := some(s.random, 1, 5, dns("api.example.com"), dns("k8s.example.com"), dns("kubernetes"), dns("*.example.com"),
		dns("master-1.internal"),
		ip("10.0.0.9"), ip("10.96.0.1"), ip("2001:db8::7"), ip("203.0.113.7"))
	s.server(s.keys.any(s.random, pick(s.random, kinds...)), subject("api.example.com"), names...)
	for i := range 1 + pick(s.random, 0, 1, 1, 1, 2, 2, 3) {
		s.authority(s.keys.any(s.random, pick(s.random, kinds...)), subject(fmt.Sprintf("ca %d", i), "Example"))
	}
}

// finish encodes everything.
func (s *scene) finish(id string) *testCase {
	out := &testCase{ID: id, Name: s.name, At: s.at, Roots: [][]byte{}}
	for _, each := range s.served {
		out.Served = append(out.Served, each.encode(s.random))
	}
	for _, each := range s.roots {
		out.Roots = append(out.Roots, each.encode(s.random))
	}
	if len(s.labels) > 0 {
		out.ID += ": " + strings.Join(s.labels, ", ")
	}
	return out
}
