package main

import (
	"net/netip"
	"strings"
)

// constraintForms are the ways to cover, or to miss, a name.
func constraintForms(r random, name san) []san {
	text := string(name.value)
	switch name.tag {
	case tagDNS:
		return domainConstraints(r, tagDNS, text)
	case tagEmail:
		_, domain, _ := strings.Cut(text, "@")
		local := pick(r, san{tagEmail, []byte(text)}, san{tagEmail, []byte(strings.ToUpper(text))}, email("ops@"+domain),
			email(strings.ToUpper(domain)))
		return append(domainConstraints(r, tagEmail, domain), local)
	case tagURI:
		_, rest, _ := strings.Cut(text, "://")
		host, _, _ := strings.Cut(rest, "/")
		return domainConstraints(r, tagURI, host)
	case tagIP:
		return addressConstraints(r, name.value)
	}
	return []san{name}
}

func domainConstraints(r random, tag byte, name string) []san {
	_, parent, _ := strings.Cut(name, ".")
	top := name[strings.LastIndex(name, ".")+1:]
	texts := []string{name, name, parent, "." + parent, top, "." + name, strings.ToUpper(name), "." + strings.ToUpper(parent), "x." + name,
		"*." + parent, name[min(1, len(name)):]}
	var out []san
	for _, text := range texts {
		if text == "" && !r.chance(0.1) || (strings.HasSuffix(text, ".") || strings.Contains(text, "..")) && !r.chance(0.05) {
			continue
		}
		out = append(out, san{tag, []byte(text)})
	}
	return out
}

// addressConstraints are networks with and without bits behind their mask.
func addressConstraints(r random, address []byte) []san {
	var out []san
	for range 3 {
		bits := pick(r, 0, 8, 9, 16, 23, 24, 31, 32)
		if len(address) == 16 {
			bits = pick(r, 0, 1, 32, 64, 80, 96, 104, 127, 128)
		}
		network, ok := netip.AddrFromSlice(address)
		if !ok {
			continue
		}
		prefix := netip.PrefixFrom(network, min(bits, network.BitLen()))
		if r.chance(0.7) {
			prefix = prefix.Masked()
		}
		out = append(out, san{tagIP, join(prefix.Addr().AsSlice(), mask(len(address), prefix.Bits()))})
	}
	return out
}

func mask(length, bits int) []byte {
	out := make([]byte, length)
	for i := range bits {
		out[i/8] |= 0x80 >> (i % 8)
	}
	return out
}

// network is a constraint on addresses, from its text.
func network(text string) san {
	prefix := netip.MustParsePrefix(text)
	address := prefix.Addr().AsSlice()
	return san{tagIP, join(address, mask(len(address), prefix.Bits()))}
}

// otherConstraints have nothing to do with the names of the leaf, or are of a kind that Go does not know.
func otherConstraints(r random) []san {
	return []san{
		dns("example.com"), dns(".example.com"), dns("Example.COM"), dns("com"), dns("internal"), dns("cluster.local"), dns(".svc"),
		dns("a-b.example.com"),
		dns("example.org"), dns("foo.example.com"), dns("b.foo.example.com"), dns("_tcp.example.com"), dns("local"), dns("*.example.com"),
		dns("foo.com"),
		network("10.0.0.0/8"), network("10.96.0.0/12"), network("192.168.0.0/16"), network("0.0.0.0/0"), network("10.5.5.5/8"),
		network("9.0.0.0/8"), network("127.0.0.1/32"),
		network("::/0"), network("::ffff:0:0/96"), network("::ffff:10.0.0.0/104"), network("2001:db8::/32"), network("fd00::/8"),
		network("::ffff:0:0/80"),
		email("example.com"), email(".example.com"), email("ops@example.com"), email("OPS@example.com"), email("ops@EXAMPLE.com"),
		email(`"a b"@example.com`),
		uri("example.com"), uri(".example.com"), uri("api.example.com"), uri("cluster.local"), uri("Example.com"),
	}
}

func rareConstraints(r random) []san {
	return []san{
		dns(""), email(""), uri(""), dns("."), dns("example.com."), dns("a..b"), dns("a b"), dns("é"), email("é"), uri("é"), email(`"a@b`),
		email(`a\@b`), dns(".."), uri("10.0.0.1"), uri("::1"), uri("https://example.com"),
		email("@"), email("a@"), email("@example.com"), email("a b@example.com"), email("a@b@c"),
		{tagIP, []byte{10, 0, 0, 0, 255, 0, 255, 0}}, {tagIP, []byte{10, 0, 0, 0, 255, 0x55, 0, 0}}, {tagIP, []byte{10, 0, 0, 1}},
		{tagIP, nil},
		{tagDirectory, subject("directory")}, {0x88, []byte{0x2a, 3, 4}}, {0xa0, join(oid("1.2.3.4"), element(0xa0, null()))},
		{tagDirectory, subject("directory")}, {0xa2, []byte("example.com")},
	}
}

// nameConstraints constrains one or two CAs of the path.
func nameConstraints(s *scene) {
	for range s.between(1, 2) {
		c := pick(s.random, s.authorities()...)
		if s.chance(0.03) {
			c = s.leaf()
		}
		c.set(s.constraintsFor(s.leaf().sans))
	}
}

func (s *scene) constraintsFor(names []san) extension {
	var permitted, excluded []san
	friendly := s.chance(0.75)
	for _, name := range names {
		if friendly && s.chance(0.98) {
			permitted = append(permitted, covering(s.random, name))
		} else if s.chance(0.3) {
			permitted = append(permitted, pick(s.random, append(constraintForms(s.random, name), name)...))
		}
	}
	permitted = append(permitted, some(s.random, 0, 3, otherConstraints(s.random)...)...)
	if s.chance(0.4) {
		excluded = some(s.random, 1, 3, otherConstraints(s.random)...)
		if len(names) > 0 && s.chance(0.3) {
			excluded = append(excluded, constraintForms(s.random, pick(s.random, names...))...)
		}
	}
	if s.chance(0.12) {
		permitted = insert(s.random, permitted, pick(s.random, rareConstraints(s.random)...))
	}
	if s.chance(0.12) {
		excluded = insert(s.random, excluded, pick(s.random, rareConstraints(s.random)...))
	}
	if len(excluded) > 0 && s.chance(0.4) {
		permitted = nil
	}
	if s.chance(0.05) {
		permitted = append(permitted, permitted...)
	}
	shuffle(s.random, permitted)
	return constraintsExtension(s.random, permitted, excluded)
}

// covering is a constraint that permits the name.
func covering(r random, name san) san {
	text := string(name.value)
	switch name.tag {
	case tagDNS:
		return dns(pick(r, text, text[strings.LastIndex(text, ".")+1:], strings.ToUpper(text)))
	case tagIP:
		bits := pick(r, 0, 8, len(name.value)*8)
		return san{tagIP, join(name.value, mask(len(name.value), bits))}
	}
	return pick(r, append(constraintForms(r, name), name)...)
}

func constraintsExtension(r random, permitted, excluded []san) extension {
	var parts [][]byte
	for i, list := range [][]san{permitted, excluded} {
		var subtrees [][]byte
		for _, each := range list {
			more := pick(r, nil, nil, nil, nil, nil, element(0x80, []byte{0}), element(0x81, []byte{1}))
			subtrees = append(subtrees, sequence(element(each.tag, each.value), more))
		}
		if len(list) > 0 || r.chance(0.03) {
			parts = append(parts, element(byte(0xa0+i), subtrees...))
		}
	}
	return extension{oid: oidNameConstraints, critical: r.chance(0.6), value: sequence(parts...)}
}
