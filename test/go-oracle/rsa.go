package main

import (
	"bytes"
	"crypto"
	_ "crypto/md5"
	_ "crypto/sha1"
	_ "crypto/sha256"
	_ "crypto/sha512"
	"math/big"
)

var one = big.NewInt(1)

// rsaKey is an RSA key of many small primes. It is quick to make and to sign with, of any size, and looks to a verifier like any
// other. crypto/rsa would make no key below 1,024 bits, and none from a seed.
type rsaKey struct {
	modulus  *big.Int
	exponent *big.Int
	primes   []*big.Int
	private  []*big.Int // the private exponent for each prime
}

// primeBits is the size of all primes but the last.
const primeBits = 448

func newRSAKey(r random, bits int, exponent int64) *rsaKey {
	key := &rsaKey{modulus: big.NewInt(1), exponent: big.NewInt(exponent)}
	for left := bits; left > 2*primeBits; left = bits - key.modulus.BitLen() {
		key.add(prime(r, bound(primeBits-1), bound(primeBits), key.exponent))
	}
	if key.modulus.Cmp(one) == 0 {
		key.add(prime(r, bound(bits/2-1), bound(bits/2), key.exponent))
	}
	// The last prime gives the modulus its exact size.
	low, high := new(big.Int), new(big.Int)
	low.Add(low.Div(bound(bits-1), key.modulus), one)
	high.Div(bound(bits), key.modulus)
	key.add(prime(r, low, high, key.exponent))
	return key
}

func bound(bits int) *big.Int { return new(big.Int).Lsh(one, uint(bits)) }

func (k *rsaKey) add(prime *big.Int) {
	k.primes = append(k.primes, prime)
	k.modulus = new(big.Int).Mul(k.modulus, prime)
	k.private = append(k.private, new(big.Int).ModInverse(k.exponent, new(big.Int).Sub(prime, one)))
}

// prime returns a random prime from low to high for which the exponent has an inverse.
func prime(r random, low, high, exponent *big.Int) *big.Int {
	span := new(big.Int).Sub(high, low)
	for {
		n := new(big.Int).SetBytes(r.bytes(span.BitLen()/8 + 8))
		n.Add(n.Mod(n, span), low).SetBit(n, 0, 1)
		less := new(big.Int).Sub(n, one)
		if n.Cmp(high) < 0 && new(big.Int).GCD(nil, nil, less, exponent).Cmp(one) == 0 && n.ProbablyPrime(8) {
			return n
		}
	}
}

func (k *rsaKey) size() int { return (k.modulus.BitLen() + 7) / 8 }

// power is the private operation, by the Chinese remainder theorem.
func (k *rsaKey) power(message []byte) []byte {
	base := new(big.Int).SetBytes(message)
	result, product := new(big.Int), big.NewInt(1)
	for i, prime := range k.primes {
		part := new(big.Int).Exp(new(big.Int).Mod(base, prime), k.private[i], prime)
		part.Sub(part, result).Mul(part, new(big.Int).ModInverse(product, prime)).Mod(part, prime)
		result.Add(result, part.Mul(part, product))
		product.Mul(product, prime)
	}
	return result.FillBytes(make([]byte, k.size()))
}

// digestOIDs are the hashes of PKCS #1.
var digestOIDs = map[crypto.Hash]string{
	crypto.MD5:    "1.2.840.113549.2.5",
	crypto.SHA1:   "1.3.14.3.2.26",
	crypto.SHA224: "2.16.840.1.101.3.4.2.4",
	crypto.SHA256: "2.16.840.1.101.3.4.2.1",
	crypto.SHA384: "2.16.840.1.101.3.4.2.2",
	crypto.SHA512: "2.16.840.1.101.3.4.2.3",
}

func digest(hash crypto.Hash, parts ...[]byte) []byte {
	h := hash.New()
	for _, part := range parts {
		h.Write(part)
	}
	return h.Sum(nil)
}

// signPKCS1 returns zeros if the key is too small for the hash.
func (k *rsaKey) signPKCS1(hash crypto.Hash, message []byte) []byte {
	info := sequence(sequence(oid(digestOIDs[hash]), null()), element(tagOctetString, digest(hash, message)))
	padding := k.size() - len(info) - 3
	if padding < 0 {
		return make([]byte, k.size())
	}
	return k.power(join([]byte{0, 1}, bytes.Repeat([]byte{0xff}, padding), []byte{0}, info))
}

// signPSS takes the mask's hash and the salt on their own, so that they can be wrong.
func (k *rsaKey) signPSS(hash, mask crypto.Hash, salt, message []byte) []byte {
	bits := k.modulus.BitLen() - 1
	length := (bits + 7) / 8
	padding := length - hash.Size() - len(salt) - 2
	if padding < 0 {
		return make([]byte, k.size())
	}
	sum := digest(hash, make([]byte, 8), digest(hash, message), salt)
	block := join(make([]byte, padding), []byte{1}, salt)
	var stream []byte
	for i := byte(0); len(stream) < len(block); i++ {
		stream = append(stream, digest(mask, sum, []byte{0, 0, 0, i})...)
	}
	for i := range block {
		block[i] ^= stream[i]
	}
	block[0] &= 0xff >> (8*length - bits)
	return k.power(join(block, sum, []byte{0xbc}))
}
