package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
)

// key is a subject's key. A key of a kind that cannot sign has nil for all three.
type key struct {
	spki    []byte // the SubjectPublicKeyInfo
	rsa     *rsaKey
	ecdsa   *ecdsa.PrivateKey
	ed25519 ed25519.PrivateKey
}

const (
	oidRSA     = "1.2.840.113549.1.1.1"
	oidDSA     = "1.2.840.10040.4.1"
	oidECDSA   = "1.2.840.10045.2.1"
	oidX25519  = "1.3.101.110"
	oidEd25519 = "1.3.101.112"
)

var curveOIDs = map[elliptic.Curve]string{
	elliptic.P224(): "1.3.132.0.33",
	elliptic.P256(): "1.2.840.10045.3.1.7",
	elliptic.P384(): "1.3.132.0.34",
	elliptic.P521(): "1.3.132.0.35",
}

func rsaSPKI(modulus, exponent []byte) []byte {
	return sequence(sequence(oid(oidRSA), null()), bitString(sequence(natural(modulus), exponent)))
}

func newKeyRSA(r random, bits int, exponent int64) *key {
	private := newRSAKey(r, bits, exponent)
	return &key{spki: rsaSPKI(private.modulus.Bytes(), integer(exponent)), rsa: private}
}

// newKeyOddRSA has a modulus or an exponent that no verifier should use. Its signatures are those of another key.
func newKeyOddRSA(r random, bits int, exponent int64, even bool) *key {
	private := newRSAKey(r, bits, 65537)
	modulus := private.modulus.Bytes()
	if even {
		modulus[len(modulus)-1] &^= 1
	}
	return &key{spki: rsaSPKI(modulus, integer(exponent)), rsa: private}
}

func newKeyECDSA(r random, curve elliptic.Curve) *key {
	size := (curve.Params().BitSize + 7) / 8
	for {
		scalar := r.bytes(size)
		scalar[0] &= 0xff >> (8*size - curve.Params().BitSize)
		private, err := ecdsa.ParseRawPrivateKey(curve, scalar)
		if err != nil {
			continue
		}
		return &key{spki: sequence(sequence(oid(oidECDSA), oid(curveOIDs[curve])), bitString(pointOf(private))), ecdsa: private}
	}
}

func pointOf(private *ecdsa.PrivateKey) []byte {
	point, err := private.PublicKey.Bytes()
	if err != nil {
		panic(err)
	}
	return point
}

func newKeyEd25519(r random) *key {
	private := ed25519.NewKeyFromSeed(r.bytes(ed25519.SeedSize))
	return &key{spki: sequence(sequence(oid(oidEd25519)), bitString(private[32:])), ed25519: private}
}

func newKeyDSA(r random) *key {
	parameters := sequence(natural(r.bytes(128)), natural(r.bytes(20)), natural(r.bytes(128)))
	return &key{spki: sequence(sequence(oid(oidDSA), parameters), bitString(natural(r.bytes(128))))}
}

// newKeyUnknown has an algorithm that crypto/x509 does not know as one of a subject.
func newKeyUnknown(r random, algorithm string) *key {
	return &key{spki: sequence(sequence(oid(algorithm)), bitString(r.bytes(32)))}
}

// hash is the usual one for the key's size.
func (k *key) hash() crypto.Hash {
	switch {
	case k.ecdsa == nil || k.ecdsa.Params().BitSize <= 256:
		return crypto.SHA256
	case k.ecdsa.Params().BitSize == 384:
		return crypto.SHA384
	}
	return crypto.SHA512
}
