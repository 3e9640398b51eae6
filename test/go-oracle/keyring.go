package main

import (
	"crypto/elliptic"
	"hash/fnv"
	"strconv"
	"sync"
)

// keyring makes the keys of a run when they are first asked for. They depend on the seed only, not on who asks first.
type keyring struct {
	seed uint64
	made sync.Map // the name of a key, to a function that returns it
}

// keyKinds says how to make each kind of key, and how many different ones a run has.
var keyKinds = map[string]struct {
	count int
	make  func(random) *key
}{
	"rsa512":       {2, func(r random) *key { return newKeyRSA(r, 512, 65537) }},
	"rsa768":       {1, func(r random) *key { return newKeyRSA(r, 768, 65537) }},
	"rsa1023":      {1, func(r random) *key { return newKeyRSA(r, 1023, 65537) }},
	"rsa1024":      {2, func(r random) *key { return newKeyRSA(r, 1024, 65537) }},
	"rsa1025":      {1, func(r random) *key { return newKeyRSA(r, 1025, 65537) }},
	"rsa1536":      {1, func(r random) *key { return newKeyRSA(r, 1536, 65537) }},
	"rsa2047":      {1, func(r random) *key { return newKeyRSA(r, 2047, 65537) }},
	"rsa2048":      {12, func(r random) *key { return newKeyRSA(r, 2048, 65537) }},
	"rsa2048e3":    {1, func(r random) *key { return newKeyRSA(r, 2048, 3) }},
	"rsa2048e31":   {1, func(r random) *key { return newKeyRSA(r, 2048, 1<<31-1) }},
	"rsa2048e32":   {1, func(r random) *key { return newKeyRSA(r, 2048, 1<<32+15) }},
	"rsa2048e1":    {1, func(r random) *key { return newKeyOddRSA(r, 2048, 1, false) }},
	"rsa2048e2":    {1, func(r random) *key { return newKeyOddRSA(r, 2048, 2, false) }},
	"rsa2048even":  {1, func(r random) *key { return newKeyOddRSA(r, 2048, 65537, true) }},
	"rsa3072":      {1, func(r random) *key { return newKeyRSA(r, 3072, 65537) }},
	"rsa4096":      {1, func(r random) *key { return newKeyRSA(r, 4096, 65537) }},
	"rsa8192":      {1, func(r random) *key { return newKeyRSA(r, 8192, 65537) }},
	"rsa8193":      {1, func(r random) *key { return newKeyRSA(r, 8193, 65537) }},
	"rsa9216":      {1, func(r random) *key { return newKeyRSA(r, 9216, 65537) }},
	"p224":         {2, func(r random) *key { return newKeyECDSA(r, elliptic.P224()) }},
	"p256":         {12, func(r random) *key { return newKeyECDSA(r, elliptic.P256()) }},
	"p384":         {4, func(r random) *key { return newKeyECDSA(r, elliptic.P384()) }},
	"p521":         {3, func(r random) *key { return newKeyECDSA(r, elliptic.P521()) }},
	"ed25519":      {6, newKeyEd25519},
	"dsa":          {2, newKeyDSA},
	"x25519":       {1, func(r random) *key { return newKeyUnknown(r, oidX25519) }},
	"ed448":        {1, func(r random) *key { return newKeyUnknown(r, "1.3.101.113") }},
	"rsapss":       {1, func(r random) *key { return newKeyUnknown(r, "1.2.840.113549.1.1.10") }},
	"unknown":      {1, func(r random) *key { return newKeyUnknown(r, "1.2.3.4") }},
	"unknownCurve": {1, unknownCurve},
}

func unknownCurve(r random) *key {
	return &key{spki: sequence(sequence(oid(oidECDSA), oid("1.3.132.0.10")), bitString(append([]byte{4}, r.bytes(64)...)))}
}

// any returns one of the keys of this kind.
func (k *keyring) any(r random, kind string) *key {
	return k.number(kind, r.IntN(keyKinds[kind].count))
}

func (k *keyring) number(kind string, index int) *key {
	name := kind + " " + strconv.Itoa(index)
	made, _ := k.made.LoadOrStore(name, sync.OnceValue(func() *key {
		hash := fnv.New64a()
		hash.Write([]byte(name))
		return keyKinds[kind].make(newRandom(k.seed, hash.Sum64()))
	}))
	return made.(func() *key)()
}

// another returns a key of the same kind as usual ones have, but never the one given.
func (k *keyring) another(r random, than *key) *key {
	for {
		kind := "rsa2048"
		if than.ecdsa != nil {
			kind = "p256"
		} else if than.ed25519 != nil {
			kind = "ed25519"
		}
		if found := k.any(r, kind); found != than {
			return found
		}
	}
}
