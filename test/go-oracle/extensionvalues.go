package main

// oddValue is a value that a known extension may have on a bad day. Go reads about half of them.
type oddValue struct {
	oid   string
	value func(random) []byte
}

func number(content ...byte) []byte { return element(tagInteger, content) }

var oddValues = []oddValue{
	{oidAKI, oddAKI},
	{oidSKI, func(r random) []byte {
		return pick(r, element(tagOctetString), element(tagOctetString, r.bytes(300)), integer(1), []byte{},
			join(element(tagOctetString, r.bytes(20)), null()), element(0x24, element(tagOctetString, []byte{1})), r.bytes(20))
	}},
	{oidKeyUsage, func(r random) []byte {
		return element(tagBitString, pick(r, valuesOf(r, tagBitString)...), pick(r, nil, nil, nil, []byte{0}, []byte{0x80}))
	}},
	{oidBasicConstraints, oddBasicConstraints},
	{oidSAN, func(r random) []byte { return encodeSANs(insert(r, some(r, 0, 2, oddSANs(r)...), oddURI(r))) }},
	{oidSAN, func(r random) []byte { return encodeSANs(insert(r, some(r, 0, 2, oddSANs(r)...), oddURI(r))) }},
	{oidSAN, oddNames},
	{oidNameConstraints, oddConstraints},
	{oidCRLDistribution, oddCRLDistribution},
	{oidPolicies, func(r random) []byte {
		var parts [][]byte
		for range r.between(0, 3) {
			parts = append(parts, pick(r, sequence(element(tagOID, pick(r, oddOIDs(r)...))), sequence(oid("1.2.3.1")),
				sequence(oid(oidAnyPolicy), null()), sequence(), null()))
		}
		return element(pick[byte](r, tagSequence, tagSequence, tagSequence, tagSequence, tagSet), parts...)
	}},
	{oidPolicyMappings, func(r random) []byte {
		odd := func() []byte { return element(tagOID, pick(r, oddOIDs(r)...)) }
		return pick(r, sequence(sequence(odd(), odd())), sequence(sequence(odd())), sequence(), sequence(sequence(odd(), odd(), odd())),
			null(), sequence(null()))
	}},
	{oidPolicyConstraints, func(r random) []byte {
		odd := func(tag byte) []byte { return element(tag, pick(r, valuesOf(r, tagInteger)...)) }
		return pick(r, sequence(odd(0x80)), sequence(odd(0x81)), sequence(odd(0x80), odd(0x81)), sequence(odd(0x81), odd(0x80)),
			sequence(element(0xa0, integer(0))), sequence(), sequence(odd(0x82)), integer(0))
	}},
	{oidInhibitAnyPolicy, func(r random) []byte {
		return pick(r, element(tagInteger, pick(r, valuesOf(r, tagInteger)...)), join(integer(0), null()), sequence(integer(0)))
	}},
	{oidExtKeyUsage, func(r random) []byte {
		odd := element(tagOID, pick(r, oddOIDs(r)...))
		return pick(r, sequence(odd), sequence(oid(oidServerAuth), odd), sequence(), oid(oidServerAuth),
			sequence(oid(oidServerAuth), null()), join(sequence(oid(oidServerAuth)), null()),
			sequence(oid(oidServerAuth), oid(oidServerAuth)))
	}},
	{oidAuthorityInfoAccess, oddInfoAccess},
	{"2.5.29.18", func(r random) []byte { return r.bytes(3) }},
}

func oddAKI(r random) []byte {
	return pick(r, sequence(), sequence(element(0x80)), sequence(element(0xa0, element(tagOctetString, r.bytes(20)))),
		sequence(element(0x81), element(0x82, []byte{1})),
		sequence(element(0x80, r.bytes(20)), null()), join(sequence(element(0x80, r.bytes(20))), null()), sequence([]byte{0x80}),
		sequence([]byte{0x80, 5, 1}), element(0x80, r.bytes(20)), []byte{})
}

func oddBasicConstraints(r random) []byte {
	yes, no := element(tagBoolean, []byte{0xff}), element(tagBoolean, []byte{0})
	length := number(pick(r, valuesOf(r, tagInteger)...)...)
	return pick(r, sequence(), sequence(yes), sequence(no), sequence(yes, length), sequence(yes, length), sequence(length),
		sequence(no, length), sequence(length, yes), sequence(yes, yes), sequence(yes, null()),
		sequence(element(tagBoolean, []byte{1})), sequence(element(tagBoolean)), join(sequence(yes), null()), yes, null(), []byte{},
		sequence(yes, integer(0), integer(0)), sequence(null(), yes))
}

// oddNames are lists of names in odd forms.
func oddNames(r random) []byte {
	name := element(tagDNS, []byte("kubernetes"))
	return pick(r, sequence(), element(tagSet, name), join(sequence(name), null()), sequence(name, []byte{0x82}),
		sequence(name, []byte{0x9f, 1, 0}), sequence(element(tagDNS, []byte("é"))),
		sequence(element(tagEmail, []byte{0x80})), sequence(element(tagURI, []byte{0xff})),
		sequence(name, element(tagIP, r.bytes(pick(r, 0, 3, 5, 8, 15, 17, 32)))), sequence(element(tagDirectory)),
		sequence(name, element(0x00)), sequence(element(0xa2, name)), name)
}

func oddConstraints(r random) []byte {
	subtree := func() []byte {
		each := pick(r, append(rareConstraints(r), otherConstraints(r)...)...)
		return pick(r, sequence(element(each.tag, each.value)), sequence(element(each.tag, each.value)), sequence(),
			element(each.tag, each.value), sequence(element(each.tag, each.value), integer(1)))
	}
	a, b := element(0xa0, subtree()), element(0xa1, subtree())
	return pick(r, sequence(a), sequence(b), sequence(a, b), sequence(b, a), sequence(a, a), sequence(a, null()), sequence(),
		sequence(element(0xa0)), sequence(element(0xa0), element(0xa1)), sequence(element(0xa0), b), join(sequence(a), null()),
		sequence(element(0x80, subtree())), a)
}

func oddCRLDistribution(r random) []byte {
	point := element(0xa0, element(0xa0, element(tagURI, []byte("http://crl")), element(tagDNS, []byte("x")),
		element(tagURI, []byte{0xff})))
	return pick(r, sequence(), sequence(sequence()), sequence(sequence(point)), sequence(sequence(element(0xa0))),
		sequence(sequence(element(0xa0, element(0xa1)))), sequence(sequence(element(0xa0, element(0xa0, []byte{0x86})))), sequence(point),
		sequence(sequence(element(0x81, []byte{0}))), null(), sequence(sequence(element(0xa0, element(0xa0, []byte{0x86, 5, 1})))),
		sequence(sequence(point, point)), join(sequence(sequence(point)), null()), sequence(sequence(element(0x80, nil))),
		sequence(sequence([]byte{0xa0, 9})))
}

func oddInfoAccess(r random) []byte {
	method := pick(r, oid("1.3.6.1.5.5.7.48.1"), oid("1.3.6.1.5.5.7.48.2"), oid("1.2.3"), element(tagOID, pick(r, oddOIDs(r)...)))
	location := element(tagURI, []byte("http://ocsp"))
	return pick(r, sequence(), sequence(sequence(method, location)), sequence(sequence(method, element(tagDNS, []byte("x")))),
		sequence(sequence(method)), sequence(sequence(location)), sequence(sequence()), sequence(location), null(),
		sequence(sequence(method, []byte{0x86, 9})), join(sequence(sequence(method, location)), null()))
}
