package main

// The extensions that crypto/x509 reads.
const (
	oidSKI                  = "2.5.29.14"
	oidKeyUsage             = "2.5.29.15"
	oidSAN                  = "2.5.29.17"
	oidBasicConstraints     = "2.5.29.19"
	oidNameConstraints      = "2.5.29.30"
	oidCRLDistribution      = "2.5.29.31"
	oidPolicies             = "2.5.29.32"
	oidPolicyMappings       = "2.5.29.33"
	oidAKI                  = "2.5.29.35"
	oidPolicyConstraints    = "2.5.29.36"
	oidExtKeyUsage          = "2.5.29.37"
	oidInhibitAnyPolicy     = "2.5.29.54"
	oidAuthorityInfoAccess  = "1.3.6.1.5.5.7.1.1"
	oidServerAuth           = "1.3.6.1.5.5.7.3.1"
	oidClientAuth           = "1.3.6.1.5.5.7.3.2"
	oidAnyExtendedKeyUsage  = "2.5.29.37.0"
	noPathLength            = -1
	usageDigitalSignature   = 0x80
	usageKeyEncipherment    = 0x20
	usageCertSign           = 0x04
	usageCRLSign            = 0x02
	usageOfAuthority        = usageDigitalSignature | usageKeyEncipherment | usageCertSign
	usageOfServer           = usageDigitalSignature | usageKeyEncipherment
	usageOfStrictAuthority  = usageCertSign | usageCRLSign
	usageWithoutCertificate = usageDigitalSignature | usageCRLSign
)

func basicConstraints(authority bool, pathLength int64) extension {
	var parts [][]byte
	if authority {
		parts = append(parts, element(tagBoolean, []byte{0xff}))
	}
	if pathLength != noPathLength {
		parts = append(parts, integer(pathLength))
	}
	return extension{oid: oidBasicConstraints, critical: true, value: sequence(parts...)}
}

func keyUsage(bits byte) extension {
	var unused byte
	for bits != 0 && bits>>unused&1 == 0 {
		unused++
	}
	value := element(tagBitString, []byte{unused, bits})
	if bits == 0 {
		value = element(tagBitString, []byte{0})
	}
	return extension{oid: oidKeyUsage, critical: true, value: value}
}

func extKeyUsage(oids ...string) extension {
	var parts [][]byte
	for _, each := range oids {
		parts = append(parts, oid(each))
	}
	return extension{oid: oidExtKeyUsage, value: sequence(parts...)}
}
