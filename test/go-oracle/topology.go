package main

// place puts a CA where the one that it resembles is: in the bundle, or among what is served.
func (s *scene) place(c, like *certificate) {
	if like == s.root() && s.chance(0.8) || s.chance(0.1) {
		s.roots = insert(s.random, s.roots, c)
	} else {
		s.serve(c)
	}
}

// serve adds a certificate at a random place behind the leaf.
func (s *scene) serve(c *certificate) {
	s.served = append(s.served[:1:1], insert(s.random, s.served[1:], c)...)
}

// rotatedAuthority adds a CA of the same name with another key.
func rotatedAuthority(s *scene) {
	for range s.between(1, 3) {
		like := pick(s.random, s.authorities()...)
		c := like.twin(s.random)
		c.key = s.keys.another(s.random, like.key)
		switch s.IntN(4) {
		case 0:
			c.ski = nil
		case 1: // the same as the right one's
		default:
			c.ski = s.bytes(20)
		}
		if s.chance(0.5) {
			s.lasting(c, 10)
		}
		s.place(c, like)
	}
}

// renewedAuthority adds a CA of the same name and key, with another validity.
func renewedAuthority(s *scene) {
	like := pick(s.random, s.authorities()...)
	c := like.twin(s.random)
	if s.chance(0.3) {
		c.ski = pick(s.random, nil, s.bytes(20), []byte{1})
	}
	older := pick(s.random, c, like)
	switch s.IntN(3) {
	case 0:
		s.lasting(c, 3)
	case 1:
		older.notAfter = dateOf(s.at - int64(s.between(1, year)))
	case 2:
		older.notBefore = dateOf(s.at + int64(s.between(1, year)))
	}
	s.place(c, like)
}

// crossSigned lets another root issue a certificate for one of the CAs.
func crossSigned(s *scene) {
	like := pick(s.random, s.authorities()...)
	other := s.spareAuthority("other root")
	cross := like.twin(s.random)
	cross.parent = other
	if s.chance(0.3) {
		cross.notAfter = dateOf(s.at - int64(s.between(1, year)))
	}
	s.serve(cross)
	switch s.IntN(4) {
	case 0:
		s.roots = []*certificate{other}
	case 1:
		s.roots = insert(s.random, s.roots, other)
	case 2:
		back := other.twin(s.random)
		back.parent = s.root()
		s.serve(back)
		s.roots = []*certificate{pick(s.random, other, s.root())}
	}
}

// cycle lets two CAs issue certificates for each other.
func cycle(s *scene) {
	first := s.path[1]
	second := s.spareAuthority("second")
	a, b := first.twin(s.random), second.twin(s.random)
	a.parent, b.parent = b, a
	s.serve(a)
	s.serve(b)
	switch s.IntN(4) {
	case 0:
		s.roots = []*certificate{second}
	case 1:
		s.roots = insert(s.random, s.roots, second)
	case 2:
		s.roots = []*certificate{s.spareAuthority("unrelated")}
	}
}

func (s *scene) spareAuthority(name string) *certificate {
	c := s.root().twin(s.random)
	c.parent, c.sans, c.issuer, c.signer = nil, nil, nil, nil
	c.subject = subject(name)
	c.key = s.keys.another(s.random, s.root().key)
	c.ski = s.bytes(20)
	s.lasting(c, 10)
	return c
}

// selfIssued rolls a key over: a CA issues a certificate for the same name with a new key.
func selfIssued(s *scene) {
	for range s.between(1, 2) {
		i := s.between(1, len(s.path)-1)
		c := s.path[i].twin(s.random)
		c.parent = s.path[i]
		c.key = s.keys.another(s.random, s.path[i].key)
		c.ski = s.bytes(20)
		s.path[i-1].parent = c
		s.path = append(s.path[:i:i], append([]*certificate{c}, s.path[i:]...)...)
		s.serve(c)
	}
}

// keyIdentifiers leaves identifiers away, or makes them wrong.
func keyIdentifiers(s *scene) {
	for range s.between(1, 3) {
		c := pick(s.random, s.known()...)
		switch s.IntN(6) {
		case 0:
			c.ski = nil
		case 1:
			c.ski = pick(s.random, s.bytes(20), s.bytes(8), s.bytes(200), []byte{})
		case 2, 3:
			c.noAKI = true
		case 4:
			c.aki = sequence(element(0x80, s.bytes(20)))
		case 5:
			c.aki = pick(s.random, sequence(), sequence(element(0x80)), sequence(element(0xa1, element(tagDirectory, c.subject)),
				element(0x82, []byte{1})))
		}
	}
}
