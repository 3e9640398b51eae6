package main

func missingIntermediate(s *scene) {
	if len(s.served) > 1 {
		i := s.between(1, len(s.served)-1)
		s.served = append(s.served[:i:i], s.served[i+1:]...)
	}
}

func missingRoot(s *scene) {
	s.roots = nil
	if s.chance(0.8) {
		s.roots = []*certificate{s.spareAuthority("unrelated")}
	}
}

func servedRoot(s *scene) {
	s.serve(s.root())
	if s.chance(0.2) {
		s.roots = append(s.roots, s.served[1:]...)
	}
}

func shuffledChain(s *scene) {
	rest := append([]*certificate{}, s.served[1:]...)
	shuffle(s.random, rest)
	s.served = append(s.served[:1:1], rest...)
}

func doubledCertificate(s *scene) {
	s.serve(pick(s.random, s.served...))
	if s.chance(0.3) {
		s.roots = append(s.roots, s.roots...)
	}
}

// spareCertificates are served, or in the bundle, and belong to nothing.
func spareCertificates(s *scene) {
	for range s.between(1, 2) {
		c := s.spareAuthority("spare")
		if s.chance(0.5) {
			s.serve(c)
		} else {
			s.roots = insert(s.random, s.roots, c)
		}
	}
}

// brokenBundle has entries that are no certificates.
func brokenBundle(s *scene) {
	c := s.root().twin(s.random)
	c.alterWhole = func(der []byte) []byte {
		return pick(s.random, append(der, 0), der[:len(der)-1], []byte{}, s.bytes(30), sequence())
	}
	s.roots = insert(s.random, s.roots, c)
}

// innerAnchor trusts an intermediate, or the leaf itself.
func innerAnchor(s *scene) {
	anchor := pick(s.random, s.path...)
	if s.chance(0.7) {
		s.roots = []*certificate{anchor}
	} else {
		s.roots = insert(s.random, s.roots, anchor)
	}
}

// selfSignedLeaf issues the leaf by itself.
func selfSignedLeaf(s *scene) {
	leaf := s.leaf()
	leaf.parent = nil
	if s.chance(0.3) {
		leaf.set(basicConstraints(true, noPathLength))
	}
	if s.chance(0.6) {
		s.roots = insert(s.random, s.roots, leaf)
	} else if s.chance(0.5) {
		other := leaf.twin(s.random)
		other.set(basicConstraints(true, noPathLength))
		other.set(keyUsage(usageOfAuthority))
		s.roots = insert(s.random, s.roots, other)
	}
}
