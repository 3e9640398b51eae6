package main

import "fmt"

// graph replaces the CAs by a few names and keys that issue for each other at random, some of them with a fault. Order decides which
// path is found, and which error is reported.
func graph(s *scene) {
	names, keys := s.between(1, 4), s.between(1, 3)
	entities := make([]*certificate, 0, names*keys)
	for name := range names {
		for range s.between(1, keys) {
			c := s.spareAuthority(fmt.Sprintf("ca %d", name))
			c.key = s.keys.any(s.random, "p256")
			c.ski = pick(s.random, nil, s.bytes(4), s.bytes(4), []byte{byte(name)})
			entities = append(entities, c)
		}
	}
	s.leaf().parent = entities[0]
	var issued []*certificate
	for _, c := range entities {
		for range s.between(1, 3) {
			another := c.twin(s.random)
			another.parent = pick(s.random, append(entities, entities[len(entities)-1])...)
			another.noAKI = s.chance(0.3)
			s.fault(another)
			issued = append(issued, another)
		}
	}
	shuffle(s.random, issued)
	s.served = append([]*certificate{s.leaf()}, issued...)
	s.roots = some(s.random, 1, 2, append(issued, entities...)...)
	if s.chance(0.5) {
		s.roots = insert(s.random, s.roots, pick(s.random, entities...))
	}
}

// fault gives a CA one of the faults that end a path.
func (s *scene) fault(c *certificate) {
	switch s.IntN(26) {
	case 0, 1:
		c.notAfter = dateOf(s.at - day)
	case 2:
		c.notBefore = dateOf(s.at + day)
	case 3:
		c.set(basicConstraints(false, noPathLength))
	case 4, 5:
		c.set(basicConstraints(true, int64(s.IntN(2))))
	case 6:
		c.set(keyUsage(usageOfServer))
	case 7:
		c.set(extension{oid: "1.2.3.4", critical: true})
	case 8:
		c.set(extKeyUsage(oidClientAuth))
	case 9:
		c.set(constraintsExtension(s.random, []san{dns("example.org")}, nil))
	case 10:
		c.version = 0
	case 11:
		c.sans = []san{dns("ca.example.com")}
	case 12:
		c.set(extension{oid: oidPolicyConstraints, value: sequence(element(0x80, []byte{0}))})
	}
}
