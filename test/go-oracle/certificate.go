package main

// certificate is one that is still to be encoded. Its issuer's name and key are those of its parent then.
type certificate struct {
	parent     *certificate // nil: itself
	version    int64        // as encoded: 2 for version 3
	serial     []byte       // the content of the INTEGER
	subject    []byte
	key        *key
	notBefore  []byte
	notAfter   []byte
	extensions []extension
	sans       []san  // nil: no such extension
	ski        []byte // nil: no such extension
	noAKI      bool
	aki        []byte     // the content of the extension, if it is not the parent's identifier
	issuer     []byte     // if it is not the parent's subject
	signer     *key       // if it is not the parent's key
	algorithm  *algorithm // if it is not the usual one

	alterTBS       func(tbs, algorithm []byte) (newTBS, newAlgorithm []byte) // before it is signed
	alterSignature func([]byte) []byte
	alterWhole     func([]byte) []byte // after it is signed
	der            []byte              // once it is encoded
}

type extension struct {
	oid      string
	critical bool
	value    []byte
	id       []byte // the OID as encoded, if there is no text for it
}

func (e extension) encode() []byte {
	id := e.id
	if id == nil {
		id = oid(e.oid)
	}
	if e.critical {
		return sequence(id, element(tagBoolean, []byte{0xff}), element(tagOctetString, e.value))
	}
	return sequence(id, element(tagOctetString, e.value))
}

// set replaces the extension with the same OID, or adds it.
func (c *certificate) set(e extension) {
	c.drop(e.oid)
	c.extensions = append(c.extensions, e)
}

func (c *certificate) drop(oid string) {
	var kept []extension
	for _, e := range c.extensions {
		if e.oid != oid {
			kept = append(kept, e)
		}
	}
	c.extensions = kept
}

func (c *certificate) has(oid string) bool {
	for _, e := range c.extensions {
		if e.oid == oid {
			return true
		}
	}
	return false
}

// twin is a copy with a serial number of its own.
func (c *certificate) twin(r random) *certificate {
	out := *c
	out.extensions = append([]extension{}, c.extensions...)
	out.sans = append([]san(nil), c.sans...)
	out.serial = randomSerial(r)
	return &out
}

func randomSerial(r random) []byte {
	out := r.bytes(r.between(1, 20))
	out[0] = out[0]&0x7f | 1
	return out
}

// issuedBy is the parent, or the certificate itself.
func (c *certificate) issuedBy() *certificate {
	if c.parent == nil {
		return c
	}
	return c.parent
}

func (c *certificate) encode(r random) []byte {
	if c.der != nil {
		return c.der
	}
	signer := c.signer
	if signer == nil {
		signer = c.issuedBy().key
	}
	used := usualAlgorithm(signer)
	if c.algorithm != nil {
		used = *c.algorithm
	}
	tbs, identifier := c.tbs(r, used.identifier), used.identifier
	if c.alterTBS != nil {
		tbs, identifier = c.alterTBS(tbs, identifier)
	}
	signature := used.sign(r, signer, tbs)
	if c.alterSignature != nil {
		signature = c.alterSignature(signature)
	}
	c.der = sequence(tbs, identifier, bitString(signature))
	if c.alterWhole != nil {
		c.der = c.alterWhole(c.der)
	}
	return c.der
}

func (c *certificate) tbs(r random, algorithm []byte) []byte {
	issuer := c.issuer
	if issuer == nil {
		issuer = c.issuedBy().subject
	}
	var version, extensions []byte
	if c.version != 0 {
		version = element(0xa0, integer(c.version))
	}
	if list := c.allExtensions(r); c.version == 2 && len(list) > 0 {
		extensions = element(0xa3, sequence(list...))
	}
	serial := element(tagInteger, c.serial)
	validity := sequence(c.notBefore, c.notAfter)
	return sequence(version, serial, algorithm, issuer, validity, c.subject, c.key.spki, extensions)
}

// allExtensions adds the names and key identifiers, unless they are there in some odd form.
func (c *certificate) allExtensions(r random) [][]byte {
	list := append([]extension{}, c.extensions...)
	add := func(oid string, value []byte) {
		if !c.has(oid) {
			list = append(list, extension{oid: oid, value: value})
		}
	}
	if c.ski != nil {
		add(oidSKI, element(tagOctetString, c.ski))
	}
	if parent := c.issuedBy(); c.aki != nil {
		add(oidAKI, c.aki)
	} else if !c.noAKI && len(parent.ski) > 0 && (c.parent != nil || r.chance(0.3)) {
		add(oidAKI, sequence(element(0x80, parent.ski)))
	}
	if c.sans != nil {
		add(oidSAN, encodeSANs(c.sans))
	}
	if r.chance(0.2) {
		shuffle(r, list)
	}
	var out [][]byte
	for _, e := range list {
		out = append(out, e.encode())
	}
	return out
}
