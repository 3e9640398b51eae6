package main

// newMutant is a chain of which one served certificate was changed. In most cases it was signed afterwards.
func newMutant(r random, keys *keyring) *scene {
	s := newScene(r, keys)
	if s.chance(0.3) {
		s.addFeature()
	}
	c := s.leaf()
	if len(s.path) > 2 && s.chance(0.5) {
		c = s.path[s.between(1, len(s.path)-2)]
	}
	for range pick(r, 1, 1, 1, 2) {
		s.labels = append(s.labels, s.mutate(c))
	}
	chooseHost(s)
	return s
}

func (s *scene) mutate(c *certificate) string {
	switch kind := s.Float64(); {
	case kind < 0.3:
		return s.mutateExtension(c)
	case kind < 0.38:
		return s.mutateName(c)
	case kind < 0.46:
		return s.mutateDates(c)
	case kind < 0.54:
		return s.mutateKey(c)
	case kind < 0.58:
		s.mutateAlgorithm(c)
		return "algorithm"
	case kind < 0.68:
		return s.mutateUnsigned(c)
	}
	return s.mutateSigned(c)
}

// mutateExtension sets, adds or doubles an extension.
func (s *scene) mutateExtension(c *certificate) string {
	odd := pick(s.random, oddValues...)
	e := extension{oid: odd.oid, critical: s.chance(0.2), value: odd.value(s.random)}
	if s.chance(0.06) {
		e.id = element(tagOID, pick(s.random, oddOIDs(s.random)...))
	}
	if s.chance(0.06) {
		c.extensions = append(c.extensions, e)
	} else {
		c.set(e)
	}
	return "extension " + odd.oid
}

// mutateName puts an odd string in a name. Certificates that it issued follow.
func (s *scene) mutateName(c *certificate) string {
	value := oddString(s.random)
	if s.chance(0.6) {
		value = badString(s.random)
	}
	kind := pick(s.random, oidCommonName, oidOrganization, "2.5.4.3.1", "1.2.840.113549.1.9.1")
	one := attribute(kind, value)
	name := pick(s.random,
		sequence(element(tagSet, one)), sequence(element(tagSet, one)), sequence(element(tagSet, one)),
		sequence(element(tagSet)), sequence(element(tagSet, one, one)), sequence(element(tagSequence, one)),
		sequence(element(tagSet, sequence(oid(kind)))),
		sequence(element(tagSet, sequence(oid(kind), value, null()))), sequence(element(tagSet, sequence(value, oid(kind)))),
		sequence(element(tagSet, value)),
		sequence(element(tagSet, sequence(element(tagOID, pick(s.random, oddOIDs(s.random)...)), value))), element(tagSet, one),
		sequence(element(tagSet, one), null()))
	if s.chance(0.3) {
		c.issuer = name
		return "issuer"
	}
	c.subject = name
	return "subject"
}

func (s *scene) mutateDates(c *certificate) string {
	odd := element(pick[byte](s.random, tagUTCTime, tagGeneralized, tagUTCTime, tagGeneralized, tagUTF8),
		[]byte(pick(s.random, oddTimes...)))
	if s.chance(0.1) {
		odd = append(odd, null()...)
	}
	if s.chance(0.6) {
		c.notAfter = odd
		return "notAfter"
	}
	c.notBefore = odd
	return "notBefore"
}

// mutateAlgorithm lets the inner and the outer algorithm differ, or both be odd.
func (s *scene) mutateAlgorithm(c *certificate) {
	signer := c.issuedBy().key
	if c.signer != nil {
		signer = c.signer
	}
	usual := usualAlgorithm(signer)
	content, _ := readElement(usual.identifier)
	odd := pick(s.random, sequence(content, null()), sequence(content, null(), null()), sequence(content, []byte{5}),
		sequence(element(tagOID, pick(s.random, oddOIDs(s.random)...))), sequence(), sequence(null()),
		join([]byte{tagSequence, 0x81, byte(len(content))}, content), element(tagSet, content))
	if s.chance(0.6) {
		usual.identifier = odd
		c.algorithm = &usual
		return
	}
	c.alterTBS = func(tbs, algorithm []byte) ([]byte, []byte) { return tbs, odd }
}

// mutateSigned changes an element of what is signed.
func (s *scene) mutateSigned(c *certificate) string {
	times := pick(s.random, 1, 1, 1, 2)
	c.alterTBS = func(tbs, algorithm []byte) ([]byte, []byte) {
		forest, _ := parseForest(tbs)
		if len(forest) == 0 || len(forest[0].children) < 3 {
			return tbs, algorithm // Another mutation broke it.
		}
		inner := forest[0].children[2]
		for range times {
			s.labels = append(s.labels, mutateTree(s.random, forest[0]))
		}
		if s.chance(0.85) {
			algorithm = inner.encode()
		}
		return forest[0].encode(), algorithm
	}
	return "signed"
}

// mutateUnsigned changes an element of the whole, after it is signed.
func (s *scene) mutateUnsigned(c *certificate) string {
	c.alterWhole = func(der []byte) []byte {
		if s.chance(0.2) {
			return pick(s.random, join(der, []byte{0}), join(der, null()), der[:len(der)-1], join([]byte{0}, der), der[4:], []byte{})
		}
		forest, _ := parseForest(der)
		if s.chance(0.5) { // Only the outer elements.
			forest[0].flatten()
		}
		s.labels = append(s.labels, mutateTree(s.random, forest[0]))
		return forest[0].encode()
	}
	return "unsigned"
}
