package main

const oidAnyPolicy = "2.5.29.32.0"

var policyOIDs = []string{"1.2.3.1", "1.2.3.2", "1.2.3.3"}

func certificatePolicies(critical bool, oids ...string) extension {
	var parts [][]byte
	for _, each := range oids {
		parts = append(parts, sequence(oid(each)))
	}
	return extension{oid: oidPolicies, critical: critical, value: sequence(parts...)}
}

// policies sets policies and everything that restricts them at any depth.
func policies(s *scene) {
	s.deepen()
	friendly := s.chance(0.5)
	common := pick(s.random, policyOIDs...)
	for i, c := range s.path {
		chosen := some(s.random, 0, 2, append(policyOIDs, oidAnyPolicy, oidAnyPolicy)...)
		if friendly {
			chosen = appendNew(chosen, pick(s.random, common, common, oidAnyPolicy))
		}
		if friendly || s.chance(0.8) {
			c.set(certificatePolicies(s.chance(0.3), distinct(chosen)...))
		}
		restrictPolicies(s, c, i)
	}
}

func restrictPolicies(s *scene, c *certificate, depth int) {
	if s.chance(0.35) {
		c.set(policyConstraints(s))
	}
	if s.chance(0.2) {
		c.set(extension{oid: oidInhibitAnyPolicy, critical: s.chance(0.5), value: integer(smallNumber(s))})
	}
	if s.chance(0.25) && (depth > 0 || s.chance(0.2)) {
		c.set(policyMappings(s))
	}
}

// smallNumber counts certificates of a path. A few are negative, which Go reads.
func smallNumber(s *scene) int64 { return pick[int64](s.random, 0, 0, 0, 1, 1, 2, 3, 200, -1) }

func policyConstraints(s *scene) extension {
	var parts [][]byte
	if s.chance(0.8) {
		parts = append(parts, element(0x80, twosComplement(smallNumber(s))))
	}
	if s.chance(0.4) {
		parts = append(parts, element(0x81, twosComplement(smallNumber(s))))
	}
	return extension{oid: oidPolicyConstraints, critical: s.chance(0.5), value: sequence(parts...)}
}

func policyMappings(s *scene) extension {
	var parts [][]byte
	for range s.between(1, 3) {
		from, to := pick(s.random, policyOIDs...), pick(s.random, policyOIDs...)
		if s.chance(0.05) {
			from = oidAnyPolicy
		}
		if s.chance(0.05) {
			to = oidAnyPolicy
		}
		parts = append(parts, sequence(oid(from), oid(to)))
	}
	return extension{oid: oidPolicyMappings, critical: s.chance(0.5), value: sequence(parts...)}
}

func appendNew(list []string, value string) []string { return distinct(append(list, value)) }

func distinct(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, each := range list {
		if !seen[each] {
			seen[each] = true
			out = append(out, each)
		}
	}
	return out
}
