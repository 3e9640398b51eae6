package main

import "crypto/ed25519"

// mutateKey writes the subject's key in another form. Certificates that it signs are signed as before.
func (s *scene) mutateKey(c *certificate) string {
	changed := *c.key
	switch {
	case s.chance(0.15):
		changed.spki = otherSPKI(s.random)
	case changed.rsa != nil:
		changed.spki = oddRSA(s.random, changed.rsa)
	case changed.ecdsa != nil:
		changed.spki = oddECDSA(s.random, oid(curveOIDs[changed.ecdsa.Curve]), pointOf(changed.ecdsa))
	case changed.ed25519 != nil:
		changed.spki = oddEd25519(s.random, oidEd25519, changed.ed25519[ed25519.PublicKeySize:])
	}
	if s.chance(0.06) { // The identifiers that may follow.
		changed.spki = join(changed.spki, pick(s.random, element(0x81, []byte{0, 1}), element(0x82, []byte{0, 1}), element(0xa1, null()),
			[]byte{0x81, 9}, []byte{0x82, 9}, []byte{0x81}))
	}
	c.key = &changed
	return "key"
}

func oddRSA(r random, k *rsaKey) []byte {
	n, e := natural(k.modulus.Bytes()), integer(k.exponent.Int64())
	algorithm := sequence(oid(oidRSA), null())
	whole := func(parts ...[]byte) []byte { return sequence(algorithm, bitString(join(parts...))) }
	odd := element(tagInteger, pick(r, valuesOf(r, tagInteger)...))
	return pick(r,
		whole(sequence(n, odd)), whole(sequence(n, odd)), whole(sequence(n, odd)), whole(sequence(odd, e)), whole(sequence(n)),
		whole(sequence(n, e, null())), whole(sequence(n, e), null()), whole(n, e), whole(),
		whole(sequence(element(tagInteger, k.modulus.Bytes()), e)), whole(sequence(element(tagInteger, []byte{0, 0}, k.modulus.Bytes()),
			e)), whole(element(tagSet, n, e)), whole(sequence(e, n)),
		sequence(sequence(oid(oidRSA)), bitString(sequence(n, e))), sequence(sequence(oid(oidRSA), integer(0)), bitString(sequence(n, e))),
		sequence(sequence(oid(oidRSA), null(), null()), bitString(sequence(n, e))),
		sequence(sequence(oid(oidRSA), element(tagNull, []byte{0})), bitString(sequence(n, e))),
		sequence(algorithm, bitString(sequence(n, e)), null()), shifted(algorithm, sequence(n, e), byte(r.IntN(9))))
}

// shifted leaves some bits of the BIT STRING unused, so that Go shifts it right.
func shifted(algorithm, bits []byte, unused byte) []byte {
	if unused == 0 || unused > 7 {
		return sequence(algorithm, element(tagBitString, []byte{unused}, bits))
	}
	out := make([]byte, len(bits)+1)
	for i, b := range bits {
		out[i] |= b >> (8 - unused)
		out[i+1] = b << unused
	}
	if out[0] == 0 {
		return sequence(algorithm, element(tagBitString, []byte{unused}, bits))
	}
	return sequence(algorithm, element(tagBitString, []byte{unused}, out))
}

func oddECDSA(r random, curve, point []byte) []byte {
	algorithm := sequence(oid(oidECDSA), curve)
	half := len(point) / 2
	compressed := append([]byte{2 | point[len(point)-1]&1}, point[1:half+1]...)
	hybrid := append([]byte{6 | point[len(point)-1]&1}, point[1:]...)
	off := append([]byte{}, point...)
	off[r.between(1, len(off)-1)] ^= 1
	large := append([]byte{4}, bytesOf(len(point)-1, 0xff)...)
	return pick(r,
		sequence(algorithm, bitString(compressed)), sequence(algorithm, bitString(hybrid)), sequence(algorithm, bitString(off)),
		sequence(algorithm, bitString(large)), sequence(algorithm, bitString([]byte{0})), sequence(algorithm, bitString(nil)),
		sequence(algorithm, bitString(point[:len(point)-1])), sequence(algorithm, bitString(append(point, 0))),
		sequence(algorithm, bitString(append([]byte{4}, make([]byte, len(point)-1)...))),
		sequence(sequence(oid(oidECDSA)), bitString(point)), sequence(sequence(oid(oidECDSA), null()), bitString(point)),
		sequence(sequence(oid(oidECDSA), sequence(integer(1))), bitString(point)),
		sequence(sequence(oid(oidECDSA), curve, null()), bitString(point)),
		sequence(sequence(oid(oidECDSA), oid(pick(r, "1.3.132.0.33", "1.3.132.0.34", "1.3.132.0.10", "1.3.36.3.3.2.8.1.1.7",
			"1.2.840.10045.3.1.1"))), bitString(point)), sequence(algorithm, bitString(point), null()),
		shifted(algorithm, point, byte(r.IntN(9))))
}

func oddEd25519(r random, algorithm string, point []byte) []byte {
	good := sequence(oid(algorithm))
	return pick(r, sequence(sequence(oid(algorithm), null()), bitString(point)), sequence(good, bitString(point[1:])),
		sequence(good, bitString(append(point, 0))), sequence(good, bitString(nil)), sequence(good, bitString(bytesOf(32, 0xff))),
		sequence(good, bitString(make([]byte, 32))), sequence(good, bitString(append([]byte{1}, make([]byte, 31)...))),
		shifted(good, point, byte(r.IntN(9))), sequence(good, bitString(point), null()))
}

// otherSPKI is of a kind that no chain uses.
func otherSPKI(r random) []byte {
	a, b := natural(r.bytes(20)), integer(-5)
	dsa := func(y []byte, parameters ...[]byte) []byte {
		return sequence(sequence(oid(oidDSA), join(parameters...)), bitString(y))
	}
	return pick(r, oddEd25519(r, oidX25519, r.bytes(32)), dsa(a, sequence(a, a, a)), dsa(a), dsa(a, null()), dsa(a, sequence(a, a)),
		dsa(b, sequence(a, a, a)), dsa(a, sequence(a, b, a)), dsa(a, sequence(a, a, integer(0))), dsa(nil, sequence(a, a, a)),
		dsa(a, sequence(a, a, a, a)),
		sequence(sequence(oid("1.2.3")), bitString(nil)), sequence(sequence(oid("1.2.3"), null(), null()), bitString(nil)),
		sequence(sequence(), bitString(nil)), sequence(), null(), sequence(sequence(oid("1.2.3")), element(tagOctetString)),
		sequence(sequence(oid(oidX25519), null()), bitString(r.bytes(31))))
}
