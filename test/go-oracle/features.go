package main

// feature is one thing that can be special about a chain, and how often it is, against the others.
type feature struct {
	name   string
	weight float64
	apply  func(*scene)
}

var features = []feature{
	{"rotated authority", 7, rotatedAuthority},
	{"renewed authority", 6, renewedAuthority},
	{"cross-signed", 7, crossSigned},
	{"cycle", 4, cycle},
	{"missing intermediate", 3, missingIntermediate},
	{"missing root", 2, missingRoot},
	{"served root", 4, servedRoot},
	{"shuffled", 4, shuffledChain},
	{"doubled", 4, doubledCertificate},
	{"spare", 5, spareCertificates},
	{"broken bundle", 3, brokenBundle},
	{"inner anchor", 5, innerAnchor},
	{"self-signed leaf", 2, selfSignedLeaf},
	{"self-issued", 5, selfIssued},
	{"key identifiers", 7, keyIdentifiers},
	{"many candidates", 0.6, manyCandidates},
	{"many paths", 0.8, manyPaths},
	{"authority bits", 4, authorityBits},
	{"leaf bits", 3, leafBits},
	{"path length", 7, pathLength},
	{"key usage", 5, keyUsages},
	{"extended key usage", 9, extKeyUsages},
	{"critical extension", 5, criticalExtensions},
	{"serial", 3, serials},
	{"validity edge", 8, validityEdges},
	{"expiry", 4, expiry},
	{"date forms", 4, dateForms},
	{"odd subject", 8, oddSubjects},
	{"same subject", 2, sameSubjects},
	{"near subject", 1, nearSubjects},
	{"more names", 12, addSANs},
	{"few names", 3, fewSANs},
	{"only common name", 3, onlyCommonName},
	{"many names", 1.2, manySANs},
	{"names of an authority", 4, authoritySANs},
	{"name constraints", 16, nameConstraints},
	{"lists of constraints", 7, constraintLists},
	{"graph", 10, graph},
	{"policies", 10, policies},
	{"subject key", 7, subjectKeys},
	{"signature algorithm", 8, signatureAlgorithms},
	{"signature", 3, signatureValues},
}

// addFeature applies one of the features.
func (s *scene) addFeature() {
	var total float64
	for _, each := range features {
		total += each.weight
	}
	at := s.Float64() * total
	for _, each := range features {
		if at -= each.weight; at < 0 {
			s.labels = append(s.labels, each.name)
			each.apply(s)
			return
		}
	}
}

// newChain has up to six features. A host is chosen when all names are known.
func newChain(r random, keys *keyring) *scene {
	s := newScene(r, keys)
	for range pick(r, 0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6) {
		s.addFeature()
	}
	chooseHost(s)
	return s
}
