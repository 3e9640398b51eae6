package main

import (
	"crypto"
	"crypto/ed25519"
)

// algorithm is a signature algorithm: what a certificate says, and what is done.
type algorithm struct {
	identifier []byte
	hash       crypto.Hash
	pss        *pss
}

// pss has what a signer by RSA-PSS really does.
type pss struct {
	mask crypto.Hash
	salt int
}

const oidPSS = "1.2.840.113549.1.1.10"

var rsaOIDs = map[crypto.Hash]string{
	crypto.MD5:    "1.2.840.113549.1.1.4",
	crypto.SHA1:   "1.2.840.113549.1.1.5",
	crypto.SHA224: "1.2.840.113549.1.1.14",
	crypto.SHA256: "1.2.840.113549.1.1.11",
	crypto.SHA384: "1.2.840.113549.1.1.12",
	crypto.SHA512: "1.2.840.113549.1.1.13",
}

var ecdsaOIDs = map[crypto.Hash]string{
	crypto.SHA1:   "1.2.840.10045.4.1",
	crypto.SHA224: "1.2.840.10045.4.3.1",
	crypto.SHA256: "1.2.840.10045.4.3.2",
	crypto.SHA384: "1.2.840.10045.4.3.3",
	crypto.SHA512: "1.2.840.10045.4.3.4",
}

func rsaAlgorithm(hash crypto.Hash) algorithm {
	return algorithm{identifier: sequence(oid(rsaOIDs[hash]), null()), hash: hash}
}

func ecdsaAlgorithm(hash crypto.Hash) algorithm {
	return algorithm{identifier: sequence(oid(ecdsaOIDs[hash])), hash: hash}
}

// usualAlgorithm is what an honest CA with this key uses.
func usualAlgorithm(k *key) algorithm {
	switch {
	case k.ecdsa != nil:
		return ecdsaAlgorithm(k.hash())
	case k.ed25519 != nil:
		return algorithm{identifier: sequence(oid(oidEd25519))}
	}
	return rsaAlgorithm(crypto.SHA256)
}

// sign signs as the algorithm says as far as the key can. A key that cannot sign gives a text.
func (a algorithm) sign(r random, k *key, message []byte) []byte {
	hash := a.hash
	if hash == 0 {
		hash = crypto.SHA256
	}
	switch {
	case k.rsa != nil && a.pss != nil:
		return k.rsa.signPSS(hash, a.pss.mask, r.bytes(a.pss.salt), message)
	case k.rsa != nil:
		return k.rsa.signPKCS1(hash, message)
	case k.ecdsa != nil:
		signature, err := k.ecdsa.Sign(nil, digest(hash, message), hash)
		if err != nil {
			panic(err)
		}
		return signature
	case k.ed25519 != nil:
		return ed25519.Sign(k.ed25519, message)
	}
	return []byte("no signature")
}
