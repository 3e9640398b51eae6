package main

import (
	"crypto"
	"math/big"
)

// subjectKeys gives a certificate a key of any kind and size.
func subjectKeys(s *scene) {
	kinds := []string{"rsa1024", "rsa1025", "rsa1536", "rsa2047", "rsa2048e3", "rsa2048e31", "rsa3072", "p224", "p384", "p521", "ed25519"}
	if s.chance(0.4) {
		kinds = []string{"rsa512", "rsa768", "rsa1023", "rsa2048e1", "rsa2048e2", "rsa2048e32", "rsa2048even", "dsa", "x25519", "ed448",
			"rsapss", "unknown"}
	}
	if s.chance(0.02) {
		kinds = []string{"rsa8192", "rsa8193", "rsa9216", "unknownCurve"}
	}
	c := pick(s.random, s.known()...)
	c.key = s.keys.any(s.random, pick(s.random, kinds...))
}

// signatureAlgorithms signs a certificate in any way that its issuer's key allows, and a few that it does not.
func signatureAlgorithms(s *scene) {
	c := pick(s.random, s.path...)
	k := c.issuedBy().key
	if s.chance(0.07) {
		k = s.keys.any(s.random, pick(s.random, "rsa2048", "p256", "ed25519"))
	}
	var chosen algorithm
	switch {
	case k.rsa != nil && s.chance(0.5):
		chosen = pssAlgorithm(s)
	case k.rsa != nil:
		chosen = pkcs1Algorithm(s)
	case k.ecdsa != nil:
		hash := pick(s.random, crypto.SHA1, crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512, crypto.SHA512)
		chosen = ecdsaAlgorithm(hash)
		if s.chance(0.3) {
			chosen.identifier = sequence(oid(ecdsaOIDs[hash]), pick(s.random, null(), sequence(), integer(1)))
		}
	default:
		chosen.identifier = sequence(oid(oidEd25519), pick(s.random, []byte{}, []byte{}, null()))
	}
	c.algorithm = &chosen
}

func pkcs1Algorithm(s *scene) algorithm {
	hash := pick(s.random, crypto.MD5, crypto.SHA1, crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA384, crypto.SHA512,
		crypto.SHA512)
	chosen := rsaAlgorithm(hash)
	switch s.IntN(6) {
	case 0: // Go does not look at the parameters.
		chosen.identifier = sequence(oid(rsaOIDs[hash]), pick(s.random, []byte{}, sequence(), integer(1)))
	case 1:
		chosen.identifier = sequence(oid(pick(s.random, "1.3.14.3.2.29", "1.2.840.113549.1.1.2", "1.2.840.10040.4.3",
			"2.16.840.1.101.3.4.3.2",
			"1.2.840.113549.1.1.15", "2.16.840.1.101.3.4.3.14", oidRSA, "1.2.3.4")), null())
	}
	return chosen
}

// pssAlgorithm is right in half of the cases.
func pssAlgorithm(s *scene) algorithm {
	hash := pick(s.random, crypto.SHA256, crypto.SHA256, crypto.SHA384, crypto.SHA512)
	mask, salt := hash, hash.Size()
	trailer := []byte{}
	parameters := null()
	wrong := s.chance(0.5)
	if wrong {
		switch s.IntN(5) {
		case 0:
			hash = pick(s.random, crypto.SHA1, crypto.SHA224)
			mask, salt = hash, hash.Size()
		case 1:
			mask = pick(s.random, crypto.SHA1, crypto.SHA256, crypto.SHA512)
		case 2:
			salt = pick(s.random, 0, 20, 31, 32, 33, 48)
		case 3:
			trailer = element(0xa3, integer(pick[int64](s.random, 1, 2)))
		case 4:
			parameters = pick(s.random, []byte{}, sequence(), integer(1))
		}
	}
	hashID := sequence(oid(digestOIDs[hash]), parameters)
	maskID := sequence(oid("1.2.840.113549.1.1.8"), sequence(oid(digestOIDs[mask]), parameters))
	identifier := sequence(element(0xa0, hashID), element(0xa1, maskID), element(0xa2, integer(int64(salt))), trailer)
	if wrong && s.chance(0.2) {
		identifier = pick(s.random, []byte{}, sequence(), null(), sequence(element(0xa0, hashID), element(0xa1, maskID)),
			append(identifier, null()...),
			sequence(element(0xa0, hashID), element(0xa1, sequence(oid("1.2.840.113549.1.1.8"), pick(s.random, null(), sequence(null())))),
				element(0xa2, integer(32))))
	}
	return algorithm{identifier: sequence(oid(oidPSS), identifier), hash: hash, pss: &pss{mask: mask, salt: salt}}
}

// signatureValues breaks a signature, or encodes it in another form.
func signatureValues(s *scene) {
	c := pick(s.random, s.known()...)
	switch s.IntN(8) {
	case 0:
		c.signer = s.keys.another(s.random, c.issuedBy().key)
	case 1:
		c.alterSignature = func(der []byte) []byte { return append(der, 0) }
	case 2:
		c.alterSignature = func(der []byte) []byte { return append([]byte{0}, der...) }
	case 3:
		c.alterSignature = func([]byte) []byte { return nil }
	case 4:
		c.alterSignature = func(der []byte) []byte { return der[:s.IntN(len(der))] }
	case 5, 6:
		c.alterSignature = func(der []byte) []byte {
			if numbers, rest := parseForest(der); rest == nil && len(numbers) == 1 && len(numbers[0].children) == 2 {
				return oddNumbers(s.random, numbers[0].children[0].content, numbers[0].children[1].content)
			}
			der[s.IntN(len(der))] ^= 1 << s.IntN(8)
			return der
		}
	case 7:
		c.alterSignature = func(der []byte) []byte {
			der[s.IntN(len(der))] ^= 1 << s.IntN(8)
			return der
		}
	}
}

// oddNumbers writes the two numbers of an ECDSA signature in forms of which some are wrong.
func oddNumbers(r random, first, second []byte) []byte {
	one, two := element(tagInteger, first), element(tagInteger, second)
	negative := new(big.Int).SetBytes(second)
	switch r.IntN(7) {
	case 0:
		return sequence(element(tagInteger, []byte{0}, first), two)
	case 1:
		return sequence(one, two, null())
	case 2:
		return sequence(one, element(tagInteger, append([]byte{0xff}, negative.Bytes()...)))
	case 3:
		return sequence(integer(0), two)
	case 4:
		return sequence(two, one)
	case 5:
		return join([]byte{tagSequence, 0x81, byte(len(one) + len(two))}, one, two)
	}
	return sequence(one)
}
