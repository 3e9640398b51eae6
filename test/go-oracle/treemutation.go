package main

import (
	"fmt"
	"slices"
)

// mutateTree changes one element below the root, and says which and how.
func mutateTree(r random, root *node) string {
	places := root.places()
	if len(places) == 0 {
		return "nothing"
	}
	where := pick(r, places...)
	name := fmt.Sprintf("%02x", where.tag)
	switch r.IntN(20) {
	case 0:
		where.parent.children = slices.Delete(where.parent.children, where.index, where.index+1)
		return "drop " + name
	case 1:
		where.parent.children = slices.Insert(where.parent.children, where.index, where.copy())
		return "double " + name
	case 2, 3:
		return "swap " + name + swap(r, where)
	case 4, 5:
		where.parent.children = slices.Insert(where.parent.children, where.index, randomNode(r))
		return "insert before " + name
	case 6, 7:
		where.parent.children = slices.Insert(where.parent.children, where.index+1, randomNode(r))
		return "insert behind " + name
	case 8:
		where.tag = pick(r, byte(r.IntN(256)), where.tag^0x20, where.tag^0x80, where.tag^0x40, where.tag+1, tagNull, tagSequence,
			tagOctetString)
		return "retag " + name
	case 9:
		lengths(r, where.node)
		return "length " + name
	case 10:
		where.wrap = trailing(r)
		return "trail " + name
	}
	return "value " + name + mutateValue(r, where.node)
}

func swap(r random, where place) string {
	siblings := where.parent.children
	other := r.IntN(len(siblings))
	siblings[where.index], siblings[other] = siblings[other], siblings[where.index]
	return fmt.Sprintf(" %d", other-where.index)
}

func randomNode(r random) *node {
	der := pick(r, null(), integer(int64(r.IntN(300))), element(tagBoolean, []byte{0xff}), element(tagUTF8, []byte("x")), sequence(),
		element(tagSet),
		element(tagOctetString, r.bytes(3)), element(0x80, r.bytes(2)), element(0x81, r.bytes(2)), element(0x82, r.bytes(2)),
		element(0xa0, integer(1)), element(0xa3, sequence()),
		oid("1.2.3.4"), sequence(oid("1.2.3.4"), null()), bitString(nil), dateOf(2_000_000_000))
	list, _ := parseForest(der)
	return list[0]
}

// lengths writes a length in a form that is not DER, or a wrong one.
func lengths(r random, n *node) {
	switch r.IntN(5) {
	case 0:
		n.length = func(n int) []byte { return append([]byte{0x82}, byte(n>>8), byte(n)) }
	case 1:
		n.length = func(n int) []byte { return []byte{0x84, 0, 0, byte(n >> 8), byte(n)} }
	case 2:
		n.length = func(int) []byte { return []byte{0x80} }
	case 3:
		n.length = func(n int) []byte { return lengthOf(max(0, n+pick(r, -1, 1, 100))) }
	case 4:
		n.length = func(n int) []byte { return append([]byte{0x81}, byte(n)) }
	}
}

// trailing puts bytes behind an element, mostly ones that are DER.
func trailing(r random) func([]byte) []byte {
	extra := pick(r, []byte{0}, null(), []byte{0, 0}, r.bytes(2), element(0x80), sequence())
	return func(der []byte) []byte { return append(der, extra...) }
}

// mutateValue changes the content, by its type where there is one.
func mutateValue(r random, n *node) string {
	if len(n.children) > 0 {
		if r.chance(0.5) {
			n.children[r.IntN(len(n.children))].wrap = trailing(r)
			return " children"
		}
		n.children, n.content = nil, r.bytes(r.IntN(4))
		return " emptied"
	}
	n.children = nil
	if values := valuesOf(r, n.tag); len(values) > 0 && r.chance(0.8) {
		n.content = pick(r, values...)
		return fmt.Sprintf(" %.20x", n.content)
	}
	if isText(n.tag) && r.chance(0.7) {
		odd, _ := parseForest(oddString(r))
		if r.chance(0.3) {
			odd, _ = parseForest(badString(r))
		}
		n.tag, n.content = odd[0].tag, odd[0].content
		return fmt.Sprintf(" %02x", n.tag)
	}
	content := append([]byte{}, n.content...)
	switch at := r.IntN(len(content) + 1); {
	case at == len(content):
		n.content = append(content, byte(r.Uint32()))
	case r.chance(0.25):
		n.content = append(content[:at], content[at+1:]...)
	default:
		content[at] ^= 1 << r.IntN(8)
		n.content = content
	}
	return ""
}
