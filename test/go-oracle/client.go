package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"fmt"
	"time"
)

// largestRSA is the limit of crypto/tls.
const largestRSA = 8192

// judge fills in what a Go client says of a case. It does the same as verifyServerCertificate of crypto/tls, in the same order.
func (c *testCase) judge() {
	until, class, err := c.verify()
	c.Accept, c.Class, c.Message, c.Until = err == nil, class, "", nil
	if err != nil {
		c.Message = err.Error()
	} else {
		c.Until = &until
	}
}

func (c *testCase) verify() (until int64, class string, err error) {
	if len(c.Served) == 0 {
		return 0, "other", errors.New("tls: received empty certificates message")
	}
	served := make([]*x509.Certificate, len(c.Served))
	for i, der := range c.Served {
		if served[i], err = x509.ParseCertificate(der); err != nil {
			return 0, "parse", errors.New("tls: failed to parse certificate from server: " + err.Error())
		}
		if key, ok := served[i].PublicKey.(*rsa.PublicKey); ok && key.N.BitLen() > largestRSA {
			return 0, "unsupported", fmt.Errorf("tls: server sent certificate containing RSA key larger than %d bits", largestRSA)
		}
	}
	leaf := served[0]
	chains, err := leaf.Verify(x509.VerifyOptions{
		DNSName:       c.Name,
		Roots:         c.rootPool(),
		Intermediates: poolOf(served[1:]),
		CurrentTime:   time.Unix(c.At, 0).UTC(),
	})
	if err != nil {
		return 0, classOf(err, c.At), err
	}
	if err := unusable(leaf.PublicKey); err != nil {
		return 0, "unsupported", err
	}
	return latestEnd(chains), "", nil
}

func poolOf(certificates []*x509.Certificate) *x509.CertPool {
	pool := x509.NewCertPool()
	for _, each := range certificates {
		pool.AddCert(each)
	}
	return pool
}

// rootPool leaves out what cannot be read, as AppendCertsFromPEM does.
func (c *testCase) rootPool() *x509.CertPool {
	pool := x509.NewCertPool()
	for _, der := range c.Roots {
		if root, err := x509.ParseCertificate(der); err == nil {
			pool.AddCert(root)
		}
	}
	return pool
}

// unusable says why a handshake with a server of this key fails when everything else is accepted.
func unusable(key any) error {
	switch key := key.(type) {
	case *rsa.PublicKey:
		// An empty signature fails in any case. Keys that are too small, or no RSA keys, fail before that.
		err := rsa.VerifyPKCS1v15(key, crypto.SHA256, make([]byte, crypto.SHA256.Size()), nil)
		if err == rsa.ErrVerification {
			return nil
		}
		return errors.New("tls: invalid signature by the server certificate: " + err.Error())
	case *ecdsa.PublicKey, ed25519.PublicKey:
		return nil
	}
	return fmt.Errorf("tls: server's certificate contains an unsupported type of public key: %T", key)
}

// latestEnd is the end of the chain that lasts longest. A chain lasts as long as each of its certificates.
func latestEnd(chains [][]*x509.Certificate) int64 {
	var latest time.Time
	for i, chain := range chains {
		end := chain[0].NotAfter
		for _, each := range chain {
			if each.NotAfter.Before(end) {
				end = each.NotAfter
			}
		}
		if i == 0 || end.After(latest) {
			latest = end
		}
	}
	return latest.Unix()
}
