package main

import (
	"bytes"
	"net/url"
	"strings"
)

// constraintLists has long lists of constraints that nearly match the names, so that sorting and searching them matters.
func constraintLists(s *scene) {
	leaf := s.leaf()
	if s.chance(0.8) {
		leaf.sans = s.smallNames(1, 5)
	}
	if s.chance(0.1) {
		leaf.sans = append(leaf.sans, readableURI(s.random))
	}
	for range s.between(1, 2) {
		pick(s.random, s.authorities()...).set(s.constraintLists())
	}
}

func (s *scene) constraintLists() extension {
	var permitted, excluded []san
	if s.chance(0.7) {
		permitted = s.smallConstraints(1, 25)
		for _, each := range s.leaf().sans {
			if s.chance(0.9) {
				permitted = insert(s.random, permitted, covering(s.random, each))
			}
		}
	}
	if s.chance(0.6) || permitted == nil {
		excluded = s.smallConstraints(1, pick(s.random, 2, 5, 30))
	}
	return constraintsExtension(s.random, permitted, excluded)
}

// smallDomain is made of few labels, so that many are alike.
func smallDomain(r random) string {
	labels := make([]string, r.between(1, 4))
	for i := range labels {
		labels[i] = pick(r, "a", "a", "b", "c", "A", "ab", "a-b", "a0", "a_b")
	}
	return strings.Join(labels, ".")
}

// readableURI is a corner case that Go reads.
func readableURI(r random) san {
	for {
		odd := oddURI(r)
		if _, err := url.Parse(string(odd.value)); err == nil {
			return odd
		}
	}
}

func smallAddress(r random) []byte {
	address := []byte{byte(r.between(9, 11)), pick[byte](r, 0, 1, 5, 128, 255), pick[byte](r, 0, 1, 255), byte(r.IntN(4))}
	switch r.IntN(4) {
	case 0:
		return join(make([]byte, 10), []byte{0xff, 0xff}, address)
	case 1:
		return join([]byte{0x20, 1, 0xd, 0xb8}, bytes.Repeat([]byte{0}, 8), address)
	}
	return address
}

func (s *scene) smallNames(low, high int) []san {
	var out []san
	for range s.between(low, high) {
		domain := smallDomain(s.random)
		switch s.IntN(8) {
		case 0:
			out = append(out, dns("*."+domain))
		case 1:
			out = append(out, email(pick(s.random, "a@", "A@", "b@", `"a"@`)+domain))
		case 2:
			out = append(out, uri("x://"+domain+pick(s.random, "", "/", ":1")))
		case 3, 4:
			out = append(out, san{tagIP, smallAddress(s.random)})
		default:
			out = append(out, dns(domain))
		}
	}
	return out
}

func (s *scene) smallConstraints(low, high int) []san {
	var out []san
	for range s.between(low, high) {
		domain := pick(s.random, "", "", ".") + smallDomain(s.random)
		switch s.IntN(6) {
		case 0:
			out = append(out, email(pick(s.random, "", "", "a@", "A@")+strings.TrimPrefix(domain, ".")))
		case 1:
			out = append(out, uri(domain))
		case 2, 3:
			address := smallAddress(s.random)
			bits := len(address)*8 - pick(s.random, 0, 1, 8, 16, 23, 24, 25, 32)
			if s.chance(0.5) {
				address = masked(address, bits)
			}
			out = append(out, san{tagIP, join(address, mask(len(address), bits))})
		default:
			out = append(out, dns(domain))
		}
	}
	return out
}

func masked(address []byte, bits int) []byte {
	out := mask(len(address), bits)
	for i := range out {
		out[i] &= address[i]
	}
	return out
}
