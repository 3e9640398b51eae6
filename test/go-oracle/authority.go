package main

// authorityBits changes what makes a certificate one of a CA.
func authorityBits(s *scene) {
	c := pick(s.random, s.authorities()...)
	switch s.IntN(7) {
	case 0:
		c.drop(oidBasicConstraints)
	case 1:
		c.set(basicConstraints(false, noPathLength))
	case 2:
		c.set(basicConstraints(false, 0))
	case 3:
		e := basicConstraints(true, noPathLength)
		e.critical = false
		c.set(e)
	case 4:
		c.version = 0
	case 5:
		c.version = 1
	case 6:
		s.root().version = 0
	}
}

// leafBits does the same to the leaf, where it does not matter.
func leafBits(s *scene) {
	leaf := s.leaf()
	switch s.IntN(5) {
	case 0:
		leaf.set(basicConstraints(true, noPathLength))
	case 1:
		leaf.set(basicConstraints(true, 0))
	case 2:
		leaf.set(basicConstraints(false, 0))
	case 3:
		leaf.drop(oidBasicConstraints)
	case 4:
		leaf.version = int64(s.IntN(2))
	}
}

// pathLength sets limits around the real length. Go counts self-issued certificates as well.
func pathLength(s *scene) {
	s.deepen()
	for range s.between(1, 2) {
		i := s.between(1, len(s.path)-1)
		limit := int64(i - 1 + pick(s.random, -2, -1, -1, 0, 0, 0, 1, 5))
		if s.chance(0.1) {
			limit = pick[int64](s.random, 0, 1<<40, 1<<62, 127, 128)
		}
		s.path[i].set(basicConstraints(true, max(limit, 0)))
	}
}

// keyUsages changes the bits of key usage. Only those of a CA matter.
func keyUsages(s *scene) {
	c := pick(s.random, s.path...)
	if s.chance(0.2) {
		c.drop(oidKeyUsage)
		return
	}
	e := keyUsage(pick[byte](s.random, usageCertSign, usageOfStrictAuthority, usageOfStrictAuthority, usageOfAuthority, 0, 0xff,
		usageWithoutCertificate, usageOfServer, 0x80, 0x40))
	e.critical = s.chance(0.6)
	c.set(e)
}

// extKeyUsages sets usages at some places of the path.
func extKeyUsages(s *scene) {
	s.deepen()
	for range s.between(1, 3) {
		c := pick(s.random, s.path...)
		if s.chance(0.25) {
			c.drop(oidExtKeyUsage)
			continue
		}
		usages := some(s.random, 0, 3, oidServerAuth, oidServerAuth, oidClientAuth, oidAnyExtendedKeyUsage, "1.3.6.1.5.5.7.3.3",
			"1.3.6.1.5.5.7.3.9",
			"1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1", "1.2.3.4.5", "1.3.6.1.5.5.7.3")
		if s.chance(0.55) {
			usages = insert(s.random, usages, pick(s.random, oidServerAuth, oidServerAuth, oidAnyExtendedKeyUsage))
		}
		e := extKeyUsage(usages...)
		e.critical = s.chance(0.2)
		c.set(e)
	}
}

// criticalExtensions adds extensions that Go does not know, or marks known ones.
func criticalExtensions(s *scene) {
	c := pick(s.random, s.known()...)
	switch s.IntN(4) {
	case 0, 1:
		unknown := pick(s.random, "1.2.3.4", "2.5.29.18", "2.5.29.9", "2.5.29.46", "1.3.6.1.5.5.7.1.3", "1.3.6.1.4.1.11129.2.4.3",
			"2.5.29.32.0", "2.5.29", "2.5.30.15", "2.5.29.16383")
		c.set(extension{oid: unknown, critical: s.chance(0.5), value: pick(s.random, null(), []byte{}, s.bytes(5))})
	case 2:
		c.set(extension{oid: oidCRLDistribution, critical: s.chance(0.5), value: sequence(sequence(element(0xa0,
			element(0xa0, element(0x86, []byte("http://crl"))))))})
	case 3:
		for i := range c.extensions {
			c.extensions[i].critical = s.chance(0.5)
		}
	}
}

// serials are zero, large or, which Go refuses, negative.
func serials(s *scene) {
	c := pick(s.random, s.known()...)
	c.serial = pick(s.random, []byte{0}, []byte{0}, append([]byte{0x7f}, s.bytes(40)...), append([]byte{0, 0x80}, s.bytes(19)...),
		[]byte{0x7f}, []byte{0, 0xff}, []byte{0xff})
}
