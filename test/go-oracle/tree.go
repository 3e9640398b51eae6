package main

// node is a DER element that can be changed. Content that is itself DER, as in extensions and keys, is taken apart as well.
type node struct {
	tag      byte
	children []*node
	content  []byte              // if it has no children
	prefix   []byte              // before the children: the unused bits of a BIT STRING
	length   func(n int) []byte  // how to write the length, if not minimally
	wrap     func([]byte) []byte // what to do with the encoded element, if anything
}

// parseForest reads a list of elements. If it cannot read all of them, it returns what is left.
func parseForest(der []byte) (list []*node, rest []byte) {
	for len(der) > 0 {
		content, size := readElement(der)
		if size == 0 {
			return list, der
		}
		list = append(list, parseContent(der[0], content))
		der = der[size:]
	}
	return list, nil
}

func parseContent(tag byte, content []byte) *node {
	n := &node{tag: tag}
	inner := content
	if tag == tagBitString && len(content) > 0 && content[0] == 0 {
		n.prefix, inner = content[:1], content[1:]
	}
	if tag&0x20 != 0 || tag == tagOctetString || n.prefix != nil {
		if children, rest := parseForest(inner); rest == nil && len(children) > 0 {
			n.children = children
			return n
		}
	}
	n.prefix, n.content = nil, content
	return n
}

// readElement returns the content and the size with header, or 0.
func readElement(der []byte) (content []byte, size int) {
	if len(der) < 2 || der[0]&0x1f == 0x1f {
		return nil, 0
	}
	length, header := int(der[1]), 2
	if length >= 0x80 {
		count := length & 0x7f
		if count == 0 || count > 3 || len(der) < 2+count {
			return nil, 0
		}
		length, header = 0, 2+count
		for _, b := range der[2:header] {
			length = length<<8 | int(b)
		}
	}
	if len(der) < header+length {
		return nil, 0
	}
	return der[header : header+length], header + length
}

func (n *node) encode() []byte {
	content := n.content
	if n.children != nil {
		content = n.prefix
		for _, child := range n.children {
			content = join(content, child.encode())
		}
	}
	length := lengthOf
	if n.length != nil {
		length = n.length
	}
	out := join([]byte{n.tag}, length(len(content)), content)
	if n.wrap != nil {
		return n.wrap(out)
	}
	return out
}

// place is a node and where it hangs.
type place struct {
	*node
	parent *node
	index  int
}

// places lists everything below a node.
func (n *node) places() []place {
	var out []place
	for i, child := range n.children {
		out = append(out, place{child, n, i})
		out = append(out, child.places()...)
	}
	return out
}

// copy is deep.
func (n *node) copy() *node {
	out := *n
	out.children = nil
	for _, child := range n.children {
		out.children = append(out.children, child.copy())
	}
	return &out
}

// flatten leaves the children of a node as they are, but takes no more of them apart.
func (n *node) flatten() {
	for i, child := range n.children {
		content, _ := readElement(child.encode())
		n.children[i] = &node{tag: child.tag, content: content}
	}
}
